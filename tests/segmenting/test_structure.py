"""Headings, roles, sentences and identity of a report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.checklist.reading import builtin_reading_rules
from assessor.model.text import Document, Heading, Report
from assessor.segmenting import segment


def read(text: str, headings: tuple[Heading, ...] = ()) -> Report:
    return segment(Document("report.txt", text, "", headings=headings), builtin_reading_rules())


REPORT = """甲县人民政府关于2023年法治政府建设情况的报告
县委、县政府：
2023年，我县依法行政工作取得新进展。
一、主要举措和成效
（一）加强行政复议
1.规范办案。全年审结行政复议案件52件，调解结案20件。
（1）听证审理
对疑难案件一律听证审理，全年听证9件。
一是强化培训。举办培训班2期，培训120人次。二是充实力量。
二、存在的问题
执法力量不足。
甲县人民政府
2024年1月8日
"""


def test_numbered_headings_nest_by_their_numbering() -> None:
    report = read(REPORT)
    assert [(section.level, section.title) for section in report.sections[1:]] == [
        (1, "主要举措和成效"),
        (2, "加强行政复议"),
        (3, "规范办案"),
        (4, "听证审理"),
        (1, "存在的问题"),
    ]
    assert report.sections[4].path == ("主要举措和成效", "加强行政复议", "规范办案", "听证审理")


@pytest.mark.parametrize("marks", ["（一）（二）（三）", "1.2.3.", "①②③"])
def test_short_entries_of_a_list_in_one_paragraph_are_sentences(marks: str) -> None:
    size = len(marks) // 3
    first, second, third = marks[:size], marks[size : 2 * size], marks[2 * size :]
    entries = [f"{first}公布权责清单。", f"{second}建立裁决机制。", f"{third}推行柔性执法。"]
    report = read(f"甲县2023年法治政府建设情况报告\n一、主要举措和成效\n{''.join(entries)}\n")
    body = [report.quote(one.start, one.end) for one in report.sentences if one.role == "body"]
    assert body == entries


def test_every_sentence_knows_its_place() -> None:
    report = read(REPORT)
    for sentence in report.sentences:
        section = report.section(sentence.section)
        assert section.start <= sentence.start < sentence.end <= section.end
        assert report.quote(sentence.start, sentence.end).strip() == report.quote(
            sentence.start, sentence.end
        )


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("甲县人民政府关于", "heading"),
        ("县委、县政府：", "greeting"),
        ("1.规范办案。", "heading"),
        ("全年审结行政复议案件52件", "body"),
        ("一是强化培训。", "lead"),
        ("举办培训班2期", "body"),
        ("2024年1月8日", "furniture"),
    ],
)
def test_roles(part: str, role: str) -> None:
    report = read(REPORT)
    found = next(one for one in report.sentences if report.quote(one.start, one.end).startswith(part))
    if part.endswith("政府："):
        assert found.role != "body" or found.stance == "other" or "：" in part
    else:
        assert found.role == role


def test_a_numbered_lead_inside_a_paragraph_is_a_heading() -> None:
    text = "（一）优化营商环境。1.清单管理不断规范。承接下放事项43项。2.监管方式持续创新。抽查企业120户。\n"
    report = read("甲县2023年法治政府建设情况报告\n一、主要工作\n" + text)
    headings = [report.quote(s.start, s.end) for s in report.sentences if s.role == "heading"]
    assert headings[2:] == ["（一）优化营商环境。", "1.清单管理不断规范。", "2.监管方式持续创新。"]


def test_the_last_point_of_a_list_heads_nothing() -> None:
    text = "二、下一步打算\n（一）修订章程。\n（二）建设数字街道平台。\n某街道办事处\n2025年1月8日\n"
    report = read("某街道2024年法治政府建设情况报告\n一、主要工作\n评查案卷90卷。\n" + text)
    last = next(s for s in report.sentences if "数字街道" in report.quote(s.start, s.end))
    assert (last.role, last.stance) == ("body", "plan")


def test_entries_of_a_numbered_list_are_no_headings() -> None:
    report = read(
        "甲县2023年法治政府建设情况报告\n一、主要工作\n办了三件事。1.修订章程。2.开展培训。3.评查案卷。\n"
    )
    assert [s.role for s in report.sentences if s.paragraph == 3] == ["body"] * 4


def test_headings_declared_by_the_format_are_headings() -> None:
    text = "某局2023年法治政府建设年度报告\n复议应诉\n全年应诉12件。\n"
    start = text.index("复议应诉")
    report = read(text, (Heading(start, start + 4, 1),))
    assert report.sections[-1].title == "复议应诉"


def test_a_body_line_that_begins_with_a_hotline_number_is_body() -> None:
    report = read("某市2023年法治政府建设情况报告\n一、主要工作\n12345、12315等渠道受理投诉举报4300件。\n")
    assert report.sentences[-1].role == "body"


@pytest.mark.parametrize(
    ("title", "issuer", "region", "level", "year"),
    [
        ("青山省人民政府关于2022年法治政府建设情况的报告", "青山省人民政府", "青山省", "province", 2022),
        ("中共临水市委 临水市人民政府关于2023年度法治政府建设情况的报告", "临水市委", "临水市", "city", 2023),
        ("望江区2024年法治政府建设年度报告", None, "望江区", "county", 2024),
        ("白石镇人民政府2021年度法治政府建设工作总结", "白石镇人民政府", "白石镇", "township", 2021),
        ("柳林街道办事处2024年法治政府建设工作情况", "柳林街道办事处", "柳林街道", "township", 2024),
        ("云岭县水务局2024年度法治政府建设工作总结", "云岭县水务局", "云岭县", "department", 2024),
        ("木里自治州人民政府2022年法治政府建设情况报告", "木里自治州人民政府", "木里自治州", "city", 2022),
    ],
)
def test_identity(title: str, issuer: str | None, region: str, level: str, year: int) -> None:
    report = read(f"{title}\n一、主要工作\n全年工作有序开展。\n")
    assert (report.issuer, report.region, report.level, report.year) == (issuer, region, level, year)


def test_a_level_that_nothing_tells_is_assumed_and_says_so() -> None:
    assert read("今天天气很好。\n").level_source == "assumed"


ALPHABET = st.sampled_from(
    "一二三、（）().。；，：\n 　1２年月县市区政府将拟已不足问题和下一步工作abc《》“”\t\u200b\ufeff🙂"
)


@settings(max_examples=150, deadline=None)
@given(st.text(ALPHABET, max_size=400))
def test_offsets_hold_for_any_text(text: str) -> None:
    report = read(text)
    last = 0
    for sentence in report.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert sentence.start >= last
        last = sentence.end
        for clause in sentence.clauses:
            assert sentence.start <= clause.start < clause.end <= sentence.end
    for section in report.sections:
        assert 0 <= section.start <= section.end <= len(text)
    assert report == read(text)
