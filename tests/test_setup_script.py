"""scripts/setup.sh on machines of every kind, played by stand-ins for dpkg, apt and Python on PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="这些脚本用于 Linux 与 macOS")

ORDINARY = ("sh", "id", "printf", "cat", "cksum", "basename", "pwd")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs with little more than a shell in it; `program` adds to it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ORDINARY:
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    return folder


def program(machine: Path, name: str, script: str) -> None:
    path = machine / name
    path.unlink(missing_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(machine: Path, project: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "sh", "-euc", f". {project}/scripts/setup.sh; {command}"],
        env={"PATH": str(machine)},
        cwd=machine.parent,
        capture_output=True,
        text=True,
    )


INSTALLED = 'case "$*" in *fonts-noto-cjk*) exit 1 ;; *) printf "install ok installed" ;; esac'


def test_an_ordinary_user_is_told_the_exact_command(machine: Path, project: Path) -> None:
    program(machine, "dpkg-query", INSTALLED)
    program(machine, "apt-get", "exit 0")
    program(machine, "id", "printf 1000")
    done = run(machine, project, "install_packages python3-venv fonts-noto-cjk")
    assert done.returncode == 2
    assert "sudo apt-get install -y --no-install-recommends fonts-noto-cjk\n" in done.stderr
    assert "python3-venv" not in done.stderr


def test_root_gets_what_is_missing_and_nothing_else(machine: Path, project: Path) -> None:
    program(machine, "dpkg-query", INSTALLED)
    program(machine, "id", "printf 0")
    program(machine, "apt-get", f'printf "%s\\n" "$*" >>{machine.parent}/asked')
    assert run(machine, project, "install_packages python3-venv fonts-noto-cjk").returncode == 0
    (asked,) = (machine.parent / "asked").read_text(encoding="utf-8").splitlines()
    assert asked.endswith("install -y --no-install-recommends fonts-noto-cjk")


def test_package_lists_are_fetched_when_the_first_try_fails(machine: Path, project: Path) -> None:
    program(machine, "dpkg-query", INSTALLED)
    program(machine, "id", "printf 0")
    lists = machine.parent / "lists"
    program(machine, "apt-get", f'case "$*" in *update*) printf x >{lists} ;; *) [ -f {lists} ] ;; esac')
    assert run(machine, project, "install_packages fonts-noto-cjk").returncode == 0


def test_nothing_is_asked_of_apt_when_nothing_is_missing(machine: Path, project: Path) -> None:
    program(machine, "dpkg-query", 'printf "install ok installed"')
    program(machine, "apt-get", "exit 1")
    program(machine, "id", "printf 0")
    assert run(machine, project, "install_packages fonts-noto-cjk").returncode == 0


def test_elsewhere_than_debian_the_doctor_will_say(machine: Path, project: Path) -> None:
    assert run(machine, project, "install_packages fonts-noto-cjk").returncode == 0


def test_an_older_python_is_not_enough(machine: Path, project: Path) -> None:
    program(machine, "python3", "exit 1")
    done = run(machine, project, "find_python")
    assert done.returncode == 2
    assert done.stderr.startswith("错误：需要 Python 3.11 或更高版本")


def test_a_newer_python_beside_an_older_one_is_found(machine: Path, project: Path) -> None:
    program(machine, "python3", "exit 1")
    program(machine, "python3.12", "exit 0")
    done = run(machine, project, 'find_python; printf %s "$python"')
    assert (done.returncode, done.stdout) == (0, "python3.12")


def test_an_environment_that_is_up_to_date_is_left_alone(machine: Path, project: Path) -> None:
    root = machine.parent
    (root / ".venv" / "bin").mkdir(parents=True)
    program(root / ".venv" / "bin", "assessor", "exit 0")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        (root / name).write_text(name, encoding="utf-8")
    stamp = run(machine, project, "cksum requirements.lock pyproject.toml && pwd").stdout
    (root / ".venv" / ".stamp-requirements.lock").write_text(stamp, encoding="utf-8")
    program(machine, "python3", "exit 1")
    assert run(machine, project, "install_locked requirements.lock").returncode == 0
    # A lock that changed is a reason to install again; here there is no Python to do it with.
    (root / "requirements.lock").write_text("changed", encoding="utf-8")
    assert run(machine, project, "install_locked requirements.lock").returncode == 2
