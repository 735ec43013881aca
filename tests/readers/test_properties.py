"""Properties that hold of any text, in any form: no crash, same answer twice, spans in order and inside."""

from __future__ import annotations

import html
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.readers.characters import normalise
from tests.readers.invariants import checklist, read_or_refuse, through_the_pipeline
from tests.readers.making import docx, paragraph, table

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEWER = settings(FEW, max_examples=25)

WORDS = [
    "一、", "（一）", "(二)", "1.", "一是", "第一条", "主要举措和成效", "存在的问题", "下一步工作安排", "2022年", "行政复议",
    "规范性文件", "合法性审核", "1203件", "98.7%", "开展", "不足", "无", "未发生", "将", "《法治政府建设实施纲要（2021—2025年）》",
    "区政府", "。", "，", "；", "：", "“", "”", "\n", "\r\n", "\u3000", "\t", "  ", "\u200b", "\u202e", "\ufeff", "\0", "😀", "𠮷", "Ａ",
]  # fmt: skip
report_like = st.lists(st.sampled_from(WORDS), max_size=80).map("".join)
anything = st.text(st.characters(codec="utf-8"), max_size=300)
text = st.one_of(report_like, anything, st.builds(lambda a, b: a + b, report_like, anything))


@FEW
@given(text)
def test_any_text_goes_through_the_whole_pipeline_and_twice_the_same(content: str) -> None:
    document = read_or_refuse(content.encode(), "a.txt")
    assert read_or_refuse(content.encode(), "a.txt") == document
    if document is not None:
        assert through_the_pipeline(document, checklist()) == through_the_pipeline(document, checklist())


@FEW
@given(report_like, st.sampled_from(["utf-8-sig", "gb18030", "utf-16", "utf-32"]))
def test_the_encoding_does_not_change_the_text(content: str, encoding: str) -> None:
    document = read_or_refuse(content.encode(encoding), "a.txt")
    if document is not None and "\0" not in content:
        assert document.text == normalise(content.removeprefix("\ufeff"))


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_under_any_name(data: bytes) -> None:
    for name in ("a.txt", "a.md", "a.html", "a.docx", "a.ofd", ""):
        assert read_or_refuse(data, name) == read_or_refuse(data, name)


xml_text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    max_size=60,
)
cell = st.one_of(st.sampled_from([*string.ascii_lowercase, "行政复议", "1203件", "　", ""]), xml_text)


@FEW
@given(st.lists(cell, min_size=1, max_size=12))
def test_word_paragraphs_keep_their_characters_and_order(paragraphs: list[str]) -> None:
    document = read_or_refuse(
        docx(
            "".join(
                paragraph(text or "<w:r/>") if not text.startswith("<") else paragraph("x")
                for text in paragraphs
            )
        ),
        "a.docx",
    )
    expected = ["x" if text.startswith("<") else text for text in paragraphs]
    read = "" if document is None else document.text
    assert "".join(read.split()) == "".join(normalise("".join(expected)).split())


@FEW
@given(st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=6))
def test_a_table_has_a_line_for_each_row_that_holds_anything(rows: list[list[str]]) -> None:
    safe = [[text.replace("<", "x") for text in row] for row in rows]
    document = read_or_refuse(docx(table([[text or "<w:r/>" for text in row] for row in safe])), "a.docx")
    filled = [row for row in safe if normalise("".join(row)).strip()]
    assert len((document.text if document else "").splitlines()) == len(filled)


@FEW
@given(st.lists(xml_text, min_size=1, max_size=8))
def test_a_page_keeps_the_characters_of_its_paragraphs(paragraphs: list[str]) -> None:
    filler = "全年开展行政执法监督检查，评查案卷一百二十卷，督促整改问题三十五个。" * 4
    body = "".join(f"<p>{html.escape(text)}</p>" for text in (filler, *paragraphs))
    document = read_or_refuse(f"<meta charset=utf-8><div id=zoom>{body}</div>".encode(), "a.html")
    assert document is not None
    kept = "".join(document.text.split())
    assert all(
        kept.count(char) <= "".join((filler, *paragraphs)).count(char) for char in set(kept) - {"\ufffd"}
    )
    assert "".join(filler.split()) in kept


@FEWER
@given(data=st.data())
@pytest.mark.parametrize("suffix", ["docx", "html", "txt"])
def test_a_real_file_with_bytes_changed_is_read_or_refused(
    suffix: str, xingan: str, data: st.DataObject
) -> None:
    from tests.readers.making import numbered_docx, web_page

    whole = {"docx": numbered_docx, "html": web_page, "txt": str.encode}[suffix](xingan[:1_500])
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    document = read_or_refuse(bytes(broken), f"a.{suffix}")
    if document is not None:
        through_the_pipeline(document, checklist())
