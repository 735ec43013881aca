"""Settles what depends on the pages once they are known: page numbers, targets of links, notes, columns.

CSS can do most of it, at a price: with `target-counter` every page is laid out three times over, and each
`id` gives an element styles of its own to work out. Here the layout is made once, with placeholders as wide
as the page numbers will be, and the rest is put in place on the finished pages.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from assessor.rendering.strokes import take_strokes

if TYPE_CHECKING:
    from weasyprint import Document

#: Attribute of the elements whose text ends with a placeholder: the target of what they point to.
TARGET = "data-to"
#: Attribute of the elements that are such targets.
ANCHOR = "data-id"
#: Class of those that are nothing else and stand at the right of the room kept for them, in columns of page numbers.
RIGHT = "right"


def placeholder(digits: int) -> str:
    """Return what stands for a page number of up to that many digits."""
    return "0" * digits


def settle(document: Document, digits: int) -> bool:
    """Put everything in place that depends on the pages of a laid-out document.

    Returns False, with the document as it was, when there are more pages than the digits can tell.
    """
    if len(document.pages) >= 10**digits:
        return False
    boxes = [list(page._page_box.descendants(placeholders=True)) for page in document.pages]
    set_anchors(document, boxes)
    fill_in(document, boxes, digits)
    set_columns(boxes)
    set_notes_apart(document, boxes)
    take_strokes(document, boxes)
    return True


def set_anchors(document: Document, boxes: list[list[Any]]) -> None:
    """Tell each page which targets stand on it: where the first box of their element is."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    seen = set()
    for page, on_page in zip(document.pages, boxes, strict=True):
        for box in on_page:
            if box.element is None or isinstance(box, LineBox | TextBox):
                continue
            name = box.element.get(ANCHOR)
            if name and name not in seen:
                seen.add(name)
                x, y, width, height = box.hit_area()
                page.anchors[name] = (x, y, x + width, y + height)


def fill_in(document: Document, boxes: list[list[Any]], digits: int) -> None:
    """Write the page of its target into every placeholder.

    The last placeholder in an element's text is the one; an earlier one is the report's own words.
    """
    from weasyprint.formatting_structure.boxes import TextBox

    page_of = {
        anchor: number
        for number, page in reversed(list(enumerate(document.pages, start=1)))
        for anchor in page.anchors
    }
    last: dict[Any, Any] = {}
    for on_page in boxes:
        for box in on_page:
            if not isinstance(box, TextBox) or box.element is None or placeholder(digits) not in box.text:
                continue
            if box.element.get(TARGET) in page_of:
                last[box.element] = box
    for element, box in last.items():
        number = str(page_of[element.get(TARGET)])
        if element.get("class") == RIGHT:
            # Figures are all of one width, so the room left over is known.
            box.position_x += box.width * (1 - len(number) / digits)
        before, _, after = box.text.rpartition(placeholder(digits))
        box.text = box.pango_layout.text = f"{before}{number}{after}"


def set_columns(boxes: list[list[Any]]) -> None:
    """Set what follows the tab in the headings of checkpoints at its stop.

    WeasyPrint knows the stop but draws tabs a fortieth too wide, so that the column would be ragged.
    """
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    for on_page in boxes:
        for line in on_page:
            if not isinstance(line, LineBox) or line.element_tag != "h5":
                continue
            for box in list(line.children):
                if not isinstance(box, TextBox) or "\t" not in box.text:
                    continue
                stop = box.style["tab_size"].value
                before, _, after = box.text.partition("\t")
                column = copy(box)
                column.pango_layout = copy(box.pango_layout)
                column.text = column.pango_layout.text = after
                box.text = box.pango_layout.text = before
                column.position_x = box.position_x + stop
                line.children = [*line.children, column]


def set_notes_apart(document: Document, boxes: list[list[Any]]) -> None:
    """Move the notes in the margin of the annotated text so that none covers another.

    Each note is set beside the line where its passage begins; where that line's neighbour has one too,
    it moves down to the first free place, and the last ones on a page move up if they must.
    """
    for page, on_page in zip(document.pages, boxes, strict=True):
        notes = [box for box in on_page if _is_note(box)]
        notes.sort(key=lambda box: box.position_y)
        free = 0.0
        for note in notes:
            note.translate(dy=max(0.0, free - note.position_y))
            free = note.position_y + note.margin_height()
        limit = page.height - page._page_box.margin_bottom
        for note in reversed(notes):
            limit = min(limit, note.position_y + note.margin_height())
            note.translate(dy=limit - note.margin_height() - note.position_y)
            limit = note.position_y


def _is_note(box: Any) -> bool:
    """Tell whether a box is a whole note, not a line or a stretch of text in one."""
    return box.element is not None and box.element.get("class") == "note" and box.is_absolutely_positioned()
