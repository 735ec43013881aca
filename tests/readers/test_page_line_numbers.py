"""Numbers of lines in the margin are furniture; numbers that belong to the text stay."""

from __future__ import annotations

import pytest

from assessor.readers import read_bytes
from tests.readers.making import converted, docx, paragraph
from tests.readers.test_pdf import A4, SENTENCE, paragraphs, pdf, squeezed

OFFICES = "财税农林水文卫教"
TEXTS = [
    f"（{number}）" + "".join(f"{office}局评查案卷{copies}卷，督促整改问题{found}个。" for office in OFFICES)
    for number, copies, found in zip("一二三四五六七八", range(120, 920, 100), range(8, 32, 3), strict=True)
]


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("restart", ["newPage", "continuous"])
def test_line_numbers_do_not_run_into_the_figures_of_the_text(office: str, step: int, restart: str) -> None:
    numbering = f'<w:sectPr><w:lnNumType w:countBy="{step}" w:restart="{restart}"/></w:sectPr>'
    data = docx("".join(paragraph(text, '<w:ind w:firstLine="640"/>') for text in TEXTS) + numbering)
    document = read_bytes(converted(data, "docx", "pdf"), "a.pdf")
    assert len(document.pages) > 1
    assert squeezed(document.text) == TEXTS


def test_line_numbers_on_the_right_go_as_well() -> None:
    numbers = "<br>".join(map(str, range(1, 21)))
    column = f"<div style='position:absolute;left:158mm;top:0;font:10pt/28pt serif'>{numbers}</div>"
    body = f"<div style='position:relative'>{column}{paragraphs(*TEXTS[:3])}</div>"
    assert squeezed(read_bytes(pdf(body), "a.pdf").text) == TEXTS[:3]


def test_the_number_column_of_a_table_stays() -> None:
    rows = [
        (str(number), f"关于{'甲乙丙丁'[number % 4]}类案件的办理", f"{number * 7}件")
        for number in range(1, 17)
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    style = A4 + "table{width:100%;border-spacing:1em 0;font:14pt 'Noto Serif CJK SC'}"
    for body in (
        f"{paragraphs(SENTENCE[:20])}<table>{cells}</table>",
        f"<table><tr><th>序号<th>事项<th>数量{cells}</table>",
    ):
        lines = read_bytes(pdf(body, style), "a.pdf").text.splitlines()
        assert lines[1:] == ["  ".join(row) for row in rows]


def test_paragraphs_that_begin_with_a_figure_keep_it() -> None:
    texts = [SENTENCE * 2, *(f"{number} 件案卷经过评查。" for number in range(1, 13))]
    document = read_bytes(pdf(paragraphs(*texts)), "a.pdf")
    assert squeezed(document.text) == ["".join(text.split()) for text in texts]
