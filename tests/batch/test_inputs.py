"""Files, folders, manifests and addresses become tasks, each once, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from assessor.batch.inputs import tasks_from
from assessor.errors import ConfigurationError, UnreadableError


def names(tasks: tuple[object, ...]) -> list[str]:
    return [Path(task.source).name for task in tasks]  # type: ignore[attr-defined]


def test_a_folder_gives_its_reports_in_order_of_name_and_nothing_else(reports: Path) -> None:
    (reports / "说明.jpg").write_bytes(b"")
    (reports / "~$甲县.docx").write_bytes(b"")
    found = names(tasks_from([str(reports)]))
    assert found == sorted(found)
    assert set(found) == {"甲县.txt", "乙县.txt", "丙县.txt", "丁县.txt", "坏.docx"}


def test_a_report_named_twice_is_one_task(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports)
    assert len(tasks_from(["甲县.txt", "./甲县.txt", str(reports / "甲县.txt")])) == 1


def test_results_inside_the_folder_of_reports_are_no_reports(reports: Path) -> None:
    output = reports / "结果"
    (output / "scorecards").mkdir(parents=True)
    (output / "scorecards" / "甲县.html").write_text("计分表")
    assert len(tasks_from([str(reports)], str(output))) == 5


def test_files_of_one_name_get_scorecards_of_different_names(tmp_path: Path) -> None:
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text("x")
    assert [task.stem for task in tasks_from([str(tmp_path)])] == ["报告", "报告-2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_manifest_tells_region_level_and_year(reports: Path, encoding: str) -> None:
    manifest = reports / "名单.csv"
    manifest.write_bytes("文件,地区,层级,年度\n甲县.txt,某省甲县,县,2023年\n乙县.txt,,,\n".encode(encoding))
    first, second = tasks_from([str(manifest)])
    assert Path(first.source) == reports / "甲县.txt"
    assert (first.region, first.level, first.year) == ("某省甲县", "county", 2023)
    assert (second.region, second.level, second.year) == (None, None, None)


def test_an_xlsx_manifest_does_too(reports: Path) -> None:
    book = Workbook()
    for row in (("报告", "年份", "级别"), ("甲县.txt", 2022.0, "市")):
        book.worksheets[0].append(row)
    book.save(reports / "名单.xlsx")
    (task,) = tasks_from([str(reports / "名单.xlsx")])
    assert (task.level, task.year) == ("city", 2022)


@pytest.mark.parametrize("name", ["县", "县级", "县（市、区）", "county", "County"])
def test_a_manifest_takes_every_name_of_a_level(reports: Path, name: str) -> None:
    manifest = reports / "名单.csv"
    manifest.write_text(f"文件,层级\n甲县.txt,{name}\n", encoding="utf-8")
    assert tasks_from([str(manifest)])[0].level == "county"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("地区,年度\n甲县,2023\n", "第一行要有“文件”一列"),
        ("文件,层级\n甲县.txt,国家\n", "第 2 行的层级“国家”不认识"),
        ("文件,年度\n甲县.txt,去年\n", "第 2 行的年度“去年”应是四位数字"),
    ],
)
def test_a_faulty_manifest_is_said_to_be_so_by_line(reports: Path, text: str, complaint: str) -> None:
    (reports / "名单.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=complaint):
        tasks_from([str(reports / "名单.csv")])


def test_a_workbook_that_is_none_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "名单.xlsx").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(ConfigurationError, match=r"名单\.xlsx：不是可读的 XLSX 文件"):
        tasks_from([str(tmp_path / "名单.xlsx")])


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"^{re.escape(str(tmp_path))}：没有找到可评估的报告"):
        tasks_from([str(tmp_path)])


def test_inputs_that_are_not_there_are_no_run(reports: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        tasks_from(["没有夹", "没有.txt"])
    assert str(caught.value).splitlines() == [
        "没有夹：找不到这个文件或文件夹；请检查路径",
        "没有.txt：找不到这个文件或文件夹；请检查路径",
    ]
    # Beside others, one that is not there is a line in failures.csv.
    assert len(tasks_from(["没有.txt", str(reports)])) == 6


def test_an_input_that_may_not_be_looked_at_is_not_said_to_be_missing(
    reports: Path, closed: Callable[[Path], None]
) -> None:
    closed(reports)
    with pytest.raises(UnreadableError, match="没有权限"):
        tasks_from([str(reports / "甲县.txt")])


def test_a_closed_folder_among_the_reports_is_a_task_that_will_say_so(
    reports: Path, closed: Callable[[Path], None]
) -> None:
    (reports / "关").mkdir()
    closed(reports / "关")
    assert "关" in names(tasks_from([str(reports)]))
