"""Two columns of prose are read one after the other, whatever stands above, below or in them."""

from __future__ import annotations

from assessor.readers import read_bytes
from tests.readers.making import converted, docx, paragraph, table
from tests.readers.test_pdf import A4, SENTENCE, paragraphs, pdf, squeezed

SMALL = A4.replace("16pt/28pt", "10.5pt/18pt")
COLUMNS = SMALL + "div{columns:2;column-gap:8mm}"
TEXTS = [
    f"（{number}）"
    + "".join(f"{office}局评查案卷{copies}卷，督促整改问题{found}个。" for office in "财税农林水文卫")
    for number, copies, found in zip(
        "一二三四五六七八九十", range(120, 1120, 100), range(8, 38, 3), strict=True
    )
]
SPACED = '<w:spacing w:after="{after}" w:line="320" w:lineRule="exact"/><w:ind w:firstLine="480"/>'
TWO_COLUMNS = '<w:sectPr><w:type w:val="continuous"/><w:cols w:num="2" w:space="{gap}"/></w:sectPr>'
ONE_COLUMN = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'


def spaced(*texts: str, after: int = 200) -> str:
    """Return paragraphs in 12 pt with space after them, so that the lines of two columns do not lie level."""
    return "".join(
        paragraph(
            f'<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>{text}</w:t></w:r>', SPACED.format(after=after)
        )
        for text in texts
    )


def test_the_lines_of_two_columns_need_not_lie_level(office: str) -> None:
    for gap, after in ((720, 200), (425, 200), (720, 0)):
        data = docx(spaced("法治政府建设年度报告", *TEXTS, after=after) + TWO_COLUMNS.format(gap=gap))
        document = read_bytes(converted(data, "docx", "pdf"), "a.pdf")
        assert squeezed(document.text) == ["法治政府建设年度报告", *TEXTS], (gap, after)


def test_full_width_paragraphs_above_and_below_two_columns_stay_whole(office: str) -> None:
    above, below = [TEXTS[8] * 2, TEXTS[9]], [TEXTS[7], "完。"]
    data = docx(
        spaced(*above)
        + paragraph("<w:r/>", ONE_COLUMN)
        + spaced(*TEXTS[:4])
        + paragraph("<w:r/>", TWO_COLUMNS.format(gap=720))
        + spaced(*below)
        + ONE_COLUMN
    )
    document = read_bytes(converted(data, "docx", "pdf"), "a.pdf")
    assert squeezed(document.text) == [*above, *TEXTS[:4], *below]


def test_a_table_across_both_columns_stays_in_rows() -> None:
    rows = [
        ["指标", "上一年", "本年度", "增减"],
        ["行政复议", "96件", "118件", "22件"],
        ["行政应诉", "71件", "62件", "9件"],
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    style = COLUMNS + "table{width:100%;table-layout:fixed;font:10.5pt 'Noto Serif CJK SC'}"
    body = f"<div>{paragraphs(*TEXTS[:4])}</div><table>{cells}</table><div>{paragraphs(*TEXTS[4:8])}</div>"
    lines = read_bytes(pdf(body, style), "a.pdf").text.splitlines()
    assert lines[4:7] == ["  ".join(row) for row in rows]
    assert squeezed("\n".join(lines[:4] + lines[7:])) == TEXTS[:8]


def test_a_table_that_overhangs_its_column_does_not_cut_the_lines_beside_it(office: str) -> None:
    rows = [["指标", "上一年", "本年度"], ["行政复议受理", "96件", "118件"], ["行政应诉案件", "71件", "62件"]]
    wide = table(rows).replace("<w:tbl>", '<w:tbl><w:tblPr><w:tblW w:w="5600" w:type="dxa"/></w:tblPr>')
    data = docx(spaced(*TEXTS[:9]) + wide + spaced(TEXTS[9]) + TWO_COLUMNS.format(gap=720))
    lines = squeezed(read_bytes(converted(data, "docx", "pdf"), "a.pdf").text)
    assert [line for line in lines if line in TEXTS] == TEXTS


def test_a_table_with_a_column_of_prose_is_no_page_of_two_columns() -> None:
    rows = [
        (
            f"{number}.1",
            f"关于{'甲乙丙丁'[number % 4]}的检查点",
            f"{number * 7}件",
            "已覆盖若干份，未见若干份，选报若干份",
        )
        for number in range(10, 40)
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    style = SMALL + "table{width:100%;border-spacing:1em 0;font:10.5pt 'Noto Serif CJK SC'}"
    lines = read_bytes(pdf(f"{paragraphs(SENTENCE)}<table>{cells}</table>", style), "a.pdf").text.splitlines()
    assert lines[1:] == ["  ".join(row) for row in rows]
