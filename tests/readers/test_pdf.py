"""Lines of a PDF become paragraphs again; heads, feet and page numbers go; pages are kept."""

from __future__ import annotations

import html
import io
import re
from functools import lru_cache

import pytest
import weasyprint

from assessor.errors import UnreadableError
from assessor.readers import read_bytes
from tests.readers.making import converted, lines_of, numbered_docx

FURNISHED = (
    "@page{@bottom-center{content:'— ' counter(page) ' —'}@top-center{content:'法治政府建设年度报告汇编'}}"
)
A4 = (
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}"
    "p{text-indent:2em;margin:0;font:16pt/28pt 'Noto Serif CJK SC';text-align:justify}"
)
SENTENCE = "全年开展行政执法监督检查，评查案卷一百二十卷，督促整改问题三十五个。"


@lru_cache(maxsize=32)
def pdf(body: str, style: str = A4) -> bytes:
    return weasyprint.HTML(string=f"<html lang=zh><style>{style}</style>{body}").write_pdf()  # type: ignore[no-any-return]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in texts)


def test_a_head_is_known_by_its_return_even_on_two_pages() -> None:
    document = read_bytes(pdf(paragraphs(SENTENCE * 25), A4 + FURNISHED), "a.pdf")
    assert len(document.pages) == 2
    assert squeezed(document.text) == [SENTENCE * 25]


def squeezed(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines()]


def test_paragraphs_are_rejoined_without_spaces_and_furniture_is_gone(xingan: str) -> None:
    document = read_bytes(pdf(paragraphs(*lines_of(xingan)), A4 + FURNISHED), "report.pdf")
    assert squeezed(document.text) == squeezed("\n".join(lines_of(xingan)))


def test_the_page_of_each_sentence_is_known(xingan: str) -> None:
    document = read_bytes(pdf(paragraphs(*lines_of(xingan)), A4 + FURNISHED), "report.pdf")
    assert document.pages[0] == 0
    assert list(document.pages) == sorted(set(document.pages))
    assert document.page_of(document.text.index("一、主要举措和成效")) == 1
    assert document.page_of(document.text.index("三、下步工作安排")) == len(document.pages)


def test_what_libreoffice_prints_is_rejoined(office: str, xingan: str) -> None:
    document = read_bytes(converted(numbered_docx(xingan), "docx", "pdf"), "report.pdf")
    assert squeezed(document.text) == squeezed("\n".join(lines_of(xingan)))


def test_block_paragraphs_told_apart_by_space_alone() -> None:
    style = A4.replace("text-indent:2em;margin:0", "margin:0 0 14pt")
    texts = [SENTENCE * 3, SENTENCE * 4, SENTENCE * 2]
    assert squeezed(read_bytes(pdf(paragraphs(*texts), style), "a.pdf").text) == texts


def test_two_columns_are_read_one_after_the_other() -> None:
    style = A4.replace("16pt/28pt", "10.5pt/18pt") + "div{columns:2;column-gap:8mm}"
    texts = [f"（{number}）" + SENTENCE * 6 for number in "一二三四五六七八九十"]
    title = "<h2>法治政府建设年度报告</h2>"
    document = read_bytes(pdf(f"{title}<div>{paragraphs(*texts)}</div>", style), "a.pdf")
    assert squeezed(document.text) == ["法治政府建设年度报告", *texts]


def test_rows_of_a_table_stay_rows() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{number}件</td><td>{number + 7}件</td></tr>"
        for number, name in enumerate(
            [
                "行政复议",
                "行政应诉",
                "行政处罚",
                "行政许可",
                "行政强制",
                "行政检查",
                "行政征收",
                "行政确认",
                "行政裁决",
                "行政给付",
            ],
            10,
        )
    )
    style = A4 + "table{width:100%;font:14pt 'Noto Serif CJK SC'}"
    document = read_bytes(pdf(f"{paragraphs(SENTENCE * 3)}<table>{rows}</table>", style), "a.pdf")
    assert document.text.splitlines()[1:4] == [
        "行政复议  10件  17件",
        "行政应诉  11件  18件",
        "行政处罚  12件  19件",
    ]


def test_a_number_that_stands_alone_in_the_text_is_no_page_number() -> None:
    document = read_bytes(pdf(paragraphs("甲", "3", SENTENCE * 2, "1203", "完")), "a.pdf")
    assert "3" in document.text.splitlines()
    assert "1203" in document.text.splitlines()


def test_a_watermark_across_the_page_is_not_read() -> None:
    mark = "<div style='position:fixed;top:40%;left:10%;transform:rotate(-40deg);font-size:60pt;color:#ccc'>内部资料</div>"
    assert squeezed(read_bytes(pdf(mark + paragraphs(SENTENCE * 3)), "a.pdf").text) == [SENTENCE * 3]


def test_letters_printed_twice_for_bold_are_read_once() -> None:
    twice = (
        "<div style='position:absolute;top:0;left:0'>行政复议案件</div>"
        "<div style='position:absolute;top:0;left:0.3pt'>行政复议案件</div>"
    )
    assert read_bytes(
        pdf(f"<div style='position:relative;height:3em'>{twice}</div>{paragraphs(SENTENCE)}"), "a.pdf"
    ).text == (f"行政复议案件\n{SENTENCE}\n")


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("GBK-EUC-H", "gbk"), ("UniGB-UCS2-H", "utf-16-be"), ("UniGB-UTF16-H", "utf-16-be")],
)
def test_the_encodings_of_chinese_typesetters_need_no_embedded_font(encoding: str, codec: str) -> None:
    assert read_bytes(
        hand_made_pdf("全面推进依法行政，办理行政复议案件。", encoding, codec), "a.pdf"
    ).text == ("全面推进依法行政，办理行政复议案件。\n")


def hand_made_pdf(text: str, encoding: str, codec: str) -> bytes:
    """Return a PDF as typesetters write it: SimSun by name only, a predefined CMap, no ToUnicode."""
    content = b"BT /F1 14 Tf 72 700 Td <" + text.encode(codec).hex().encode() + b"> Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[6 0 R]>>"
        % encoding.encode(),
        (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/FontDescriptor 7 0 R/DW 1000"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
            b"/Descent -200/CapHeight 700/StemV 80>>"
        ),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def scanned(data: bytes) -> bytes:
    """Return a PDF of the same pages as pictures only."""
    import pypdfium2

    source = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=2.5).to_pil().convert("L") for page in source]
    source.close()
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=180)
    return out.getvalue()


def test_a_scan_is_recognised_and_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(scanned(pdf(paragraphs(SENTENCE * 30))), "扫描.pdf")
    assert str(refusal.value).startswith("扫描.pdf：是扫描件（2 页中没有文字层，共 2 页）")
    assert "--ocr" in str(refusal.value)
    assert refusal.value.exit_code == 3


def test_a_report_with_one_scanned_page_is_read_and_the_page_named() -> None:
    import pypdfium2

    out, merged = io.BytesIO(), pypdfium2.PdfDocument.new()
    for data in (pdf(paragraphs(SENTENCE * 30)), scanned(pdf(paragraphs("附件")))):
        part = pypdfium2.PdfDocument(data)
        merged.import_pages(part)
        part.close()
    merged.save(out)
    merged.close()
    document = read_bytes(out.getvalue(), "a.pdf")
    assert document.notices == ("第 3 页是图片，没有文字层，未读入；如有正文请加 --ocr 识别",)
    assert document.text.startswith(SENTENCE)


def garbled(*texts: str) -> bytes:
    """Return a PDF that shows `texts` while its text layer says private-use characters, as some fonts do."""
    source = f"<html lang=zh><style>{A4}</style><body>{paragraphs(*texts)}"
    data: bytes = weasyprint.HTML(string=source).write_pdf(uncompressed_pdf=True)
    return re.sub(rb"(?m)^(<[0-9a-f]{4}>) <[0-9a-f]{2}([0-9a-f]{2})>$", rb"\1 <e0\2>", data)


def test_a_garbled_text_layer_is_unreadable_not_uncovered() -> None:
    with pytest.raises(UnreadableError, match=r"^a.pdf：文字层是乱码.*--ocr"):
        read_bytes(garbled(SENTENCE), "a.pdf")
