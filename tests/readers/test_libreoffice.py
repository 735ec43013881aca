"""Old Word, WPS, RTF and ODT files are read through LibreOffice; without it the message says what to do."""

from __future__ import annotations

import http.server
import io
import threading
import zipfile
from pathlib import Path

import pytest

from assessor.errors import UnreadableError
from assessor.readers import libreoffice, read_bytes
from assessor.readers.limits import Limits
from tests.readers.making import converted, docx, lines_of, numbered_docx, paragraph, run, styled_docx


@pytest.mark.parametrize("suffix", ["doc", "odt"])
def test_automatic_numbers_survive_the_old_formats(suffix: str, office: str, xingan: str) -> None:
    document = read_bytes(converted(numbered_docx(xingan), "docx", suffix), f"报告.{suffix}")
    assert document.format == suffix
    assert document.text.splitlines() == lines_of(xingan)


def test_rtf_is_read_with_its_headings(office: str, xingan: str) -> None:
    # LibreOffice writes 、 in list labels of RTF as "?", so the numbers are typed here.
    document = read_bytes(converted(styled_docx(xingan), "docx", "rtf"), "报告.rtf")
    assert document.format == "rtf"
    assert document.text.splitlines() == lines_of(xingan)
    assert "一、主要举措和成效" in [document.text[h.start : h.end] for h in document.headings]


def test_a_wps_file_is_told_by_its_suffix_and_read_like_an_old_word_file(office: str, xingan: str) -> None:
    document = read_bytes(converted(styled_docx(xingan), "docx", "doc"), "报告.wps")
    assert document.format == "wps"
    assert document.text.splitlines() == lines_of(xingan)


def test_a_docx_named_doc_is_read_for_what_it_is(xingan: str) -> None:
    assert read_bytes(styled_docx(xingan), "报告.doc").format == "docx"


def test_tracked_changes_of_old_files_are_counted(office: str) -> None:
    body = paragraph(
        run("原话。")
        + '<w:ins w:id="1" w:author="a" w:date="2023-01-01T00:00:00Z">'
        + run("新话。")
        + "</w:ins>"
    )
    document = read_bytes(converted(docx(body), "docx", "doc"), "草稿.doc")
    assert document.text == "原话。新话。\n"
    assert "1 处未接受的修订" in document.notices[0]


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find_program", lambda names, places=(): None)
    with pytest.raises(
        UnreadableError, match=r"^报告.rtf：.rtf 文件要靠 LibreOffice 转换，本机没有安装；.*另存为 .docx"
    ):
        read_bytes(rb"{\rtf1 x}", "报告.rtf")


def test_a_conversion_that_takes_too_long_is_stopped(office: str) -> None:
    with pytest.raises(UnreadableError, match=r"LibreOffice 转换超过 0 秒的上限，已停止"):
        read_bytes(rb"{\rtf1 x}", "a.rtf", limits=Limits(convert_seconds=0.05))


def test_a_damaged_file_is_refused(office: str) -> None:
    with pytest.raises(UnreadableError, match=r"^a.doc：LibreOffice 打不开这个 .doc 文件"):
        read_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "a.doc"
        )


def test_nothing_is_left_behind(office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_bytes(rb"{\rtf1 hello}", "a.rtf")
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_links_to_the_network_reaches_nothing(office: str) -> None:
    """Linked pictures and sections are offered to LibreOffice; a listening server must hear nothing."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        document = read_bytes(linked_odt(address), "a.odt")
        server.shutdown()
    assert document.text == "正文。\n"
    assert asked == []


def linked_odt(address: str) -> bytes:
    out = io.BytesIO()
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f'<text:p>正文。<draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="{address}/a.png" '
        'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/b.odt" xlink:type="simple"/></text:section>'
        "</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()
