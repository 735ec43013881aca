"""Hostile and broken input ends in one clear line that names the limit; nothing is fetched or written."""

from __future__ import annotations

import io
import socket
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read, read_bytes
from assessor.readers.limits import Limits
from tests.readers.invariants import read_or_refuse
from tests.readers.making import docx, paragraph, web_page
from tests.readers.test_pdf import SENTENCE, pdf

DOCUMENT = "word/document.xml"


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    """Return a zip container with one part replaced, deflated."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
    return out.getvalue()


def refusal(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, name, **({"limits": limits} if limits else {}))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_200_mb_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "巨大.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableError, match=r"^巨大.txt：有 200 MB，超过 100 MB 的上限"):
        read(str(path))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless device")
def test_an_endless_device_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"^zero：不是普通文件"):
        read("/dev/zero", limits=Limits(file_bytes=1024 * 1024))


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * 3_000_000)))
    with pytest.raises(UnreadableError, match=r"^标准输入：超过 1 MB 的上限"):
        read("-", limits=Limits(file_bytes=1024 * 1024))


def test_text_and_pages_have_a_smaller_limit_than_other_files() -> None:
    assert "超过 10 MB 的上限" in refusal(b"a" * (10 * 1024 * 1024 + 1), "a.txt")
    assert "超过 30 MB 的上限" in refusal(b"<html>" + b"a" * (30 * 1024 * 1024), "a.html")


def test_text_that_is_too_long_names_the_limit() -> None:
    assert "文字超过 300,000 字的上限" in refusal(b"a" * 300_001, "a.txt")
    limits = Limits(characters=50)
    assert "文字超过 50 字的上限" in refusal(docx(paragraph("字" * 51)), "a.docx", limits)
    assert "文字超过 50 字的上限" in refusal(pdf(f"<p>{SENTENCE * 3}</p>"), "a.pdf", limits)
    assert "文字超过 50 字的上限" in refusal(web_page("字" * 300), "a.html", limits)


def test_a_part_that_inflates_past_the_limit_is_a_bomb() -> None:
    bomb = replaced(docx(paragraph("正文")), DOCUMENT, b"<w:document>" + b" " * (33 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert refusal(bomb, "炸弹.docx") == (
        "炸弹.docx：解压后超过 32 MB 的上限，可能是恶意压缩文件，已停止读取；请确认文件来源"
    )


def test_what_the_zip_directory_claims_is_not_trusted() -> None:
    bomb = bytearray(replaced(docx(paragraph("正文")), DOCUMENT, b" " * (33 * 1024 * 1024)))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := bomb.find(signature, at + 1)) >= 0:
            bomb[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    assert "a.docx：" in refusal(bytes(bomb), "a.docx")


def test_many_parts_together_have_a_limit() -> None:
    limits = Limits(expanded_bytes=3_000)
    assert "解压后超过" in refusal(docx(paragraph("正文" * 2_000)), "a.docx", limits)


def test_a_container_of_very_many_files_is_refused() -> None:
    files = {f"x/{number}": b"" for number in range(5_001)}
    assert "超过 5,000 个的上限" in refusal(docx(paragraph("正文"), files=files), "a.docx")


BILLION_LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "declaration", [BILLION_LAUGHS, EXTERNAL, '<!DOCTYPE w:document SYSTEM "http://192.0.2.1/x.dtd">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_in_the_xml_are_refused_in_every_encoding(declaration: str, encoding: str) -> None:
    body = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&c;&a;</w:t></w:r></w:p></w:body></w:document>'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body}'.encode(encoding)
    message = refusal(replaced(docx(paragraph("正文")), DOCUMENT, xml), "a.docx")
    assert "实体声明，不安全" in message or "文件不完整或已损坏" in message
    if encoding != "utf-7":
        assert "实体声明，不安全" in message


def test_deep_nesting_is_refused_by_name() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000
    xml = f'<w:document xmlns:w="w"><w:body>{deep}'.encode()
    assert "嵌套过深（超过 256 层的上限）" in refusal(replaced(docx(paragraph("x")), DOCUMENT, xml), "a.docx")


def test_tables_in_tables_to_the_depth_allowed_are_read() -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    assert read_bytes(docx(opening * 70 + paragraph("最里层") + closing * 70), "a.docx").text == "最里层\n"


def test_external_relations_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text('<w:styles xmlns:w="w"/>', encoding="utf-8")
    prefix = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{prefix}/styles" Target="{secret.as_uri()}" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{prefix}/footnotes" Target="../../../../{secret}"/>'
        f'<Relationship Id="r3" Type="{prefix}/attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    data = replaced(docx(paragraph("正文。")), "word/_rels/document.xml.rels", relations)
    assert read_bytes(data, "a.docx").text == "正文。\n"


def test_styles_and_lists_that_refer_to_themselves_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="b"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    data = docx(paragraph("正文", '<w:pStyle w:val="a"/>'), {"styles": styles, "numbering": numbering})
    assert read_bytes(data, "a.docx").text == "正文\n"


@pytest.mark.parametrize("value", ["99999999999999999999", "-5", "x", "", "１"])
def test_nonsense_in_numbering_is_passed_over(value: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{value}"/><w:numFmt w:val="{value}"/>'
        f'<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    properties = (
        f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{value}"/>'
    )
    assert read_bytes(docx(paragraph("正文", properties), {"numbering": numbering}), "a.docx").text.endswith(
        "正文\n"
    )


@pytest.mark.parametrize("part", range(1, 12))
def test_a_truncated_docx_or_pdf_is_refused(part: int) -> None:
    for data, name in ((docx(paragraph("正文" * 500)), "a.docx"), (pdf(f"<p>{SENTENCE * 3}</p>"), "a.pdf")):
        document = read_or_refuse(data[: len(data) * part // 12], name)
        assert document is None or name == "a.pdf"  # PDFium can mend a lost index


def test_a_pdf_with_a_password_is_refused() -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: encrypted PDFs are not tested here")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(f"<p>{SENTENCE}</p>")))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue(), "a.pdf") == "a.pdf：PDF 加了打开密码；请取消密码另存一份再试"


def raw_pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects without an index, which readers rebuild."""
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_a_pdf_that_inflates_to_gigabytes_is_stopped() -> None:
    layer = zlib.compress(zlib.compress(b"BT " + b"q Q " * 50_000_000, 9), 9)
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(layer), layer),
    )
    message = refusal(data, "a.pdf", Limits(memory_bytes=400 * 1024 * 1024, read_seconds=20))
    assert "上限" in message or "没有文字" in message


def test_a_page_tree_that_holds_itself_ends() -> None:
    data = raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    assert refusal(data, "a.pdf").startswith("a.pdf：")


def test_a_pdf_of_too_many_pages_names_the_limit() -> None:
    data = pdf(f"<p>{SENTENCE * 40}</p>")
    assert "共 3 页，超过 2 页的上限" in refusal(data, "a.pdf", Limits(pages=2))


def test_a_page_of_too_many_characters_names_the_limit() -> None:
    assert "PDF 第 1 页超过 20 字的上限" in refusal(
        pdf(f"<p>{SENTENCE}</p>"), "a.pdf", Limits(page_glyphs=20)
    )


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    assert "秒的上限，已停止" in refusal(pdf(f"<p>{SENTENCE}</p>"), "a.pdf", Limits(read_seconds=0))


def test_a_page_wants_the_network_and_does_not_get_it(monkeypatch: pytest.MonkeyPatch, xingan: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = web_page(xingan)
    assert b"http://192.0.2.1/" in page
    assert read_bytes(page, "a.html").text


@pytest.mark.parametrize("tag", ["div", "span", "b", "font", "table", "ul", "blockquote", "svg", "x-y"])
def test_a_page_nested_beyond_reason_is_refused_before_it_is_parsed(tag: str) -> None:
    page = "<html><body>" + f"<{tag}>" * 100_000 + "行政复议" * 100
    assert "网页嵌套过深（超过 1,000 层的上限）" in refusal(page.encode(), "a.html")


def test_a_page_nested_as_deep_as_allowed_is_read() -> None:
    page = "<html><body>" + "<div>" * 900 + "行政复议案件。" * 100
    assert read_bytes(page.encode(), "a.html").text == "行政复议案件。" * 100 + "\n"


def test_a_page_of_very_many_elements_names_the_limit() -> None:
    assert "网页标签超过 200,000 个的上限" in refusal(b"<p>" + b"<br>" * 200_001, "a.html")


@pytest.mark.parametrize(
    "page",
    [
        "<p>" * 190_000 + "文" * 300,
        "<p><td>" * 50_000 + "文" * 300,
        "<!--" * 200_000 + "文" * 300,
        "<script>" * 100_000 + "文" * 300,
        "<meta charset=" * 100_000 + "文" * 300,
        "<a " + "x " * 300_000 + ">" + "文" * 300,
        "<div class='" + "share " * 100_000 + "'>" + "文" * 300,
        "&" * 500_000 + "文" * 300,
        "[[(" * 200_000 + "文" * 300,
    ],
    ids=["p", "td", "comments", "scripts", "charsets", "attributes", "class", "ampersands", "brackets"],
)
def test_markup_made_to_take_time_ends(page: str) -> None:
    for name in ("a.html", "a.md"):
        document = read_or_refuse(page.encode(), name)
        assert document is None or "文" * 300 in document.text


def test_an_encoding_that_is_none_is_passed_over(xingan: str) -> None:
    for charset in (
        b"base64",
        b"zlib",
        b"rot13",
        b"unicode_escape",
        b"undefined",
        b"iso-8859-1",
        b"idna",
        b"x-none",
    ):
        page = web_page(xingan).replace(b'charset="utf-8"', b'charset="' + charset + b'"')
        assert "行政复议" in read_bytes(page, "a.html").text
