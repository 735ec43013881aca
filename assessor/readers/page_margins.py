"""How far lines of a column reach, and how far one could have reached."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from assessor.readers.page_layout import Line

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]"
    r"|[0-9]{1,2}[.．、](?![0-9])|[（(][0-9]{1,2}[）)]|[①-⑳])"
)
ENDED = "。！？；：!?;:…”）)"
_KEPT_WHOLE = re.compile(
    r"(?:[0-9A-Za-z.%,+/:\-—–~()（《〈“‘「【”’]|.(?=[”’，、。；：？！）》〉」】“‘年月日])){1,40}.?"
)
SHORT_EM = 2.2
"""A line that leaves more than this empty ends its paragraph."""

PITCH_CHANGE = 1.4
"""A line further down than this many usual distances begins a paragraph."""

_LEAST_LINES = 4
_FEW_LINES = 12


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end."""

    left: float
    right: float


Edges = dict[tuple[int, int], Margins]
"""The text edges of each column, by page and column."""


def missing(before: Line, line: Line, right: float) -> float:
    """Return how many em of `before` stayed empty up to the edge `right` beyond what the beginning of `line` accounts for."""
    return (right - before.right) / before.size - _unbreakable(line.text) / 2


def _unbreakable(text: str) -> float:
    """Return the width (in em, beyond one character) of the piece at the beginning of a line kept whole.

    Words and figures are not broken, nor is a character parted from quotation marks or from
    the punctuation after it; the line before may therefore end early.
    """
    found = _KEPT_WHOLE.match(text)
    piece = found.group()[:30] if found else ""
    return max(0.0, sum(0.5 if char.isascii() else 1.0 for char in piece) - 1.0)


def column_margins(pages: Sequence[Sequence[Line]]) -> Edges:
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
        whole: Margins | None = None
        if side or len(groups) == len(pages):
            # Columns of one side share one measure; duplex margins may shift it sideways.
            single = [line for lines in own_groups.values() for line in lines if line.segments == 1]
            whole = _edges_of(single) if single else None
        for lines in own_groups.values():
            own = _edges_of(lines)
            if whole is not None:
                left = own.left if len(lines) >= _LEAST_LINES * 2 else whole.left
                own = Margins(
                    left, max(own.right, left + whole.right - whole.left) if len(lines) >= 2 else whole.right
                )
            margins.update({(line.page, line.column): own for line in lines})
    return margins


def _edges_of(lines: Sequence[Line]) -> Margins:
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
    return Margins(left, median(line.right for line in measured if line.right >= left + 0.8 * (far - left)))
