"""The command group: Chinese throughout, one exit-code contract, nothing imported before it is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

import assessor.cli as cli
from assessor import __version__
from assessor.errors import ConfigurationError, UnreadableError
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


def test_version() -> None:
    done = subprocess.run([sys.executable, "-m", "assessor", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"assessor {__version__}\n", "")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_in_the_table_exists_and_explains_itself_in_chinese(assessor: Run, name: str) -> None:
    command = import_module(cli.COMMANDS[name][0]).command
    assert isinstance(command, click.Command)
    ran = assessor(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"用法： assessor {name}")
    english = [line for line in ran.out.split("\n") if "Show this" in line or "Usage" in line]
    assert english == []


@pytest.mark.parametrize("name", ["eval", "assess", "batch"])
def test_examples_stand_in_under_their_heading(assessor: Run, name: str) -> None:
    lines = assessor(name, "--help").out.split("\n")
    assert f"    assessor {name} " in lines[lines.index("  示例：") + 1]


def test_version_and_help_import_nothing_heavy() -> None:
    probe = (
        "import sys; from assessor.cli import run; run(['--help']); "
        "print([m for m in ('weasyprint', 'lxml', 'jinja2', 'yaml', 'rapidfuzz', 'assessor.model.result', "
        "'importlib.resources') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_nothing_given_shows_help_and_counts_as_wrong_usage(assessor: Run) -> None:
    ran = assessor()
    assert ran.code == 2
    assert "assess " in ran.out
    assert "用法" in ran.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["frobnicate"], ("没有命令 frobnicate", "assessor --help")),
        (["asess"], ("没有命令 asess", "是否要用“assess”？")),
        (["--frobnicate"], ("没有选项 --frobnicate",)),
        (["--vrsion"], ("没有选项 --vrsion", "是否要用“--version”？")),
        (["assess"], ("缺少参数", "报告", "assessor assess --help")),
        (["assess", "x.txt", "--level", "planet"], ("--level", "planet", "不在可选值")),
        (["assess", "x.txt", "--formt", "pdf"], ("是否要用其中之一：“--format”、“--ocr”？",)),
        (
            ["check", "x.txt", "--fail-on", "x"],
            ("“--fail-on”的值无效：“x”不在可选值之中：“error”、“warning”",),
        ),
        (["eval", "没有"], ("没有：没有这个文件夹",)),
        (["assess", "x.txt", "--format", "docx"], ("没有“docx”这种格式", "pdf")),
        (["assess", "x.txt", "--format", ","], ("至少一种格式",)),
        (["assess", "x.txt", "-o"], ("-o", "要给出值")),
        (["assess", "x.txt", "--ocr=yes"], ("--ocr", "不带值")),
        (["doctor", "extra"], ("多余的参数", "extra")),
        (["checklist", "frobnicate"], ("没有命令 frobnicate", "assessor checklist --help")),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_exit_2(
    assessor: Run, args: list[str], said: tuple[str, ...]
) -> None:
    ran = assessor(*args)
    assert ran.fails(2, *said), ran
    assert ran.out == ""
    # What is left of Latin letters is the user's own words, names of options and file formats.
    assert not any(word in ran.err for word in ("Error", "No such", "Missing", "Invalid", "Try"))


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ConfigurationError("清单有误"), 2, "错误：清单有误\n"),
        (UnreadableError("读不出来"), 3, "错误：读不出来\n"),
        (KeyboardInterrupt(), 130, "错误：已中断\n"),
        (PermissionError(13, "Permission denied", "x.pdf"), 2, "“x.pdf”"),
        (PermissionError(13, "Permission denied", "x.pdf"), 2, "没有权限"),
        (OSError(28, "No space left on device"), 2, "无法写到标准输出：磁盘已满。请腾出空间"),
        (OSError(28, "No space left on device", "x.pdf"), 2, "读写“x.pdf”时出错：磁盘已满。请腾出空间"),
        (ZeroDivisionError(), 2, "--debug"),
        (RecursionError(), 2, "--debug"),
    ],
)
def test_whatever_a_command_raises_becomes_one_line_and_one_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    said: str,
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: click.Command("doctor", callback=fail))
    assert cli.run(["doctor"]) == code
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.strip("\n").count("\n") == 0
    assert captured.out == ""


def test_debug_shows_what_went_wrong_inside_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: click.Command("doctor", callback=fail))
    with pytest.raises(ZeroDivisionError):
        cli.run(["doctor", "--debug"])


@pytest.mark.parametrize(("ending", "code"), [(lambda ctx: ctx.exit(1), 1), (lambda _: None, 0)])
def test_a_commands_own_exit_code_is_kept(
    monkeypatch: pytest.MonkeyPatch, ending: Callable[[click.Context], None], code: int
) -> None:
    command = click.Command("check", callback=click.pass_context(ending))
    monkeypatch.setattr(cli.LazyGroup, "get_command", lambda *_: command)
    assert cli.run(["check"]) == code


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGINT 与断管信号")
def test_a_reader_that_stops_reading_is_no_error(project: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m assessor checklist show | head -n 1"],
        capture_output=True,
        text=True,
        cwd=project,
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGINT 与断管信号")
@pytest.mark.parametrize(
    "args",
    [["checklist", "show"], ["assess", "seeds/xingan-2022.txt", "-o", "-"], ["assess", "--help"], ["--help"]],
)
def test_a_reader_that_has_gone_is_told_by_141_and_not_by_a_verdict(project: Path, args: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "assessor", *args], stdout=writing, stderr=subprocess.PIPE, cwd=project
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="本机没有 /dev/full")
@pytest.mark.parametrize(
    "args", [["checklist", "show"], ["assess", "seeds/xingan-2022.txt", "-o", "-", "--format", "json"]]
)
def test_a_full_standard_output_is_named_once_in_chinese(project: Path, args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assessor", *args], stdout=full, stderr=subprocess.PIPE, cwd=project
        )
    said = "错误：无法写到标准输出：磁盘已满。请腾出空间，或换一个有空间的位置\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGINT 与断管信号")
def test_ctrl_c_says_so_and_exits_130(tmp_path: Path) -> None:
    # Reading standard input that never ends: the run is certain to be under way when interrupted.
    program = (
        "import signal, sys; from assessor.cli import main; sys.argv = ['assessor', 'assess', '-', '-o', '-'];"
        # Where the tests run in the background, the interrupt would be ignored, as it was for their shell.
        "signal.signal(signal.SIGINT, signal.default_int_handler); print('ready', flush=True); main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.decode()) == (130, b"", "\n错误：已中断\n")


def test_ctrl_c_while_the_program_is_being_imported_says_so_as_well() -> None:
    program = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from assessor.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (130, b"", "\n错误：已中断\n")


def test_help_that_cannot_be_shown_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise ConfigurationError("标准输出已关闭")

    with monkeypatch.context() as patch:
        patch.setattr(sys.stdout, "write", refuse)
        assert cli.run([]) == 2
    assert capsys.readouterr().err == "错误：标准输出已关闭\n"


def test_debug_after_two_dashes_is_a_name(assessor: Run) -> None:
    assert assessor("check", "--", "--debug").code == 3
