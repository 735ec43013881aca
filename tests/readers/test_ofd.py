"""The text layer of OFD files (GB/T 33190) is read in page order."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read_bytes

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.6  # millimetres: 16 pt
PER_LINE = 27


def text_object(text: str, x: float, y: float, advance: str | None = None) -> str:
    advance = advance or f"g {len(text) - 1} {SIZE}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 160 {SIZE}" Font="1" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="{SIZE * 0.85}" DeltaX="{advance}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def typeset(*paragraphs: str) -> str:
    """Return text objects line by line, each paragraph two characters in, as typesetters place them."""
    objects, y = "", 37.0
    for paragraph in paragraphs:
        rest, indent = paragraph, 2
        while rest:
            line, rest = rest[: PER_LINE - indent], rest[PER_LINE - indent :]
            objects += text_object(line, 28 + indent * SIZE, y)
            indent, y = 0, y + 10
    return objects


def ofd(*pages: str, extra: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {NAMESPACE}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        )
        for number, objects in enumerate(pages):
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
            )
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


FIRST = "全年开展行政执法监督检查，评查案卷一百二十卷，督促整改问题三十五个，通报典型案例。"
SECOND = "办理行政复议案件二百件，纠错率百分之十二，行政机关负责人出庭应诉率达到百分之百。"


def test_lines_become_paragraphs_and_pages_are_kept() -> None:
    document = read_bytes(ofd(typeset("一、主要举措", FIRST), typeset(SECOND)), "报告.ofd")
    assert document.format == "ofd"
    assert document.text == f"一、主要举措\n{FIRST}\n{SECOND}\n"
    assert [document.page_of(document.text.index(text)) for text in (FIRST, SECOND)] == [1, 2]


def test_objects_out_of_order_are_read_as_they_lie_on_the_page() -> None:
    upper, lower = text_object("先读的一行。", 28, 40), text_object("后读的一行。", 28, 60)
    assert read_bytes(ofd(lower + upper), "a.ofd").text == "先读的一行。后读的一行。\n"


def test_single_advances_and_scaled_objects_are_placed() -> None:
    advances = text_object("行政复议", 28, 40, "5.6 5.6 5.6")
    scaled = (
        '<ofd:TextObject ID="2" Boundary="28 50 160 6" CTM="0.1 0 0 0.1 0 0" Size="56">'
        '<ofd:TextCode X="0" Y="48" DeltaX="g 3 56">行政应诉</ofd:TextCode></ofd:TextObject>'
    )
    assert read_bytes(ofd(advances + scaled), "a.ofd").text == "行政复议行政应诉\n"


def test_without_a_text_layer_it_is_unreadable_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"^a.ofd：OFD 没有文字层.*--ocr"):
        read_bytes(ofd('<ofd:ImageObject ID="1" Boundary="0 0 210 297"/>'), "a.ofd")


def test_an_encrypted_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"OFD 加了密"):
        read_bytes(ofd(typeset(FIRST), extra={"Encryptions.xml": "<x/>"}), "a.ofd")


@pytest.mark.parametrize("boundary", ["", "a b c d", "1 2", "1e999 0 0 0", "nan nan nan nan"])
def test_nonsense_places_are_passed_over(boundary: str) -> None:
    broken = f'<ofd:TextObject Boundary="{boundary}" Size="x"><ofd:TextCode DeltaX="g x y">坏</ofd:TextCode></ofd:TextObject>'
    assert read_bytes(ofd(broken + typeset(FIRST)), "a.ofd").text == FIRST + "\n"
