"""Every input comes through one door, is told by content, and what is no report is refused in one line."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from assessor.errors import EXIT_UNREADABLE, UnreadableError
from assessor.readers import read, read_bytes
from tests.readers.making import docx, paragraph

TEXT = "全年办理行政复议案件1203件。\n"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512


def test_a_file_is_read_with_the_digest_of_its_raw_bytes(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    document = read(str(path))
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_name_shown_never_tells_where_on_the_machine_a_file_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "市").mkdir()
    path = tmp_path / "市" / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read(str(path)).source == "报告.txt"
    monkeypatch.chdir(tmp_path)
    assert read("市/报告.txt").source == "市/报告.txt"
    assert read("./市/报告.txt").source == "市/报告.txt"
    monkeypatch.chdir(tmp_path / "市")
    assert read("../市/报告.txt").source == "报告.txt"


def test_a_dash_reads_standard_input_whatever_its_format(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, form in ((TEXT.encode(), "txt"), (docx(paragraph(TEXT.strip())), "docx")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        document = read("-")
        assert (document.text, document.format, document.source) == (TEXT, form, "标准输入")


def test_a_suffix_in_capitals_or_none_at_all_does_not_matter() -> None:
    assert read_bytes(TEXT.encode(), "报告.TXT").format == "txt"
    assert read_bytes(TEXT.encode(), "报告").format == "txt"
    assert read_bytes(docx(paragraph("正文。")), "报告").format == "docx"


def test_what_is_plainly_text_or_a_page_is_read_under_any_name() -> None:
    page = f"<html><body><p>{TEXT.strip()}</p></body></html>"
    for suffix in ("docx", "pdf", "ofd", "odt", "doc", "rtf", "wps"):
        for encoding in ("utf-8", "gb18030", "utf-16"):
            document = read_bytes(TEXT.encode(encoding), f"报告.{suffix}")
            assert (document.text, document.format) == (TEXT, "txt")
        document = read_bytes(page.encode(), f"报告.{suffix}")
        assert (document.text, document.format) == (TEXT, "html")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "a.txt：是空文件；请确认选对了文件"),
        (b" \r\n\t", "a.txt", "a.txt：文件里没有文字；请确认选对了文件"),
        ("\u200b\u3000\n".encode(), "a.txt", "a.txt：文件里没有文字；请确认选对了文件"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.png", "a.png：是图片，不是可以评估的文档；请导出为 PDF 后加 --ocr 识别，或改用文字稿"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.pdf", "a.pdf：是图片，不是可以评估的文档；请导出为 PDF 后加 --ocr 识别，或改用文字稿"),
        (b"Rar!\x1a\x07\0", "a.rar", "a.rar：是压缩包，不是可以评估的文档；请先解压，再选其中的报告文件"),
        (b"<?xml version='1.0'?><office:document/>", "a.fodt",
         ("a.fodt：是 XML 数据，不是可以评估的文档；请用原来的软件打开，另存为 .docx。"
         "可读的格式：docx、pdf、html、txt、md、ofd，以及 doc、wps、rtf、odt（需 LibreOffice）")),
        (zipped("报告.docx"), "a.zip", "a.zip：是压缩包，不是可以评估的文档；请先解压，再选其中的报告文件"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx",
         "a.xlsx：是电子表格，不是报告；请选择报告的 Word、PDF、网页或文本文件"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a.pptx",
         "a.pptx：是演示文稿，不是报告；请选择报告的 Word、PDF、网页或文本文件"),
        (ole("EncryptedPackage"), "a.docx", "a.docx：文件加了打开密码；请用 WPS 或 Word 打开，取消密码后另存一份再试"),
        (ole("Workbook"), "a.xls", "a.xls：是电子表格，不是报告；请选择报告的 Word、PDF、网页或文本文件"),
        (b"\x01\x02 broken", "a.docx",
         "a.docx：不是有效的 docx 文件（内容不完整或已损坏）；请重新下载，或用 WPS、Word 打开后另存一份"),
        (TEXT.encode()[1:], "a.pdf",
         "a.pdf：不是有效的 pdf 文件（内容不完整或已损坏）；请重新下载，或用 WPS、Word 打开后另存一份"),
        (b"%PDF-1.4\nbroken", "a.pdf", "a.pdf：PDF 不完整或已损坏，打不开；请重新下载或重新导出"),
        (docx(paragraph("正文。"))[:-200], "a.docx",
         "a.docx：文件不完整或已损坏，打不开；请重新下载或用 WPS、Word 打开后另存一份再试"),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_in_one_line_that_says_what_to_do(
    data: bytes, name: str, message: str
) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(data, name)
    assert str(refusal.value) == message
    assert refusal.value.exit_code == EXIT_UNREADABLE


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("没有.docx", "没有.docx：找不到这个文件；请检查路径和文件名"),
        (".", "文件夹"),
        (
            "https://www.gov.cn/a.html",
            "https://www.gov.cn/a.html：是网址；本工具不联网，请在浏览器中打开后另存为网页（.html）再试",
        ),
        ("a\0b.txt", "ab.txt：读不了这个文件；请检查路径、文件名和磁盘"),
        ("长" * 500 + ".txt", "读不了这个文件；请检查路径、文件名和磁盘"),
    ],
)
def test_a_path_that_cannot_be_read_is_refused(source: str, message: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read(source)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "管道.txt"
    os.mkfifo(path)
    with pytest.raises(UnreadableError) as refusal:
        read(str(path))
    assert str(refusal.value) == (
        "管道.txt：不是普通文件（是管道或设备），没有读取；要从管道读入，请把文件写作 -"
    )
    assert refusal.value.exit_code == EXIT_UNREADABLE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableError, match=r"没有读取权限"):
        read(str(path))


def test_a_file_name_cannot_play_tricks_on_the_terminal() -> None:
    name = "报告\x1b[31m\u202etxt.\udcff\n.txt"
    assert read_bytes(TEXT.encode(), name).source == "报告[31mtxt.\ufffd .txt"
