"""From lines to paragraphs, the Chinese way: joined without a space, told apart by indentation.

A paragraph of an official document begins two characters in (GB/T 9704-2012, 7.3.3) and its
lines run to the right edge; a line that ends early ends its paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import median

from assessor.readers.characters import is_cjk
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits, require_characters
from assessor.readers.page_blocks import margins_of_lines
from assessor.readers.page_layout import Line
from assessor.readers.page_margins import (
    ENDED,
    NUMBERED,
    PITCH_CHANGE,
    SHORT_EM,
    Margins,
    column_margins,
    missing,
)

_INDENT_EM = 1.2
_NOT_FULL_EM = 1.2
_LEVEL_EM = 0.4
_SIZE_CHANGE = 0.12
_LEAST_STEPS = 4


def paragraphs_of(pages: Sequence[Sequence[Line]], limits: Limits) -> Extraction:
    """Return the text of all pages, one paragraph a line, with the offset at which each page begins.

    A paragraph that runs over a page break stays one; the next page then begins inside it.
    Raises UnreadableError when the text is too long.
    """
    pitch = _pitch(pages)
    flow = [line for lines in pages for line in lines]
    margins = margins_of_lines(flow, column_margins(pages), pitch)
    firsts = list(accumulate((len(lines) for lines in pages), initial=0))[:-1]
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    for index, line in enumerate(flow):
        joint = _joint(flow, index, margins, pitch) if index else ""
        pieces += (joint, line.text)
        places.append(length + len(joint))
        length += len(joint) + len(line.text)
        require_characters(length, limits)
    starts = tuple(places[first] if first < len(places) else length for first in firsts)
    return Extraction(text="".join(pieces) + ("\n" if pieces else ""), pages=starts)


def _joint(flow: Sequence[Line], index: int, margins: Sequence[Margins], pitch: float) -> str:
    """Return what stands before the line at `index`: a line break, nothing, or a space between Latin words."""
    if _begins_paragraph(flow, index, margins, pitch):
        return "\n"
    last, first = flow[index - 1].text[-1:], flow[index].text[:1]
    if is_cjk(last) or is_cjk(first) or not (last.isascii() and first.isascii()):
        return ""
    # Figures broken over two lines belong together, words do not.
    return "" if (last.isdigit() and first in "0123456789.%,") or last in "-." else " "


def _begins_paragraph(flow: Sequence[Line], index: int, margins: Sequence[Margins], pitch: float) -> bool:
    before, line = flow[index - 1], flow[index]
    size = line.size
    if (
        before.segments > 1
        or line.segments > 1
        or abs(before.size - size) > _SIZE_CHANGE * max(before.size, size)
    ):
        return True
    same_flow = (before.page, before.column) == (line.page, line.column)
    if same_flow and pitch and line.top - before.top > PITCH_CHANGE * pitch:
        return True
    if _missing(flow, index, margins) > SHORT_EM:
        return True
    ended = before.text[-1] in ENDED
    if same_flow and ended and margins[index - 1] is not margins[index]:
        return True  # a block set in begins or ends
    if _indent(flow, index, margins) > _INDENT_EM:
        return ended or not _in_block(flow, index, margins)
    return ended and NUMBERED.match(line.text) is not None


def _in_block(flow: Sequence[Line], index: int, margins: Sequence[Margins]) -> bool:
    """Tell whether the indented line at `index` goes on a block set in as a whole.

    A first line goes in two characters too; but in a block at least three full lines do.
    """

    def continues(after: int) -> bool:
        if not 0 < after < len(flow):
            return False
        level = abs(_indent(flow, after - 1, margins) - _indent(flow, after, margins)) <= _LEVEL_EM
        return level and _missing(flow, after, margins) <= _NOT_FULL_EM

    return continues(index) and (continues(index - 1) or continues(index + 1))


def _indent(flow: Sequence[Line], index: int, margins: Sequence[Margins]) -> float:
    """Return how far in from the left edge the line at `index` begins, in em."""
    return (flow[index].left - margins[index].left) / flow[index].size


def _missing(flow: Sequence[Line], index: int, margins: Sequence[Margins]) -> float:
    """Return how many em the line before `index` leaves empty, beyond what the line at `index` accounts for."""
    return missing(flow[index - 1], flow[index], margins[index - 1].right)


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from line to line, 0.0 when there are too few to tell."""
    steps = [
        line.top - before.top
        for lines in pages
        for before, line in pairwise(lines)
        if before.column == line.column and line.top > before.top
    ]
    return median(steps) if len(steps) >= _LEAST_STEPS else 0.0
