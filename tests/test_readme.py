"""What the READMEs promise is what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.cli import COMMANDS
from assessor.doctor.remedies import COMMANDS as REMEDIES

READMES = ("README.md", "README.en.md")


def block_after(text: str, first_line: str) -> str:
    """Return the rest of the fenced block that starts with `first_line`."""
    match = re.search(rf"```text\n{re.escape(first_line)}\n(.*?)```", text, re.DOTALL)
    assert match, first_line
    return match[1]


@pytest.mark.parametrize("name", READMES)
def test_the_command_block_is_the_help(project: Path, name: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "assessor", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "80", "PYTHONUTF8": "1"},
    ).stdout
    assert block_after((project / name).read_text(encoding="utf-8"), "$ assessor --help") == printed


@pytest.mark.parametrize("name", READMES)
def test_every_command_shown_exists(project: Path, name: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    shown = set(re.findall(r"^assessor ([a-z]+)", text, re.MULTILINE))
    assert shown <= set(COMMANDS)
    assert {"assess", "explain", "check", "diff", "batch", "checklist", "doctor"} <= shown


@pytest.mark.parametrize("name", READMES)
def test_every_link_and_picture_leads_somewhere(project: Path, name: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if "://" not in target and not (project / target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_packages_named_are_those_the_doctor_and_the_scripts_name(project: Path, name: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    (command,) = re.findall(r"`sudo apt-get install -y ([^`]+)`", text)
    wanted = {
        package
        for part in ("pango", "font", "subsetter")
        for package in REMEDIES[part]["debian"].split("-y ", 1)[1].split()  # type: ignore[index]
    }
    assert set(command.split()) == wanted
    script = (project / "scripts" / "setup.sh").read_text(encoding="utf-8")
    assert wanted <= set(re.search(r'SYSTEM_PACKAGES="([^"]+)"', script)[1].split())  # type: ignore[index]


@pytest.mark.parametrize("name", ["scorecards", "test", "lock"])
def test_scripts_can_be_run(project: Path, name: str) -> None:
    script = project / "scripts" / name
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", script], check=True)
