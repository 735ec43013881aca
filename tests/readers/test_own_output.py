"""What this tool wrote is no report: every format of it is refused by name, whatever became of the file since."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from assessor.cli import run
from assessor.errors import UnreadableError
from assessor.readers import read, read_bytes
from assessor.readers.own_output import REFUSAL
from tests.readers.making import docx, paragraph
from tests.sample import TEXT

FORMATS = ("pdf", "html", "json", "md", "xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a report `a.txt`, scorecards of it in every format, a batch run and its comparison."""
    folder = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        assert run(["assess", "a.txt", "-o", "计分表", "--format", ",".join(FORMATS)]) == 0
        assert run(["batch", "a.txt", "-o", "结果", "--jobs", "1"]) == 0
        assert run(["compare", "结果", "-o", "比较"]) == 0
        yield folder


@pytest.mark.parametrize(
    "name",
    [
        *(f"计分表/a.{form}" for form in FORMATS),
        "结果/run.json",
        "比较/比较表.pdf",
        "比较/比较表.html",
        "比较/比较表.xlsx",
    ],
)
def test_every_format_is_refused_and_the_file_named(folder: Path, name: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(name)
    assert str(refusal.value) == f"{name}：{REFUSAL}"


@pytest.mark.parametrize("form", FORMATS)
def test_another_name_does_not_hide_it(folder: Path, form: str) -> None:
    with pytest.raises(UnreadableError, match="是本工具生成的结果"):
        read_bytes((folder / "计分表" / f"a.{form}").read_bytes(), "报告")


def test_nor_does_another_format(folder: Path) -> None:
    text = (folder / "计分表" / "a.md").read_text(encoding="utf-8")
    for data, name in (
        (text.encode("gb18030", "replace").replace(b"?", b""), "报告.txt"),
        (
            docx("".join(paragraph(escape(line)) for line in text.split("\n"))),
            "报告.docx",
        ),
    ):
        with pytest.raises(UnreadableError, match="是本工具生成的结果"):
            read_bytes(data, name)


@pytest.mark.parametrize("command", [("assess",), ("check",), ("explain", "22.1"), ("diff", "a.txt")])
def test_every_command_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    name, *rest = command
    assert run([name, "计分表/a.pdf", *rest]) == 3
    captured = capsys.readouterr()
    assert "计分表/a.pdf：是本工具生成的结果" in captured.err + captured.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.json", "a.json：是 JSON 数据，不是报告"),
        ("a.jsonl", "a.jsonl：是 JSON 数据，不是报告"),
        ("a.sarif", "a.sarif：是 SARIF 检查结果，不是报告"),
        ("a.csv", "a.csv：是 CSV 表格，不是报告"),
        ("a.yaml", "a.yaml：是 YAML 文件（清单或配置），不是报告"),
        ("a.YML", "a.YML：是 YAML 文件（清单或配置），不是报告"),
    ],
)
def test_data_of_others_is_no_report_either(name: str, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(TEXT.encode(), name)
    assert str(refusal.value).startswith(message)


def test_a_checklist_is_no_side_of_a_diff(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("a.txt", "清单.yaml")
    assert run(["diff", "计分表/a.json", "清单.yaml"]) == 3
    assert "清单.yaml：是 YAML 文件" in capsys.readouterr().err


def test_real_reports_are_none_of_ours(seeds: list[Path], folder: Path) -> None:
    assert all(read(str(seed)).text for seed in seeds)


def test_a_report_that_speaks_of_statuses_is_still_one() -> None:
    text = TEXT + "各项任务标注“●已覆盖”“○未见”，评估报告比较表见附件。\n"
    assert read_bytes(text.encode(), "a.txt").text == text
