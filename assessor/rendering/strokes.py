"""Draws the lines of a page - rules, bars, underlines - in a few paths at the end, once it is laid out.

Lines are cheap in a PDF and dear on the way to it. A marked word as an element of its own parts its line
into three runs of text, and together the marks cost a third of the time; so a quotation is laid out as one
run and its element tells where the marks are. Rules and bars stand in the style sheet as borders, which
take their room in the layout; but drawn as borders each is a polygon with a clipping path of its own.
Here all of a kind on a page become one path.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from weasyprint import Document

#: Attribute of a quotation: the places of its marks, as "start-end start-end", counted in its own text.
MARKS = "data-marks"
#: Classes of the passages of the annotated report that are underlined, and whether by a broken line.
CITED = {"ev": False, "me": True}

_SIDES = ("top", "right", "bottom", "left")
#: Thickness of an underline and its distance from the baseline, in CSS pixels.
_MARK = (1.1, 3.0)
_CITED = (0.8, 3.6)
#: How far the widths of characters, added up, may be from the width of their line (kerning), in CSS pixels.
_TOLERANCE = 0.5


class Pen(NamedTuple):
    """What a stroke is drawn with; `colour` is WeasyPrint's."""

    width: float
    colour: Any
    broken: bool


class Stroke(NamedTuple):
    """A line from one point to another: in CSS pixels from the top left corner of the page."""

    x1: float
    y1: float
    x2: float
    y2: float


def take_strokes(document: Document, boxes: list[list[Any]]) -> None:
    """Take the lines out of a laid-out document's boxes and keep them with its pages, to be drawn at the end.

    boxes: those of each page. A page keeps them as `strokes`, a dictionary from pens to their lines.
    """
    from weasyprint.formatting_structure.boxes import BlockBox, TableCellBox, TextBox

    reached: dict[Any, int] = {}
    ruler = _Ruler()
    for page, on_page in zip(document.pages, boxes, strict=True):
        strokes: dict[Pen, list[Stroke]] = {}
        for box in on_page:
            if isinstance(box, TextBox):
                if box.element is None:
                    continue
                kind = box.element.get("class")
                if kind in CITED:
                    pen = Pen(_CITED[0], box.style["color"], CITED[kind])
                    y = box.position_y + box.baseline + _CITED[1]
                    line = Stroke(box.position_x, y, box.position_x + box.width, y)
                    strokes.setdefault(pen, []).append(line)
                elif box.element.get(MARKS):
                    pen = Pen(_MARK[0], box.style["color"], broken=False)
                    strokes.setdefault(pen, []).extend(_marks(box, reached, ruler))
            elif isinstance(box, BlockBox | TableCellBox):
                for pen, line in _borders(box):
                    strokes.setdefault(pen, []).append(line)
        page.strokes = strokes


def draw_strokes(document: Document, pdf: Any) -> None:
    """Draw the lines that were taken onto the pages. To be called as `Document.write_pdf` calls its finisher."""
    pages = [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/Page"]
    for page, written in zip(document.pages, pages, strict=True):
        stream = pdf.objects[int(bytes(written["Contents"]).split()[0])]
        with stream.artifact(), stream.stacked():
            stream.transform(a=0.75, d=0.75)
            for pen, lines in page.strokes.items():
                stream.set_color(pen.colour, stroke=True)
                stream.set_line_width(pen.width)
                stream.set_dash([3 * pen.width] if pen.broken else [], 0)
                for line in lines:
                    stream.move_to(round(line.x1, 2), round(line.y1, 2))
                    stream.line_to(round(line.x2, 2), round(line.y2, 2))
                stream.stroke()


def _borders(box: Any) -> Iterator[tuple[Pen, Stroke]]:
    """Take the borders of a box, if they are plain lines, so that nothing of them is left to draw."""
    widths = [getattr(box, f"border_{side}_width") for side in _SIDES]
    if not any(widths):
        return
    style = box.style
    kinds = {style[f"border_{side}_style"] for side, width in zip(_SIDES, widths, strict=True) if width}
    if not kinds <= {"solid", "dashed"}:
        return
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    lines = {
        "top": Stroke(left, top + widths[0] / 2, right, top + widths[0] / 2),
        "right": Stroke(right - widths[1] / 2, top, right - widths[1] / 2, bottom),
        "bottom": Stroke(left, bottom - widths[2] / 2, right, bottom - widths[2] / 2),
        "left": Stroke(left + widths[3] / 2, top, left + widths[3] / 2, bottom),
    }
    for side, width in zip(_SIDES, widths, strict=True):
        if width:
            colour = style[f"border_{side}_color"]
            colour = style["color"] if colour == "currentcolor" else colour
            yield Pen(width, colour, style[f"border_{side}_style"] == "dashed"), lines[side]
            setattr(box, f"border_{side}_width", 0)


def _own_text(element: Any) -> str:
    """Return the text directly in an element. Its first stretch is the quotation."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _marks(box: Any, reached: dict[Any, int], ruler: _Ruler) -> Iterator[Stroke]:
    """Yield the underlines in one line of a quotation. reached: how far the lines so far have come in it."""
    element = box.element
    start = _own_text(element).find(box.text, reached.get(element, 0))
    reached[element] = start + len(box.text)
    edges = None
    for mark in element.get(MARKS).split():
        first, last = (int(place) - start for place in mark.split("-"))
        first, last = max(first, 0), min(last, len(box.text))
        if first < last:
            edges = edges or ruler.edges(box)
            y = box.position_y + box.baseline + _MARK[1]
            yield Stroke(box.position_x + edges[first], y, box.position_x + edges[last], y)


class _Ruler:
    """Tells where the characters of a line begin and end."""

    def __init__(self) -> None:
        self._widths: dict[str, float] = {}

    def edges(self, box: Any) -> list[float]:
        """Return the left edges of the characters of a line from its left end, and its right end."""
        style = box.style
        size = style["font_size"]
        edges = [0.0]
        for character in box.text:
            if "\u4e00" <= character <= "\u9fff":
                width = size
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
