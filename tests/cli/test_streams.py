"""Closed and full standard streams, as cron jobs and daemons leave them: the verdict stands, and no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.conftest import DRAFTS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows 的命令行不能关闭标准流")

Shell = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def shell(tmp_path: Path, project: Path) -> Shell:
    """Run a shell command in a folder with a draft that passes and one that fails; $A is the program."""
    for name in ("good.txt", "thin.txt"):
        shutil.copy(DRAFTS / name, tmp_path)

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(project), "A": f"{sys.executable} -m assessor"},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


@pytest.mark.parametrize(
    ("command", "code"), [("check good.txt", 0), ("check good.txt -o f", 0), ("check thin.txt -o f", 1)]
)
def test_with_nothing_to_show_a_closed_standard_output_changes_nothing(
    shell: Shell, command: str, code: int
) -> None:
    ran = shell(f"$A {command} >&-")
    assert ran.returncode == code
    assert "错误：" not in ran.stderr


@pytest.mark.parametrize("command", ["check thin.txt", "check good.txt --format json", "--help", "--version"])
def test_what_cannot_be_shown_is_told_and_exits_2(shell: Shell, command: str) -> None:
    ran = shell(f"$A {command} >&-")
    assert ran.returncode == 2
    assert ran.stderr.startswith("错误：标准输出已关闭")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["check - -o f", "assess - -o f.json"])
def test_a_closed_standard_input_cannot_be_read(shell: Shell, command: str) -> None:
    ran = shell(f"$A {command} <&-")
    assert ran.returncode == 3
    assert "错误：标准输入：已关闭" in ran.stderr


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/full", "2>&- <&- >&-"])
@pytest.mark.parametrize(("draft", "code"), [("good.txt", 0), ("thin.txt", 1)])
def test_the_verdict_stands_where_nobody_can_be_told_of_it(
    shell: Shell, tmp_path: Path, closed: str, draft: str, code: int
) -> None:
    if "/dev/full" in closed and not Path("/dev/full").exists():
        pytest.skip("本机没有 /dev/full")
    usual = shell(f"$A check {draft} -o usual")
    ran = shell(f"$A check {draft} -o f {closed}")
    assert (ran.returncode, usual.returncode) == (code, code)
    assert (tmp_path / "f").read_bytes() == (tmp_path / "usual").read_bytes()


def test_other_commands_need_no_standard_error_either(shell: Shell, tmp_path: Path) -> None:
    assert shell("$A assess good.txt thin.txt --format json 2>&-").returncode == 0
    assert shell("$A nonsense 2>&-").returncode == 2
    assert len(list((tmp_path / "reports").iterdir())) == 2
