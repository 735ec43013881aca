"""OFD (GB/T 33190-2016), the national format for fixed documents: a zip of XML with placed text.

Only the text layer (`TextCode`) is read; templates of pages, which carry heads and feet, are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import UnreadableError
from assessor.readers.characters import is_cjk, normalise, ordinary_share, unreadable_share
from assessor.readers.containers import Container, local_name, resolve
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits
from assessor.readers.page_columns import pages_of_lines
from assessor.readers.page_furniture import without_furniture
from assessor.readers.page_layout import Glyph
from assessor.readers.page_paragraphs import paragraphs_of

if TYPE_CHECKING:
    from lxml import etree

_NO_TEXT = (
    "OFD 没有文字层（可能是扫描件或文字已转为图形），读不出文字；请改用 Word 稿，或导出为 PDF 后加 --ocr 识别"
)
_MOST_UNREADABLE = 0.01
_LEAST_ORDINARY = 0.5


def extract(data: bytes, limits: Limits) -> Extraction:
    """Return the text of an OFD file with the offset at which each page begins.

    Raises UnreadableError when the file is broken, encrypted, too long or has no text layer.
    """
    container = Container(data, limits)
    if container.has("Encryptions.xml"):
        raise UnreadableError("OFD 加了密；请解密另存一份再试")
    parts = _page_parts(container, limits)
    pages = pages_of_lines(_page(container, part, index, limits) for index, part in enumerate(parts))
    extraction = paragraphs_of(without_furniture(pages), limits)
    if not extraction.text.strip():
        raise UnreadableError(_NO_TEXT)
    if (
        unreadable_share(extraction.text) > _MOST_UNREADABLE
        or ordinary_share(extraction.text) < _LEAST_ORDINARY
    ):
        raise UnreadableError("OFD 的文字层是乱码，读不出文字；请改用 Word 稿，或导出为 PDF 后加 --ocr 识别")
    return extraction


def _page_parts(container: Container, limits: Limits) -> list[str]:
    parts: list[str] = []
    for root_text in _texts(container.read_xml("OFD.xml"), "DocRoot"):
        document_part = resolve("OFD.xml", root_text)
        for node in container.read_xml(document_part).iter():
            location = node.get("BaseLoc") if local_name(node) == "Page" else None
            if location:
                parts.append(resolve(document_part, location))
    if len(parts) > limits.pages:
        raise UnreadableError(f"共 {len(parts)} 页，超过 {limits.pages} 页的上限；请只留报告正文所在的页")
    return parts


def _texts(root: etree._Element, name: str) -> list[str]:
    return [(node.text or "").strip() for node in root.iter() if local_name(node) == name]


def _page(container: Container, part: str, index: int, limits: Limits) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for node in container.read_xml(part).iter():
        if local_name(node) == "TextObject":
            glyphs.extend(_text_object(node))
            if len(glyphs) > limits.page_glyphs:
                raise UnreadableError(
                    f"OFD 第 {index + 1} 页超过 {limits.page_glyphs:,} 字的上限，不像是报告，已停止读取"
                )
    return glyphs


def _text_object(node: etree._Element) -> list[Glyph]:
    boundary = _numbers(node.get("Boundary"))
    if len(boundary) != 4:
        return []
    matrix = _numbers(node.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > 0.1 * abs(a):
        return []  # turned text is a watermark or the rim of a seal
    size = (_numbers(node.get("Size")) or [4.0])[0]
    high, wide = abs(size * d) or 0.1, abs(size * a) * (_numbers(node.get("HScale")) or [1.0])[0]
    glyphs: list[Glyph] = []
    x = y = 0.0
    for code in node:
        if local_name(code) != "TextCode":
            continue
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        text = code.text or ""
        steps = _deltas(code.get("DeltaX"), len(text))
        falls = _deltas(code.get("DeltaY"), len(text))
        across, down = x, y
        for position, char in enumerate(text):
            left = boundary[0] + a * across + c * down + e
            base = boundary[1] + b * across + d * down + f
            width = wide if is_cjk(char) else wide / 2
            step = steps[min(position, len(steps) - 1)] if steps else width / (abs(a) or 1.0)
            if 0 < step * abs(a) <= 1.2 * wide:
                width = step * abs(a)  # the typesetter's advance is truer than our guess
            if normalise(char).strip():
                glyphs.append(Glyph(char, left, left + width, base - 0.85 * high, base + 0.15 * high, high))
            across += step
            down += falls[position] if position < len(falls) else 0.0
    return glyphs


def _numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute, nothing when one is not a finite number of ordinary size."""
    try:
        numbers = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return numbers if all(abs(number) < 1e6 for number in numbers) else []


def _deltas(text: str | None, most: int) -> list[float]:
    """Return the advances of `DeltaX`, in which `g 5 3.2` stands for five times 3.2 (GB/T 33190, 11.3).

    most: how many the text needs; further ones are not unfolded.
    """
    parts = (text or "").split()
    deltas: list[float] = []
    position = 0
    while position < len(parts) and len(deltas) < most:
        if parts[position] == "g" and position + 2 < len(parts) and parts[position + 1].isdecimal():
            value = _numbers(parts[position + 2])
            deltas.extend(value * min(int(parts[position + 1][:6]), most))
            position += 3
        else:
            deltas.extend(_numbers(parts[position]))
            position += 1
    return deltas
