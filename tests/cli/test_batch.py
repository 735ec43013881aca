"""`assessor batch` on the terminal: which reports could not be read, what needs a look, how it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.sample import TEXT

Run = Callable[..., Ran]
REPORT = "甲县人民政府2023年法治政府建设年度报告\n一、主要举措\n全年收到行政复议申请{}件，审结9件。\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders, each with an unreadable report of one and the same name."""
    first, second = tmp_path / "甲县", tmp_path / "乙县"
    for folder in (first, second):
        folder.mkdir()
        (folder / "报告.docx").write_bytes(b"")
    (first / "初稿.txt").write_text(TEXT, encoding="utf-8")
    return first, second


def complaints(ran: Ran) -> list[str]:
    return [line.rsplit("：", 1)[0] for line in ran.err.strip().split("\n")]


def test_reports_of_one_name_are_told_apart_by_their_folders(
    assessor: Run, folders: tuple[Path, Path]
) -> None:
    # Results never hold an absolute path, only as much of it as tells reports apart.
    for inputs in (("甲县", "乙县"), folders):
        ran = assessor("batch", *inputs, "-o", "结果", "--jobs", "1")
        assert (ran.code, complaints(ran)) == (3, ["错误：甲县/报告.docx", "错误：乙县/报告.docx"])


def test_a_closed_folder_is_named_and_the_others_go_on(
    assessor: Run, folders: tuple[Path, Path], closed: Callable[[Path], None]
) -> None:
    closed(folders[1])
    ran = assessor("batch", "甲县/初稿.txt", "乙县", "乙县/报告.docx", "-o", "结果", "--jobs", "1")
    assert (ran.code, ran.err.splitlines()) == (
        3,
        [
            "错误：乙县：是文件夹，没有读取权限；请修改权限后再试",
            "错误：乙县/报告.docx：没有读取权限，或文件正被其他程序占用；请关闭该文件或修改权限后再试",
        ],
    )
    assert "评估 1 份" in ran.out


def test_it_says_how_many_reports_have_remarks(assessor: Run, tmp_path: Path) -> None:
    (tmp_path / "页.txt").write_text("这不是报告。", encoding="utf-8")
    ran = assessor("batch", "页.txt", "-o", "结果")
    assert ran.code == 0
    assert "有提示 1 份" in ran.out
    assert "文体存疑" in ran.out


def test_it_says_how_many_scorecards_are_of_other_runs(assessor: Run, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(REPORT.format(number), encoding="utf-8")
        ran = assessor("batch", f"{number}.txt", "-o", "结果", "--format", "json")
    assert "scorecards/ 里另有 1 个计分表不是这次生成的" in ran.out


def test_an_output_that_cannot_be_written_is_no_fault_of_the_reports(assessor: Run, tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "结果").mkdir()
    (tmp_path / "结果" / "scorecards").write_bytes(b"")
    assert assessor("batch", "甲.txt", "-o", "结果", "--format", "json").fails(2, "scorecards")


@pytest.mark.skipif(os.name == "nt", reason="signals are a thing of POSIX")
@pytest.mark.parametrize(
    ("sent", "code", "words"),
    [((signal.SIGINT, signal.SIGINT), 130, "已中断"), ((signal.SIGTERM,), 143, "被要求停止")],
    ids=["Ctrl-C twice", "SIGTERM"],
)
def test_it_stops_at_once_with_one_line(
    tmp_path: Path, project: Path, sent: tuple[signal.Signals, ...], code: int, words: str
) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(REPORT.format(number) * 30, encoding="utf-8")
    output = tmp_path / "结果"
    process = subprocess.Popen(
        [sys.executable, "-m", "assessor", "batch", str(tmp_path), "-o", str(output), "--jobs", "2"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(project)},
        start_new_session=True,
    )
    while process.poll() is None and not list(output.rglob("*.jsonl")):
        time.sleep(0.02)
    for number in sent:  # to the whole group, as a terminal does
        if process.poll() is None:
            os.killpg(process.pid, number)
        time.sleep(0.1)
    try:
        _, err = process.communicate(timeout=10)
    finally:
        process.kill()
    (line,) = err.decode().strip().splitlines()
    assert line.startswith(f"错误：{words}")
    assert line.endswith("用同样的命令再跑一次即接着做")
    assert process.returncode == code
