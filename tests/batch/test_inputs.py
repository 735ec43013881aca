"""Files, folders, manifests and addresses become tasks, each once, in order."""

from __future__ import annotations

import os
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
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
        ("文件,年度\n甲县.txt,1022\n", "第 2 行的年度“1022”应是四位数字，如 2024"),
        ("文件,地区\n", "名单里没有报告"),
        (
            "文件,地区\n甲县.txt,某省\n./甲县.txt,邻省\n",
            "第 3 行与 名单.csv 第 2 行.*地区却不同（邻省、某省）",
        ),
    ],
)
def test_a_faulty_manifest_is_said_to_be_so_by_line(reports: Path, text: str, complaint: str) -> None:
    (reports / "名单.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=complaint):
        tasks_from([str(reports / "名单.csv")])


@pytest.mark.parametrize("content", [b"PK\x03\x04 torn", b"no workbook"])
def test_a_workbook_that_is_none_is_said_to_be_so_and_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "名单.xlsx").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"名单\.xlsx：不是可读的 XLSX 文件.*另存为") as caught:
        tasks_from([str(tmp_path / "名单.xlsx")])
    assert "zip" not in str(caught.value)


def manifest(reports: Path, text: str) -> str:
    (reports / "名单.csv").write_text(text, encoding="utf-8")
    return str(reports / "名单.csv")


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_a_manifest_may_be_separated_otherwise(reports: Path, separator: str) -> None:
    (task,) = tasks_from([manifest(reports, "文件,地区\n甲县.txt,某省\n".replace(",", separator))])
    assert task.region == "某省"


def test_rows_of_one_report_that_agree_are_one_and_complete_each_other(reports: Path) -> None:
    (task,) = tasks_from([manifest(reports, "文件,地区,年度\n甲县.txt,某省,\n甲县.txt,某省,2022\n")])
    assert (task.region, task.year) == ("某省", 2022)


def test_a_manifest_holds_before_and_after_the_folder_that_has_its_reports(reports: Path) -> None:
    told = manifest(reports, "文件,地区\n甲县.txt,某省\n")
    for inputs in ([told, str(reports)], [str(reports), told]):
        regions = {Path(task.source).name: task.region for task in tasks_from(inputs)}
        assert (regions["甲县.txt"], regions["乙县.txt"], len(regions)) == ("某省", None, 5)


def test_columns_that_are_not_used_are_named_with_those_that_are(reports: Path) -> None:
    said: list[str] = []
    (task,) = tasks_from([manifest(reports, "文件,层级别,备注\n甲县.txt,市,x\n")], notice=said.append)
    assert task.level is None
    assert said == ["名单.csv：没有用到的列：层级别、备注。能用的列名只有：文件、地区、层级、年度"]


def test_a_path_written_on_windows_is_found(reports: Path) -> None:
    (reports / "县").mkdir()
    (reports / "县" / "丙.txt").write_text("x")
    (task,) = tasks_from([manifest(reports, "文件\n县\\丙.txt\n")])
    assert Path(task.source) == reports / "县" / "丙.txt"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_what_is_gone_is_not_passed_over(reports: Path) -> None:
    (reports / "断.txt").symlink_to(reports / "没有.txt")
    assert "断.txt" in names(tasks_from([str(reports)]))


def test_what_is_shown_tells_sources_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("一/报告.txt", "二/报告.txt", "二/下/报告.txt", "报告.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("x")
    monkeypatch.chdir(tmp_path)
    found = tasks_from(["报告.txt", str(tmp_path / "二"), str(tmp_path / "一" / "报告.txt")])
    assert [task.shown for task in found] == ["报告.txt", "二/下/报告.txt", "二/报告.txt", "一/报告.txt"]
    alone = tasks_from(["报告.txt", str(tmp_path / "一" / "报告.txt")])
    assert [task.shown for task in alone] == ["报告.txt", "一/报告.txt"]


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
