"""Fills in page numbers once the pages are known.

CSS can do it (`target-counter`), but then every page is laid out three times over. Here the layout is
made once with a placeholder as wide as the numbers will be, and the numbers are put in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

#: Attribute of the elements whose text ends with a placeholder: the id of what they point to.
TARGET = "data-to"
#: Class of those that are nothing else and stand at the right of the room kept for them, in columns of page numbers.
RIGHT = "right"


def placeholder(digits: int) -> str:
    """Return what stands for a page number of up to that many digits."""
    return "0" * digits


def fill_in(document: Document, digits: int) -> bool:
    """Write the page of its target into every placeholder of a laid-out document.

    The last placeholder in an element's text is the one; an earlier one is the report's own words.

    Returns False, with the document as it was, when there are more pages than the digits can tell.
    """
    if len(document.pages) >= 10**digits:
        return False
    from weasyprint.formatting_structure.boxes import TextBox

    page_of = {
        anchor: number
        for number, page in reversed(list(enumerate(document.pages, start=1)))
        for anchor in page.anchors
    }
    boxes: dict[Any, Any] = {}
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if not isinstance(box, TextBox) or box.element is None or placeholder(digits) not in box.text:
                continue
            if box.element.get(TARGET) in page_of:
                boxes[box.element] = box
    for element, box in boxes.items():
        number = str(page_of[element.get(TARGET)])
        if element.get("class") == RIGHT:
            # Figures are all of one width, so the room left over is known.
            box.position_x += box.width * (1 - len(number) / digits)
        before, _, after = box.text.rpartition(placeholder(digits))
        box.text = box.pango_layout.text = f"{before}{number}{after}"
    return True


def set_notes_apart(document: Document) -> None:
    """Move the notes in the margin of the annotated text so that none covers another.

    Each note is set beside the line where its passage begins; where that line's neighbour has one too,
    it moves down to the first free place, and the last ones on a page move up if they must.
    """
    for page in document.pages:
        notes = [box for box in page._page_box.descendants(placeholders=True) if _is_note(box)]
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
