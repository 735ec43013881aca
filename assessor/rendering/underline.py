"""Underlines what matched in the quotations, once the lines are known.

Each marked word as an element of its own would part its line into three runs of text and cost a third of
the time of a PDF. So a quotation is laid out as one run; its element tells where the marks are, and their
lines are drawn onto the finished pages, through the hook that WeasyPrint has for such work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from weasyprint import Document

#: Attribute of a quotation: the places of its marks, as "start-end start-end", counted in its own text.
MARKS = "data-marks"

_THICKNESS = 1.2
_BELOW_BASELINE = 3.0
#: How far the widths of characters, added up, may be from the width of their line (kerning), in CSS pixels.
_TOLERANCE = 0.5


class Underline(NamedTuple):
    """A stroke below marked words: in CSS pixels from the top left corner of the page."""

    left: float
    right: float
    top: float


def underlines(document: Document) -> list[list[Underline]]:
    """Return the underlines of each page of a laid-out document."""
    from weasyprint.formatting_structure.boxes import TextBox

    reached: dict[Any, int] = {}
    ruler = _Ruler()
    pages = []
    for page in document.pages:
        strokes: list[Underline] = []
        for box in page._page_box.descendants():
            if isinstance(box, TextBox) and box.element is not None and box.element.get(MARKS):
                element = box.element
                start = _own_text(element).find(box.text, reached.get(element, 0))
                reached[element] = start + len(box.text)
                strokes += _strokes(box, start, ruler)
        pages.append(strokes)
    return pages


def draw_underlines(document: Document, pdf: Any) -> None:
    """Draw the underlines onto the pages. To be given to `Document.write_pdf` as its finisher."""
    pages = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/Page"]
    for page, strokes in zip(pages, underlines(document), strict=True):
        if not strokes:
            continue
        stream = pdf.objects[int(bytes(page["Contents"]).split()[0])]
        with stream.artifact(), stream.stacked():
            stream.transform(a=0.75, d=0.75)
            stream.set_line_width(_THICKNESS)
            stream.set_color_rgb(0, 0, 0, stroke=True)
            for stroke in strokes:
                stream.move_to(stroke.left, stroke.top)
                stream.line_to(stroke.right, stroke.top)
            stream.stroke()


def _own_text(element: Any) -> str:
    """Return the text directly in an element. Its first stretch is the quotation."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _strokes(box: Any, start: int, ruler: _Ruler) -> Iterator[Underline]:
    """Yield the underlines in one line of a quotation, which begins at `start` of its text."""
    edges = None
    for mark in box.element.get(MARKS).split():
        first, last = (int(place) - start for place in mark.split("-"))
        first, last = max(first, 0), min(last, len(box.text))
        if first < last:
            edges = edges or ruler.edges(box)
            top = round(box.position_y + box.baseline + _BELOW_BASELINE, 2)
            yield Underline(
                round(box.position_x + edges[first], 2), round(box.position_x + edges[last], 2), top
            )


class _Ruler:
    """Tells where the characters of a line begin and end."""

    def __init__(self) -> None:
        self._widths: dict[str, float] = {}

    def edges(self, box: Any) -> list[float]:
        """Return the left edges of the characters of a line from its left end, and its right end."""
        style = box.style
        edges = [0.0]
        for character in box.text:
            if "\u4e00" <= character <= "\u9fff":
                width = style["font_size"]
            else:
                width = self._widths.get(character)
                if width is None:
                    width = self._widths[character] = _width(character, style)
            edges.append(edges[-1] + width)
        if abs(edges[-1] - box.width) > _TOLERANCE:
            edges = [_width(box.text[:end], style) for end in range(len(box.text) + 1)]
        return edges


def _width(text: str, style: Any) -> float:
    from weasyprint.text.line_break import split_first_line

    return float(split_first_line(text, style, None, None, 0)[3]) if text else 0.0
