"""Plain text and Markdown: every encoding offices write, told by content."""

from __future__ import annotations

import codecs

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read_bytes

TEXT = "一、主要举措和成效\n全年办理行政复议案件1203件，纠错率12.6%。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("gb18030"),
    ],
    ids=[
        "utf-8",
        "utf-8-bom",
        "gb18030",
        "gbk",
        "utf-16-bom-le",
        "utf-16-bom-be",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "crlf",
        "cr",
    ],
)
def test_every_encoding_gives_the_same_text_without_a_remark(data: bytes) -> None:
    document = read_bytes(data, "报告.txt")
    assert document.text == TEXT
    assert document.notices == ()


def test_white_space_and_empty_lines_stay_as_the_office_wrote_them() -> None:
    text = "　　第一段。\n\n\n  第二段。"
    assert read_bytes(text.encode(), "a.txt").text == text


def test_a_few_damaged_bytes_are_marked_and_remarked_upon() -> None:
    damaged = (TEXT * 20).encode().replace("纠错率".encode(), b"\xe7\xba" + "错率".encode(), 2)
    document = read_bytes(damaged, "a.txt")
    assert document.text.count("\ufffd") == 2
    assert document.notices == ("有 2 处字节不成文字，已用“\ufffd”代替，请核对原件",)


def test_text_in_an_encoding_we_do_not_know_is_unreadable_not_uncovered() -> None:
    with pytest.raises(UnreadableError, match=r"^a.txt：认不出文字编码.*另存为 UTF-8"):
        read_bytes(
            ("法治政府建設年度報告，全面推進依法行政，辦理行政覆議案件。" * 20).encode("big5"), "a.txt"
        )


def test_random_bytes_are_unreadable() -> None:
    import random

    with pytest.raises(UnreadableError, match=r"认不出文字编码"):
        read_bytes(random.Random(1).randbytes(5_000), "a.txt")


def test_nul_bytes_zero_width_and_control_characters_are_dropped() -> None:
    text = "行政\0复议\u200b案件\x07\u00ad1203\ufeff件。"
    assert read_bytes(text.encode(), "a.txt").text == "行政复议案件1203件。"


def test_direction_overrides_are_dropped_and_remarked_upon() -> None:
    document = read_bytes("办结\u202e3021\u202c件。".encode(), "a.txt")
    assert document.text == "办结3021件。"
    assert "改变文字方向" in document.notices[0]


def test_lone_surrogates_become_replacement_characters() -> None:
    data = (
        codecs.BOM_UTF16_LE
        + ("行政复议案件" * 100).encode("utf-16-le")
        + b"\x00\xd8"
        + "终".encode("utf-16-le")
    )
    text = read_bytes(data, "a.txt").text
    assert "\ufffd" in text
    text.encode("utf-8")


def test_a_line_of_a_quarter_of_a_million_characters_is_read() -> None:
    line = "全年办理行政复议案件。" * 23_000
    assert read_bytes(line.encode(), "a.txt").text == line


def test_markdown_marks_are_taken_off_and_headings_declared() -> None:
    source = (
        "---\ntitle: x\n---\n# 年度报告\n\n## 一、**主要**举措\n\n- 办理[行政复议](http://x)案件\n\n"
        "| 指标 | 数量 |\n|---|---:|\n| 复议 | 12件 |\n\n---\n<!-- 注释 -->\n> 引文\\*\n"
    )
    document = read_bytes(source.encode(), "报告.md")
    assert document.format == "md"
    assert document.text == "年度报告\n一、主要举措\n办理行政复议案件\n指标  数量\n复议  12件\n引文*\n"
    assert [(document.text[h.start : h.end], h.level) for h in document.headings] == [
        ("年度报告", 1),
        ("一、主要举措", 2),
    ]
