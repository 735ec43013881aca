"""`assessor batch` on the terminal: which reports could not be read, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.sample import TEXT

Run = Callable[..., Ran]


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
    ran = assessor("batch", "甲县", "乙县", "-o", "结果", "--jobs", "1")
    assert (ran.code, complaints(ran)) == (3, ["错误：甲县/报告.docx", "错误：乙县/报告.docx"])
    # Results never hold an absolute path; the terminal needs one where nothing else tells the two apart.
    ran = assessor("batch", *folders, "-o", "结果", "--jobs", "1")
    assert complaints(ran) == [f"错误：{folder / '报告.docx'}" for folder in folders]


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
