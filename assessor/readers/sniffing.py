"""What a file is, told from its bytes; the suffix only decides where bytes cannot."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from assessor.errors import UnreadableError
from assessor.readers.characters import expected_share
from assessor.readers.decoding import decode
from assessor.readers.own_output import REFUSAL, is_own_workbook

Kind = Literal["txt", "md", "docx", "pdf", "html", "mht", "ofd", "doc", "wps", "rtf", "odt"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_HEAD = 1_024
_LEAST_EXPECTED = 0.95
_LEAST_CHINESE = 0.3
_HEAD = 4_096
_HTML_SUFFIXES = {".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".mhtml", ".phtml"}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|article|table)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument|<pkg:package")
_WEB_ARCHIVE = re.compile(
    rb"(?:From:|MIME-Version:|Subject:|Snapshot-Content-Location:|Date:|Content-Type:)", re.IGNORECASE
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"BZh", "压缩包"),
    (b"\xfd7zXZ", "压缩包"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"%!PS", "PostScript 文件"),
    (b"HHKB", "CAJ 文件"),
    (b"CAJ", "CAJ 文件"),
    (b"KDH", "KDH 文件"),
)
_DATA = {
    ".json": "JSON 数据",
    ".jsonl": "JSON 数据",
    ".sarif": "SARIF 检查结果",
    ".csv": "CSV 表格",
    ".yaml": "YAML 文件（清单或配置）",
    ".yml": "YAML 文件（清单或配置）",
}
_REPORT = "不是报告；请选择报告的 Word、PDF、网页或文本文件"
_ADVICE = {
    "图片": "请导出为 PDF 后加 --ocr 识别，或改用文字稿",
    "压缩包": "请先解压，再选其中的报告文件",
}
_ACCEPTED = "可读的格式：docx、pdf、html、txt、md、ofd，以及 doc、wps、rtf、odt（需 LibreOffice）"


def kind_of(data: bytes, name: str) -> Kind:
    """Return what kind of document `data` is; `name` is its file name ("" for standard input).

    Raises UnreadableError for what is no document, or one that is encrypted or of another program.
    """
    suffix = PurePath(name).suffix.lower()
    if data.startswith(_ZIPS):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data, suffix)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if _WORD_XML.search(start):
        return "doc"
    for magic, what in _OTHERS:
        if data.startswith(magic) and not _is_text(data):
            raise UnreadableError(f"是{what}，不是可以评估的文档；{_ADVICE.get(what, _ACCEPTED)}")
    if suffix in {".docx", ".ofd", ".odt", ".pdf"} and not (_looks_html(data, "") or _is_chinese_text(data)):
        raise UnreadableError(
            f"不是有效的 {suffix[1:]} 文件（内容不完整或已损坏）；请重新下载，或用 WPS、Word 打开后另存一份"
        )
    if _WEB_ARCHIVE.match(start) and b"multipart/related" in data[: _HEAD * 4].lower():
        return "mht"
    if _looks_html(data, suffix):
        return "html"
    return _text_kind(start, suffix)


def _text_kind(start: bytes, suffix: str) -> Kind:
    if start.startswith(b"<?xml"):
        raise UnreadableError(
            f"是 XML 数据，不是可以评估的文档；请用原来的软件打开，另存为 .docx。{_ACCEPTED}"
        )
    if suffix in _DATA:
        raise UnreadableError(f"是 {_DATA[suffix]}，{_REPORT}")
    return "md" if suffix in {".md", ".markdown"} else "txt"


def _is_text(data: bytes) -> bool:
    head = data[:512]
    return b"\0" not in head and all(byte >= 0x20 or byte in b"\t\r\n" for byte in head)


def _is_chinese_text(data: bytes) -> bool:
    """Tell whether `data` is plainly text under a wrong name: every byte decodes, and to Chinese prose."""
    try:
        text, remarks = decode(data)
    except UnreadableError:
        return False
    head = text[:_HEAD]
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in head)
    return not remarks and expected_share(head) >= _LEAST_EXPECTED and chinese >= _LEAST_CHINESE * len(head)


def _looks_html(data: bytes, suffix: str) -> bool:
    head = data[:_HEAD]
    # UTF-16 pages: the ASCII of the markup shows once the zero bytes are out.
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    if _HTML_START.match(text):
        return True
    return suffix in _HTML_SUFFIXES and "<" in data[:65_536].decode("latin-1")


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/") for name in archive.namelist()}
            mimetype = archive.read("mimetype")[:100] if _small(archive, "mimetype") else b""
            own = any(name.startswith("xl/") for name in names) and is_own_workbook(archive)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OverflowError,
    ) as error:
        raise UnreadableError(
            "文件不完整或已损坏，打不开；请重新下载或用 WPS、Word 打开后另存一份再试"
        ) from error
    except Exception as error:  # zlib.error and what other decompressors raise on damaged data
        raise UnreadableError(
            "文件不完整或已损坏，打不开；请重新下载或用 WPS、Word 打开后另存一份再试"
        ) from error
    if "OFD.xml" in names:
        return "ofd"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if own:
        raise UnreadableError(REFUSAL)
    if any(name.startswith("xl/") for name in names) or b"spreadsheet" in mimetype:
        raise UnreadableError(f"是电子表格，{_REPORT}")
    if any(name.startswith("ppt/") for name in names) or b"presentation" in mimetype:
        raise UnreadableError(f"是演示文稿，{_REPORT}")
    if "[Content_Types].xml" in names and any(
        name.endswith(".xml") and name.startswith("word/") for name in names
    ):
        return "docx"
    if "_rels/.rels" in names:
        return "docx"
    raise UnreadableError("是压缩包，不是可以评估的文档；请先解压，再选其中的报告文件")


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist() and archive.getinfo(name).file_size < 1_000


def _ole_kind(data: bytes, suffix: str) -> Kind:
    """Tell old Office files apart by the names of their streams (UTF-16 in the OLE directory)."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableError("文件加了打开密码；请用 WPS 或 Word 打开，取消密码后另存一份再试")
    if holds("Workbook") and not holds("WordDocument"):
        raise UnreadableError(f"是电子表格，{_REPORT}")
    if holds("PowerPoint Document") and not holds("WordDocument"):
        raise UnreadableError(f"是演示文稿，{_REPORT}")
    return "wps" if suffix == ".wps" else "doc"
