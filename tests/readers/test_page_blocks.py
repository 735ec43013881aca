"""A paragraph set narrower than its column is one paragraph, and the ones around it stay apart."""

from __future__ import annotations

import pytest

from assessor.readers import read_bytes
from tests.readers.making import converted, docx, paragraph
from tests.readers.test_pdf import paragraphs, pdf, squeezed

OFFICES = "财税农林水文卫教"
LONG = "据各部门报送情况，" + "".join(
    f"{office}局全年评查案卷{120 + number}卷，{'对照标准逐卷' * (number % 3)}督促整改问题{number}个。"
    for number, office in enumerate(OFFICES)
)
AROUND = [LONG.replace("全年", "上半年"), LONG.replace("全年", "下半年内共")]


@pytest.mark.parametrize(
    "style",
    [
        "margin-right:30mm",
        "margin:0 25mm",
        "margin:0 25mm;text-indent:0",
        "margin:0 25mm;text-indent:0;text-align:left",
        "margin:4mm 12mm;border:1px solid;padding:0 8mm",
    ],
)
def test_a_paragraph_set_in_is_rejoined(style: str) -> None:
    body = f"{paragraphs(AROUND[0])}<p style='{style}'>{LONG}</p>{paragraphs(AROUND[1])}"
    assert squeezed(read_bytes(pdf(body), "a.pdf").text) == [AROUND[0], LONG, AROUND[1]]


def test_what_libreoffice_sets_in_on_both_sides_is_rejoined(office: str) -> None:
    indents = (
        '<w:ind w:firstLine="640"/>',
        '<w:ind w:left="1000" w:right="1400"/>',
        '<w:ind w:firstLine="640"/>',
    )
    texts = [AROUND[0], LONG, AROUND[1]]
    data = docx("".join(paragraph(text, indent) for text, indent in zip(texts, indents, strict=True)))
    assert squeezed(read_bytes(converted(data, "docx", "pdf"), "a.pdf").text) == texts


def test_short_lines_of_one_length_are_no_block() -> None:
    headings = [
        "加强组织领导和统筹协调推进",
        "完善行政执法监督工作机制",
        "健全矛盾纠纷多元化解体系",
        "提升政务服务标准化的水平",
    ]
    items = [f"{office}局全年评查案卷12卷，整改问题3个；" for office in OFFICES]
    texts = [AROUND[0], *headings, *items, AROUND[1]]
    assert squeezed(read_bytes(pdf(paragraphs(*texts)), "a.pdf").text) == texts
