"""scripts/scorecards finds the reports named from wherever it is called, and leaves scorecards in reports/."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="这个脚本用于 Linux 与 macOS")


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """A copy of the project in which there is nothing to set up and `assessor` tells how it was called."""
    home = tmp_path / "项目"
    (home / "scripts").mkdir(parents=True)
    (home / "seeds").mkdir()
    (home / "seeds" / "甲.txt").touch()
    shutil.copy(project / "scripts" / "scorecards", home / "scripts")
    stubs = "SYSTEM_PACKAGES=\ninstall_packages() { :; }\nmake_venv() { :; }\n"
    (home / "scripts" / "setup.sh").write_text(stubs, encoding="utf-8")
    program = home / ".venv" / "bin" / "assessor"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return home


def called(copy: Path, folder: Path, *args: str) -> list[str]:
    """Return the folder in which `assessor assess` ran, where it writes, and the rest of its arguments."""
    script = [str(copy / "scripts" / "scorecards"), *args]
    done = subprocess.run(script, cwd=folder, capture_output=True, text=True, check=True)
    folder_, assess, output, where, form, formats, *rest = done.stdout.splitlines()
    assert (assess, output, form, formats) == ("assess", "--output", "--format", "pdf,html,json")
    return [folder_, where, *rest]


def test_without_arguments_it_assesses_the_seeds(copy: Path, tmp_path: Path) -> None:
    assert called(copy, tmp_path) == [str(copy), "reports", "seeds/甲.txt"]


def test_a_report_is_looked_for_where_the_user_is(copy: Path, tmp_path: Path) -> None:
    assert called(copy, tmp_path, "a.txt") == [str(tmp_path), str(copy / "reports"), "a.txt"]
    assert called(copy, copy, "a.txt", "--ocr") == [str(copy), "reports", "a.txt", "--ocr"]
