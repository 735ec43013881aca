"""PDF files by PDFium: characters with their places, put back into paragraphs.

PDFium knows the encodings of Chinese typesetters (non-embedded fonts, GBK-EUC-H, UniGB-*)
that many parsers turn into replacement characters. It is not thread-safe and reads hostile
files in native code, which is why `assessor.readers.isolation` runs this in a process of its own.
"""

from __future__ import annotations

import ctypes
import time
from typing import TYPE_CHECKING, Any

from assessor.errors import UnreadableError
from assessor.readers.characters import normalise, ordinary_share, unreadable_share
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits
from assessor.readers.page_columns import pages_of_lines
from assessor.readers.page_furniture import without_furniture
from assessor.readers.page_layout import Glyph, Line, doubled_dash
from assessor.readers.page_paragraphs import paragraphs_of

if TYPE_CHECKING:
    import pypdfium2

FEWEST_PAGE_CHARACTERS = 20
"""A page with a picture and fewer characters than this is a scan."""

_FEWEST_OUTLINES = 50
_MOST_UNREADABLE = 0.01
_LEAST_ORDINARY = 0.5
_MOST_ANGLE = 0.1
_PASSWORD_ERROR = 4
SCANNED = (
    "是扫描件（{scanned} 页中没有文字层，共 {pages} 页），读不出文字；"
    "请改用 Word 稿或网页版，或安装 OCRmyPDF 和 Tesseract（chi_sim）后加 --ocr 重新运行"
)
GARBLED = "文字层是乱码（字体没有可用的编码表），读不出文字；请改用 Word 稿或网页版，或加 --ocr 按图像识别"


class ScannedError(UnreadableError):
    """A PDF whose pages are pictures: recognition (`--ocr`) would read it.

    pages: how many pages it has; garbled: it has a text layer, but a useless one.
    """

    def __init__(self, problem: str, pages: int, garbled: bool) -> None:
        self.pages = pages
        self.garbled = garbled
        super().__init__(problem)


def extract(data: bytes, limits: Limits) -> Extraction:
    """Return the text of a PDF with the offset at which each page begins.

    Raises ScannedError when most pages have no text layer or it is garbled, UnreadableError
    when the file is broken, encrypted, too long, or takes too much time.
    """
    import pypdfium2

    deadline = time.monotonic() + limits.read_seconds
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_opening_problem(error)) from error
    try:
        count = len(document)
        if not count:
            raise UnreadableError("PDF 里没有页面，文件不完整或已损坏；请重新下载或重新导出")
        if count > limits.pages:
            raise UnreadableError(f"共 {count} 页，超过 {limits.pages} 页的上限；请只留报告正文所在的页")
        pages: list[list[Glyph]] = []
        scanned: list[int] = []
        for index in range(count):
            if time.monotonic() > deadline:
                raise UnreadableError(
                    f"读取超过 {limits.read_seconds:.0f} 秒的上限，已停止；请另存一份 PDF 或改用 Word 稿"
                )
            glyphs, is_scan = _page(document, index, limits)
            pages.append(glyphs)
            if is_scan:
                scanned.append(index + 1)
    finally:
        document.close()
    return _checked(pages_of_lines(pages), scanned, limits)


def _checked(pages: list[list[Line]], scanned: list[int], limits: Limits) -> Extraction:
    extraction = paragraphs_of(without_furniture(pages), limits)
    if scanned and (len(scanned) * 2 >= len(pages) or not extraction.text.strip()):
        raise ScannedError(SCANNED.format(scanned=len(scanned), pages=len(pages)), len(pages), garbled=False)
    if (
        unreadable_share(extraction.text) > _MOST_UNREADABLE
        or ordinary_share(extraction.text) < _LEAST_ORDINARY
    ):
        raise ScannedError(GARBLED, len(pages), garbled=True)
    notices: tuple[str, ...] = ()
    if scanned:
        listed = "、".join(map(str, scanned[:20])) + ("等" if len(scanned) > 20 else "")
        notices = (f"第 {listed} 页是图片，没有文字层，未读入；如有正文请加 --ocr 识别",)
    return Extraction(extraction.text, extraction.pages, (), notices)


def _opening_problem(error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
        return "PDF 加了打开密码；请取消密码另存一份再试"
    return "PDF 不完整或已损坏，打不开；请重新下载或重新导出"


def _page(document: pypdfium2.PdfDocument, index: int, limits: Limits) -> tuple[list[Glyph], bool]:
    """Return the characters of one page and whether it is a scan."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"PDF 第 {index + 1} 页已损坏，读不出；请重新下载或重新导出") from error
    try:
        if raw.FPDFText_CountChars(text_page) > limits.page_glyphs:
            raise UnreadableError(
                f"PDF 第 {index + 1} 页超过 {limits.page_glyphs:,} 字的上限，不像是报告，已停止读取"
            )
        glyphs = _glyphs(page, text_page)
        return glyphs, len(glyphs) < FEWEST_PAGE_CHARACTERS and _is_drawn(page)
    finally:
        text_page.close()
        page.close()


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Tell whether a page without text shows a picture, or text turned into outlines (文字转曲)."""
    from pypdfium2 import raw

    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]
    for outlines, shown in enumerate(page.get_objects(filter=kinds, max_depth=4), 1):
        if shown.type == raw.FPDF_PAGEOBJ_IMAGE or outlines >= _FEWEST_OUTLINES:
            return True
    return False


def _glyphs(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> list[Glyph]:
    """Return the upright visible characters of a page, placed as the page is displayed."""
    from pypdfium2 import raw

    rotation = page.get_rotation()
    left, bottom, right, top = page.get_bbox()
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    glyphs: list[Glyph] = []
    high = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code <= 0xDBFF:  # UTF-16 halves come one by one
            high = code
            continue
        if 0xDC00 <= code <= 0xDFFF and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        char = normalise(chr(code)) if code <= 0x10FFFF else ""
        if not char or char.isspace() or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        if (
            abs(_wrapped(raw.FPDFText_GetCharAngle(text_page, index) - rotation * 0.01745329252))
            > _MOST_ANGLE
        ):
            continue  # a watermark across the page, or a seal's rim
        if box.right < left or box.left > right or box.top < bottom or box.bottom > top:
            continue  # outside the visible page
        size = 0.0
        if raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
            size = raw.FPDFText_GetFontSize(text_page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        glyphs.extend(doubled_dash(_placed(char, box, (left, bottom, right, top), rotation, size)))
    return glyphs


def _wrapped(angle: float) -> float:
    """Return `angle` in radians brought into -pi..pi."""
    turn = 6.283185307179586
    return (angle + turn / 2) % turn - turn / 2


def _placed(
    char: str, box: Any, page: tuple[float, float, float, float], rotation: int, size: float
) -> Glyph:
    """Turn a PDF box (up from the bottom left) into display coordinates (down from the top left).

    size: height of the type by font and matrix; where it does not fit the box (text inside a
    scaled form) the box tells.
    """
    x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
    left, bottom, right, top = page
    if rotation == 90:
        placed = (y0 - bottom, y1 - bottom, x0 - left, x1 - left)
    elif rotation == 180:
        placed = (right - x1, right - x0, y0 - bottom, y1 - bottom)
    elif rotation == 270:
        placed = (top - y1, top - y0, right - x1, right - x0)
    else:
        placed = (x0 - left, x1 - left, top - y1, top - y0)
    height = placed[3] - placed[2]
    if not 0.4 * height <= size <= 1.6 * height:
        size = height
    return Glyph(char, *placed, max(size, 0.1))
