"""From lines to paragraphs, the Chinese way: joined without a space, told apart by indentation.

A paragraph of an official document begins two characters in (GB/T 9704-2012, 7.3.3) and its
lines run to the right edge; a line that ends early ends its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from assessor.readers.characters import is_cjk
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits, require_characters
from assessor.readers.page_layout import Line

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]"
    r"|[0-9]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳])"
)
_ENDED = "。！？；：!?;:…”）)"
_KEPT_WHOLE = re.compile(
    r"(?:[0-9A-Za-z.%,+/:\-—–~()（《〈“‘「【”’]|.(?=[”’，、。；：？！）》〉」】“‘年月日])){1,40}.?"
)
_INDENT_EM = 1.2
_SHORT_EM = 2.2
_NOT_FULL_EM = 1.2
_LEVEL_EM = 0.4
_SIZE_CHANGE = 0.12
_PITCH_CHANGE = 1.4
_LEAST_LINES = 4
_FEW_LINES = 12


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


Edges = dict[tuple[int, int], _Margins]
"""The text edges of each column, by page and column."""


def paragraphs_of(pages: Sequence[Sequence[Line]], limits: Limits) -> Extraction:
    """Return the text of all pages, one paragraph a line, with the offset at which each page begins.

    A paragraph that runs over a page break stays one; the next page then begins inside it.
    Raises UnreadableError when the text is too long.
    """
    margins = _margins(pages)
    pitch = _pitch(pages)
    flow = [line for lines in pages for line in lines]
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


def _joint(flow: Sequence[Line], index: int, margins: Edges, pitch: float) -> str:
    """Return what stands before the line at `index`: a line break, nothing, or a space between Latin words."""
    if _begins_paragraph(flow, index, margins, pitch):
        return "\n"
    last, first = flow[index - 1].text[-1:], flow[index].text[:1]
    if is_cjk(last) or is_cjk(first) or not (last.isascii() and first.isascii()):
        return ""
    # Figures broken over two lines belong together, words do not.
    return "" if (last.isdigit() and first in "0123456789.%,") or last in "-." else " "


def _begins_paragraph(flow: Sequence[Line], index: int, margins: Edges, pitch: float) -> bool:
    before, line = flow[index - 1], flow[index]
    size = line.size
    if (
        before.segments > 1
        or line.segments > 1
        or abs(before.size - size) > _SIZE_CHANGE * max(before.size, size)
    ):
        return True
    same_flow = (before.page, before.column) == (line.page, line.column)
    if same_flow and pitch and line.top - before.top > _PITCH_CHANGE * pitch:
        return True
    if _missing(before, line, margins) > _SHORT_EM:
        return True
    ended = before.text[-1] in _ENDED
    if _indent(line, margins) > _INDENT_EM:
        return ended or not _in_block(flow, index, margins)
    return ended and _NUMBERED.match(line.text) is not None


def _in_block(flow: Sequence[Line], index: int, margins: Edges) -> bool:
    """Tell whether the indented line at `index` goes on a block set in as a whole.

    A first line goes in two characters too; but in a block at least three full lines do.
    """

    def continues(after: int) -> bool:
        if not 0 < after < len(flow):
            return False
        upper, lower = flow[after - 1], flow[after]
        level = abs(_indent(upper, margins) - _indent(lower, margins)) <= _LEVEL_EM
        return level and _missing(upper, lower, margins) <= _NOT_FULL_EM

    return continues(index) and (continues(index - 1) or continues(index + 1))


def _indent(line: Line, margins: Edges) -> float:
    """Return how far in from the left edge a line begins, in em."""
    return (line.left - margins[line.page, line.column].left) / line.size


def _missing(before: Line, line: Line, margins: Edges) -> float:
    """Return how many em of `before` stayed empty beyond what the beginning of `line` accounts for."""
    return (margins[before.page, before.column].right - before.right) / before.size - _unbreakable(
        line.text
    ) / 2


def _unbreakable(text: str) -> float:
    """Return the width (in em, beyond one character) of the piece at the beginning of a line kept whole.

    Words and figures are not broken, nor is a character parted from quotation marks or from
    the punctuation after it; the line before may therefore end early.
    """
    found = _KEPT_WHOLE.match(text)
    piece = found.group()[:30] if found else ""
    return max(0.0, sum(0.5 if char.isascii() else 1.0 for char in piece) - 1.0)


def _margins(pages: Sequence[Sequence[Line]]) -> Edges:
    """Return the text edges of each column of each page, from the pages alike where it has few lines.

    Columns of one side share their edges over a page.
    """
    groups: dict[tuple[int, int, int], list[Line]] = {}
    for lines in pages:
        for line in lines:
            groups.setdefault((line.page, line.side, 0 if line.side else line.column), []).append(line)
    margins: Edges = {}
    for side in (0, 1, 2):
        own_groups = {key: lines for key, lines in groups.items() if key[1] == side}
        whole: _Margins | None = None
        if side or len(groups) == len(pages):
            # Columns of one side share one measure; duplex margins may shift it sideways.
            single = [line for lines in own_groups.values() for line in lines if line.segments == 1]
            whole = _edges_of(single) if single else None
        for lines in own_groups.values():
            own = _edges_of(lines)
            if whole is not None:
                left = own.left if len(lines) >= _LEAST_LINES * 2 else whole.left
                own = _Margins(
                    left, max(own.right, left + whole.right - whole.left) if len(lines) >= 2 else whole.right
                )
            margins.update({(line.page, line.column): own for line in lines})
    return margins


def _edges_of(lines: Sequence[Line]) -> _Margins:
    """Return where full lines begin and end.

    The left edge is the leftmost that returns. Lines end raggedly (hanging punctuation, figures
    kept whole), so the right edge is the middle of those that reach the last fifth.
    """
    size = median(line.size for line in lines)
    lefts = Counter(round(line.left / size * 2) for line in lines)
    least = 2 if len(lines) >= _FEW_LINES else 1
    edge = min((place for place, count in lefts.items() if count >= least), default=min(lefts))
    left = min(line.left for line in lines if round(line.left / size * 2) >= edge)
    prose = [line for line in lines if line.segments == 1]
    # A table may overhang one of two columns; where there is prose enough, that alone shows the edge.
    measured = prose if lines[0].side and len(prose) >= _LEAST_LINES else lines
    far = max(line.right for line in measured)
    return _Margins(left, median(line.right for line in measured if line.right >= left + 0.8 * (far - left)))


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from line to line, 0.0 when there are too few to tell."""
    steps = [
        line.top - before.top
        for lines in pages
        for before, line in pairwise(lines)
        if before.column == line.column and line.top > before.top
    ]
    return median(steps) if len(steps) >= _LEAST_LINES else 0.0
