"""From a path, or `-`, to a Document: the one door through which every input comes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from pathlib import Path

from assessor.errors import UnreadableError
from assessor.model.text import Document
from assessor.readers.characters import printable_name
from assessor.readers.extraction import Extraction
from assessor.readers.limits import DEFAULT_LIMITS, Limits, size_text
from assessor.readers.own_output import REFUSAL, is_own_data, is_own_text
from assessor.readers.sniffing import Kind, kind_of

STANDARD_INPUT = "-"
_STANDARD_INPUT_NAME = "标准输入"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]{1,9}://", re.IGNORECASE)
_EMPTY = "文件里没有文字；请确认选对了文件"


def read(source: str, *, ocr: bool = False, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document at the path `source`; `-` reads standard input.

    ocr: recognise scanned PDFs (needs OCRmyPDF and Tesseract with `chi_sim`).
    Raises UnreadableError with one Chinese line: which file, what is wrong, what to do.
    """
    if source == STANDARD_INPUT:
        if sys.stdin is None:
            raise UnreadableError(f"{_STANDARD_INPUT_NAME}：已关闭，没有内容可读；请给出文件，或用管道传入")
        return read_bytes(
            _bounded(sys.stdin.buffer.read, limits, _STANDARD_INPUT_NAME), "", ocr=ocr, limits=limits
        )
    name = shown_name(source)
    try:
        data = file_bytes(source, limits)
    except UnreadableError as error:
        raise UnreadableError(f"{name}：{error}") from error
    return read_bytes(data, name, ocr=ocr, limits=limits)


def read_bytes(data: bytes, name: str, *, ocr: bool = False, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document in `data`; `name` is the file name shown to the user ("" for standard input).

    Raises UnreadableError as `read` does.
    """
    shown = printable_name(name) or _STANDARD_INPUT_NAME
    try:
        kind, extraction = _extracted(data, name, ocr, limits)
    except UnreadableError as error:
        raise UnreadableError(f"{shown}：{error}") from error
    return Document(
        source=shown,
        text=extraction.text,
        sha256=hashlib.sha256(data).hexdigest(),
        format="html" if kind == "mht" else kind,
        pages=extraction.pages,
        headings=extraction.headings,
        notices=extraction.notices,
    )


def shown_name(source: str) -> str:
    """Return the name under which the file at `source` is shown: a relative path as given, else the file name.

    Outputs must not depend on where on a machine a file lies.
    """
    if _ADDRESS.match(source):
        return printable_name(source)
    path = Path(source)
    return printable_name(path.name if path.is_absolute() or ".." in path.parts else path.as_posix())


def _extracted(data: bytes, name: str, ocr: bool, limits: Limits) -> tuple[Kind, Extraction]:
    if len(data) > limits.file_bytes:
        raise UnreadableError(_too_large(limits.file_bytes))
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableError("是空文件；请确认选对了文件" if not data else _EMPTY)
    if is_own_data(data):
        raise UnreadableError(REFUSAL)
    kind = kind_of(data, name)
    most = {
        "txt": limits.text_bytes,
        "md": limits.text_bytes,
        "html": limits.page_bytes,
        "mht": limits.page_bytes,
    }
    if len(data) > most.get(kind, limits.file_bytes):
        raise UnreadableError(_too_large(most[kind]))
    try:
        extraction = _extract(kind, data, ocr, limits)
    except MemoryError as error:
        raise UnreadableError("内存不足，读不完这个文件；请只留报告正文再试") from error
    if not extraction.text.strip():
        raise UnreadableError(_EMPTY)
    if is_own_text(extraction.text):
        raise UnreadableError(REFUSAL)
    return kind, extraction


def _extract(kind: Kind, data: bytes, ocr: bool, limits: Limits) -> Extraction:
    # Readers are imported when first needed: most runs need one, and start-up time counts.
    if kind == "txt":
        from assessor.readers import plain

        return plain.extract(data, limits)
    if kind == "md":
        from assessor.readers import markdown

        return markdown.extract(data, limits)
    if kind == "docx":
        from assessor.readers import docx

        return docx.extract(data, limits)
    if kind == "pdf":
        return _extract_pdf(data, ocr, limits)
    if kind in {"html", "mht"}:
        from assessor.readers import html

        return html.extract(data, limits) if kind == "html" else html.extract_web_archive(data, limits)
    if kind == "ofd":
        from assessor.readers import ofd

        return ofd.extract(data, limits)
    from assessor.readers import libreoffice

    return libreoffice.extract(data, kind, limits)


def _extract_pdf(data: bytes, ocr: bool, limits: Limits) -> Extraction:
    from assessor.readers import isolation, pdf

    try:
        extraction = isolation.extract_pdf(data, limits)
    except pdf.ScannedError as error:
        if not ocr:
            raise
        from assessor.readers import recognition

        return recognition.extract(data, limits, error.pages, garbled=error.garbled)
    if ocr and extraction.notices:
        # Some pages are pictures; those are recognised, the others keep their text.
        from assessor.readers import recognition

        return recognition.extract(data, limits, len(extraction.pages))
    return extraction


def file_bytes(source: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of the file at the path `source`; raise UnreadableError, which does not name it."""
    if _ADDRESS.match(source):
        raise UnreadableError("是网址；本工具不联网，请在浏览器中打开后另存为网页（.html）再试")
    try:
        status = Path(source).stat()
        if stat.S_ISDIR(status.st_mode) and not os.access(source, os.R_OK | os.X_OK):
            raise UnreadableError("是文件夹，没有读取权限；请修改权限后再试")
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError("是文件夹，不是文件；请选择其中一份报告，或用 batch 命令评估整个文件夹")
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe waits for a writer that may never come.
            raise UnreadableError("不是普通文件（是管道或设备），没有读取；要从管道读入，请把文件写作 -")
        if status.st_size > limits.file_bytes:
            raise UnreadableError(f"有 {size_text(status.st_size)}，" + _too_large(limits.file_bytes))
        with Path(source).open("rb") as stream:
            return _bounded(stream.read, limits, "")
    except FileNotFoundError as error:
        raise UnreadableError("找不到这个文件；请检查路径和文件名") from error
    except PermissionError as error:
        raise UnreadableError("没有读取权限，或文件正被其他程序占用；请关闭该文件或修改权限后再试") from error
    except (OSError, ValueError) as error:
        raise UnreadableError("读不了这个文件；请检查路径、文件名和磁盘") from error


def _bounded(read_some: object, limits: Limits, name: str) -> bytes:
    """Read at most the limit: standard input has no size to ask for, and a file may grow."""
    data: bytes = read_some(limits.file_bytes + 1)  # type: ignore[operator]
    if len(data) > limits.file_bytes:
        raise UnreadableError((f"{name}：" if name else "") + _too_large(limits.file_bytes))
    return data


def _too_large(limit: int) -> str:
    return f"超过 {size_text(limit)} 的上限；请确认选对了文件，或只留报告正文"
