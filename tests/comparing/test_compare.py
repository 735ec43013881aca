"""What a supervisor reads off a batch: places, what is commonly missing, who stands apart, who improved."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessor.comparing import page, workbook
from assessor.comparing.compare import MIXED, Comparison, compare, status_words
from assessor.comparing.runs import Batch, Heading, Line, Quotation, load_batch
from assessor.errors import ConfigurationError, UnreadableError
from assessor.model.result import LEVEL_ZH, Asked, Status

ITEMS = (Heading("22", "行政复议", "6"), Heading("9", "规范性文件", "3"))
POINTS = (Heading("22.1", "复议案件", "22"), Heading("9.1", "备案审查", "9"))
COUNTY, TOWNSHIP, PROVINCE = LEVEL_ZH["county"], LEVEL_ZH["township"], LEVEL_ZH["province"]


def line(
    name: str,
    score: float | None,
    *,
    year: int | None = 2023,
    level: str = COUNTY,
    asked: Asked = "asked",
    **status: Status,
) -> Line:
    """A report; `asked`: of checkpoint 9.1, a and b: its statuses at 22.1 and 9.1."""
    return Line(
        source=f"{name}.txt",
        name=name,
        body=("", name, level),
        called=name,
        region=name,
        level=level,
        year=year,
        score=score,
        specific=1,
        covered=1,
        items={"22": score, "9": None},
        statuses={"22.1": status.get("a", "covered"), "9.1": status.get("b", "missing")},
        asked={"22.1": "asked", "9.1": asked},
        place=(Path(), "k"),
    )


def comparison(*lines: Line, quotations: tuple[Quotation, ...] = (), by: str = "level") -> Comparison:
    batch = Batch("纲要", "outline", "1", ITEMS, POINTS, lines)
    return compare(batch, quotations, by)  # type: ignore[arg-type]


def test_equal_scores_share_a_place_and_the_next_is_skipped() -> None:
    found = comparison(line("甲", 50.0), line("乙", 80.0), line("丙", 80.0), line("丁", None))
    (ranking,) = found.ranking.values()
    assert [(one.rank, one.line.name) for one in ranking] == [(1, "丙"), (1, "乙"), (3, "甲"), (None, "丁")]


def test_places_are_given_within_a_level() -> None:
    town, province = line("某镇", 90.0, level=TOWNSHIP), line("省", 10.0, level=PROVINCE)
    found = comparison(town, line("甲县", 40.0), line("乙县", 60.0), province)
    assert found.mixed
    assert [
        (level, one.rank, one.line.name) for level, ranking in found.ranking.items() for one in ranking
    ] == [(PROVINCE, 1, "省"), (COUNTY, 1, "乙县"), (COUNTY, 2, "甲县"), (TOWNSHIP, 1, "某镇")]


def test_missing_counts_only_where_it_was_asked() -> None:
    found = comparison(
        line("甲", 1.0, b="missing"),
        line("乙", 2.0, b="mentioned"),
        line("丙", 3.0, b="not_applicable", asked="not_applicable"),
        line("丁", 3.0, b="missing", asked="optional"),
        line("戊", 3.0, b="covered", asked="optional"),
        line("己", 3.0, b="covered", asked="not_applicable"),
    )
    second = found.distribution[1]
    assert (second.asked, second.lacking, second.missing_share) == (2, 2, 1.0)
    assert second.counts == {"covered": 0, "declared_none": 0, "mentioned": 1, "missing": 1}
    assert (second.optional, second.volunteered) == (2, 1)
    assert (second.not_applicable, second.beyond) == (2, 1)
    assert status_words(second) == "仅提及 1、未见 1；选报 2（写到 1）；不适用 2（写到 1）"
    assert [one.checkpoint.id for one in found.common] == ["9.1"]


def test_what_no_report_is_asked_for_is_not_commonly_missing() -> None:
    found = comparison(line("甲", 1.0, b="missing", asked="optional"), line("乙", 2.0, asked="optional"))
    assert found.common == ()
    assert found.distribution[1].missing_share is None
    assert page.to_html(found)


def test_a_score_far_outside_the_quartiles_stands_apart() -> None:
    usual = [line(f"县{n}", 50.0 + n) for n in range(10)]
    found = comparison(*usual, line("异", 5.0))
    assert [(one.line.name, one.direction) for one in found.outliers] == [("异", "low")]
    assert comparison(*usual).outliers == ()


def test_what_stands_apart_is_seen_among_its_own_level() -> None:
    counties = [line(f"县{n}", 50.0 + n) for n in range(10)]
    towns = [line(f"镇{n}", 90.0 + n / 2, level=TOWNSHIP) for n in range(3)]
    assert comparison(*counties, *towns).outliers == ()


def test_few_reports_have_no_outliers() -> None:
    assert comparison(line("甲", 1.0), line("乙", 99.0), line("丙", 50.0)).outliers == ()


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("level", [PROVINCE, COUNTY]),
        ("year", ["2022年", "2023年"]),
        ("region", ["江苏省甲县", "四川省"]),
        ("province", ["江苏", "四川"]),
    ],
)
def test_groups(by: str, names: list[str]) -> None:
    found = comparison(
        line("四川省", 80.0 if by == "level" else 10.0, level=PROVINCE),
        line("江苏省甲县", 40.0, year=2022),
        by=by,
    )
    assert [group.name for group in found.groups] == names


def test_a_body_over_years_shows_what_came_and_what_went() -> None:
    found = comparison(
        line("甲县", 40.0, year=2023, a="missing", b="covered"),
        line("甲县", 60.0, year=2022, a="covered", b="missing"),
        line("乙县", 60.0),
    )
    (trend,) = found.trends
    assert trend.scores == ((2022, 60.0), (2023, 40.0))
    assert [one.id for one in trend.gained] == ["9.1"]
    assert [one.id for one in trend.lost] == ["22.1"]


def test_departments_of_a_region_are_separate_bodies_over_the_years() -> None:
    water, finance = line("江州市水务局", 40.0, year=2023), line("江州市财政局", 60.0, year=2024)
    shared = [replace(one, region="江州市") for one in (water, finance, replace(water, year=2024))]
    (trend,) = comparison(*shared).trends
    assert (trend.name, [year for year, _ in trend.scores]) == ("江州市水务局", [2023, 2024])


def test_reports_of_nobody_known_make_no_trend_and_are_counted() -> None:
    found = comparison(*(replace(line("报告", 1.0, year=year), body=None) for year in (2022, 2023)))
    assert found.trends == ()
    assert found.nameless == 2
    assert "有 2 份报告从标题和落款认不出" in page.to_html(found)


def test_of_several_reports_of_a_year_the_trend_says_which_one_counts_whatever_their_order() -> None:
    early = line("甲县", 10.0, year=2022)
    short, long = (
        replace(line("甲县", 20.0 + n), source=f"{n}.txt", length=n, name=f"甲县（{n}）") for n in (1, 2)
    )
    doubtful = replace(line("甲县", 0.0), source="0.txt", length=9, remarks=("文体存疑：不像。",))
    for order in ((early, short, long, doubtful), (doubtful, long, short, early)):
        (trend,) = comparison(*order).trends
        assert (trend.name, trend.scores) == ("甲县", ((2022, 10.0), (2023, 22.0)))
        (note,) = trend.notes
        assert note.startswith("2023年有 3 份报告，取“2.txt”，未取")
        assert all(f"“{other}.txt”" in note for other in "01")
        assert note in page.to_html(comparison(*order))


def test_what_must_be_known_of_a_report_stands_by_its_place_in_every_format(tmp_path: Path) -> None:
    doubt = "文体存疑：没有读到叙述工作的句子。"
    found = comparison(replace(line("怪页", 0.0), remarks=(doubt,)), line("甲县", 60.0))
    html = page.to_html(found)
    assert "怪页 2023 ※</td>" in html
    assert f"<p>{doubt}（怪页 2023）</p>" in html
    assert "甲县 2023</td>" in html
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.to_xlsx(found))
    sheet = load_workbook(path)["名次"]
    assert "※ 有提示" in sheet["A1"].value
    assert [(row[1].value, row[-1].value) for row in sheet.iter_rows(min_row=2)] == [
        ("报告", "提示"),
        ("甲县", None),
        ("怪页 ※", doubt),
    ]
    assert "※" not in page.to_html(comparison(line("甲县", 60.0)))


def test_an_optional_point_that_is_only_mentioned_is_shown_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        workbook.to_xlsx(comparison(line("甲", 1.0, b="mentioned", asked="optional"), line("乙", 0.0)))
    )
    assert [row[6].value for row in load_workbook(path)["检查点矩阵"].iter_rows(min_row=3)] == ["◐", "○"]


def run_of(*reports: dict[str, object]) -> str:
    usual = {"key": "k", "title": "报告", "issuer": None, "region": None, "level": "county", "year": 2023}
    counts = {"score": 1.0, "specific": 0, "covered": 0, "items": {}, "checkpoints": {}}
    head = {"id": "outline", "version": "1", "title": "纲要", "parts": []}
    return json.dumps({"checklist": head, "reports": [{**usual, **counts, **one} for one in reports]})


def test_what_the_run_says_of_a_report_comes_along_and_copies_are_told(tmp_path: Path) -> None:
    one, copy = ({"source": f"{name}.txt", "sha256": "x", "length": 7} for name in "ab")
    other = {"source": "c.txt", "sha256": "y", "warnings": ["文体存疑：不像。"]}
    (tmp_path / "run.json").write_text(run_of(one, copy, other), encoding="utf-8")
    lines = load_batch([str(tmp_path)]).lines
    assert [line.remarks for line in lines] == [
        ("与“b.txt”内容完全相同，各占一个名次。",),
        ("与“a.txt”内容完全相同，各占一个名次。",),
        ("文体存疑：不像。",),
    ]
    assert [line.doubtful for line in lines] == [False, False, True]


def quotation(text: str, *, score: float = 90.0, confidence: str = "high", name: str = "甲县") -> Quotation:
    return Quotation("22.1", text, score, confidence, ("12件",), name, 2023)


def test_model_sentences_are_sure_specific_and_not_alike() -> None:
    good = "全年受理行政复议申请12件，审结11件，纠错率百分之九。"
    variant = "全年受理行政复议申请12件，审结11件，纠错率百分之八。"
    other = "新设行政复议接待窗口12个，调解结案率明显提高，群众少跑腿。"
    found = comparison(
        line("甲县", 1.0),
        quotations=(
            quotation(good, score=95.0),
            quotation(variant, score=94.0),
            quotation(other, name="乙县"),
            quotation("不太有把握的一句话，也有十二件案子在里面。", confidence="mid"),
        ),
    )
    assert [one.text for one in found.exemplary["22.1"]] == [good, other]


def test_the_page_escapes_what_a_report_brings_and_fetches_nothing() -> None:
    found = comparison(line("<script>alert(1)</script>", 10.0))
    html = page.to_html(found)
    assert "<script>" not in html
    assert "default-src 'none'" in unescape(html)


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (None, "none"),
        (0.0, "b0"),
        (0.1, "b1"),
        (39.9, "b1"),
        (40.0, "b2"),
        (60.0, "b3"),
        (80.0, "b4"),
        (100.0, "b4"),
    ],
)
def test_shades(score: float | None, name: str) -> None:
    assert page.band(score) == name


def test_the_pdf_is_landscape_and_the_same_every_time() -> None:
    found = comparison(line("甲县", 40.0), line("乙县", 60.0, year=None))
    data = page.to_pdf(found)
    assert data.startswith(b"%PDF")
    assert data == page.to_pdf(found)


def test_places_across_levels_come_with_a_caution_in_every_format(tmp_path: Path) -> None:
    several = comparison(line("某镇", 90.0, level=TOWNSHIP), line("甲县", 40.0))
    html = page.to_html(several)
    assert MIXED in html
    assert f"{COUNTY}（1 份）" in html
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.to_xlsx(several))
    book = load_workbook(path)
    for name in ("名次", "条目矩阵", "检查点矩阵"):
        assert MIXED in book[name]["A1"].value
        assert book[name]["A2"].value == "同级名次"
        assert [cell.value for cell in book[name]["A"][2:]] == [1, 1]
    assert MIXED not in page.to_html(comparison(line("甲县", 40.0), line("乙县", 60.0)))


def test_the_workbook_says_of_how_many_reports_a_share_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        workbook.to_xlsx(comparison(line("甲县", 1.0), line("某镇", 1.0, level=TOWNSHIP, asked="optional")))
    )
    book = load_workbook(path)
    sheet = book["检查点分布"]
    shown = dict(zip([cell.value for cell in sheet[2]], [cell.value for cell in sheet[4]], strict=True))
    assert (shown["编号"], shown["应报份数"], shown["未见"], shown["缺失率%"]) == ("9.1", 1, 1, 100)
    assert (shown["选报份数"], shown["选报写到"], shown["不适用"]) == (1, 0, 0)
    # 9.1 is ○ where it is asked, and left blank where it may be left out and is not mentioned.
    assert [row[6].value for row in book["检查点矩阵"].iter_rows(min_row=3)] == ["○", None]


def test_the_workbook_is_printed_as_wide_as_the_paper_and_long_names_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.to_xlsx(comparison(line("很长的名字" * 10, 40.0))))
    book = load_workbook(path)
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert str(sheet.freeze_panes).startswith("C")
    name = book["名次"]["B2"]
    assert name.alignment.wrap_text
    assert book["名次"].row_dimensions[2].height > 40


def test_the_workbook_writes_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.to_xlsx(comparison(line("=1+1", 40.0), line("甲县", 60.0, year=2022))))
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["名次", "条目矩阵", "检查点矩阵"]
    assert [cell.value for cell in book["名次"]["B"]] == ["报告", "甲县", "=1+1"]
    assert book["名次"]["B3"].data_type == "s"
    assert book["检查点矩阵"]["F3"].value == "●"


def test_runs_by_different_checklists_are_not_compared(tmp_path: Path) -> None:
    for number in ("1", "2"):
        head = {"id": "outline", "version": number, "title": "纲要", "parts": []}
        (tmp_path / f"{number}.json").write_text(json.dumps({"checklist": head, "reports": []}))
    with pytest.raises(ConfigurationError, match="用了不同的清单"):
        load_batch([str(tmp_path / "1.json"), str(tmp_path / "2.json")])


def test_a_run_that_does_not_say_what_is_asked_is_to_be_run_again(tmp_path: Path) -> None:
    part = {"id": "1", "items": [{"id": "1", "title": "条", "checkpoints": [{"id": "1.1", "title": "点"}]}]}
    head = {"id": "outline", "version": "1", "title": "纲要", "parts": [part]}
    (tmp_path / "run.json").write_text(json.dumps({"checklist": head, "reports": []}))
    with pytest.raises(UnreadableError, match="由旧版本生成"):
        load_batch([str(tmp_path)])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_run_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "run.json").write_bytes(content)
    with pytest.raises(UnreadableError, match=r"不是 assessor batch 生成的 run\.json"):
        load_batch([str(tmp_path)])
