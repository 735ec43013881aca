"""Character recognition of scanned PDFs by OCRmyPDF and Tesseract, when the user asks for it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from assessor.errors import UnreadableError
from assessor.readers.extraction import Extraction
from assessor.readers.isolation import extract_pdf
from assessor.readers.limits import Limits
from assessor.readers.programs import ProgramTimeoutError, find_program, run_program

_MISSING = (
    "--ocr 要用 {missing}，本机没有安装；请安装后再试"
    "（Debian/Ubuntu：apt install ocrmypdf tesseract-ocr-chi-sim），或改用 Word 稿"
)
_NOTICE = "文字由图像识别（OCR）得到，可能有错字；引用前请对照原件"
_DPI = "300"


def extract(data: bytes, limits: Limits, pages: int, *, garbled: bool = False) -> Extraction:
    """Return the text of a PDF whose pages are pictures; pages with a text layer keep theirs.

    pages: how many pages the PDF has; garbled: the text layer is useless, recognise every page.
    Raises UnreadableError when a program is missing, takes too long or reads nothing.
    """
    if pages > limits.ocr_pages:
        raise UnreadableError(
            f"共 {pages} 页，超过图像识别 {limits.ocr_pages} 页的上限；请只留报告正文所在的页"
        )
    program = find_program(("ocrmypdf",), ())
    tesseract = find_program(("tesseract",), ("C:/Program Files/Tesseract-OCR/tesseract.exe",))
    if program is None or tesseract is None:
        missing = "、".join(
            name for name, found in (("OCRmyPDF", program), ("Tesseract", tesseract)) if found is None
        )
        raise UnreadableError(_MISSING.format(missing=missing))
    with tempfile.TemporaryDirectory(prefix="assessor-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _require_chinese(tesseract, folder)
        recognised = _recognised(program, data, folder, limits, "--force-ocr" if garbled else "--skip-text")
    extraction = extract_pdf(recognised, limits)
    return Extraction(extraction.text, extraction.pages, extraction.headings, (_NOTICE, *extraction.notices))


def _require_chinese(tesseract: str, folder: Path) -> None:
    try:
        listed = (
            run_program([tesseract, "--list-langs"], 30, folder).stdout.decode("utf-8", "replace").split()
        )
    except (OSError, ProgramTimeoutError) as error:
        raise UnreadableError(_MISSING.format(missing="Tesseract")) from error
    if "chi_sim" not in listed:
        raise UnreadableError(_MISSING.format(missing="Tesseract 的简体中文语言包 chi_sim"))


def _recognised(program: str, data: bytes, folder: Path, limits: Limits, mode: str) -> bytes:
    source, made = folder / "scan.pdf", folder / "read.pdf"
    source.write_bytes(data)
    command = [
        program,
        *("-l", "chi_sim", mode, "--output-type", "pdf", "--optimize", "0", "--quiet", "--image-dpi", _DPI),
        *("--rotate-pages", "--tesseract-timeout", "300", str(source), str(made)),
    ]
    try:
        run_program(command, limits.ocr_seconds, folder)
    except ProgramTimeoutError as error:
        raise UnreadableError(
            f"图像识别超过 {limits.ocr_seconds / 60:.0f} 分钟的上限，已停止；请拆成较短的 PDF 再试"
        ) from error
    except OSError as error:
        raise UnreadableError(_MISSING.format(missing="OCRmyPDF")) from error
    if not made.is_file():
        raise UnreadableError("图像识别没有成功（PDF 可能已损坏或加了密码）；请换一份 PDF 或改用 Word 稿")
    return made.read_bytes()
