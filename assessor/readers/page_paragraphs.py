"""From lines to paragraphs, the Chinese way: joined without a space, told apart by indentation.

A paragraph of an official document begins two characters in (GB/T 9704-2012, 7.3.3) and its
lines run to the right edge; a line that ends early ends its paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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
_KEPT_WHOLE = "0123456789.%,-+/:—–~年月日()（）《〈“‘「【ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_INDENT_EM = 1.2
_SHORT_EM = 2.2
_NOT_FULL_EM = 1.2
_SIZE_CHANGE = 0.12
_PITCH_CHANGE = 1.4
_LEAST_LINES = 4
_FEW_LINES = 12


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def paragraphs_of(pages: Sequence[Sequence[Line]], limits: Limits) -> Extraction:
    """Return the text of all pages, one paragraph a line, with the offset at which each page begins.

    A paragraph that runs over a page break stays one; the next page then begins inside it.
    Raises UnreadableError when the text is too long.
    """
    margins = _margins(pages)
    pitch = _pitch(pages)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    before: Line | None = None
    for lines in pages:
        page_begun = False
        for line in lines:
            joint = "" if before is None else _joint(before, line, margins, pitch)
            pieces += (joint, line.text)
            length += len(joint)
            if not page_begun:
                starts.append(length)
                page_begun = True
            length += len(line.text)
            require_characters(length, limits)
            before = line
        if not page_begun:
            starts.append(length)
    return Extraction(text="".join(pieces) + ("\n" if pieces else ""), pages=tuple(starts))


def _joint(before: Line, line: Line, margins: dict[tuple[int, int], _Margins], pitch: float) -> str:
    """Return what stands between two lines: a line break, nothing, or a space between Latin words."""
    if _begins_paragraph(before, line, margins, pitch):
        return "\n"
    last, first = before.text[-1:], line.text[:1]
    if is_cjk(last) or is_cjk(first) or not (last.isascii() and first.isascii()):
        return ""
    # Figures broken over two lines belong together, words do not.
    return "" if (last.isdigit() and first in "0123456789.%,") or last in "-." else " "


def _begins_paragraph(
    before: Line, line: Line, margins: dict[tuple[int, int], _Margins], pitch: float
) -> bool:
    size = line.size
    if (
        before.segments > 1
        or line.segments > 1
        or abs(before.size - size) > _SIZE_CHANGE * max(before.size, size)
    ):
        return True
    old, new = margins[before.page, before.column], margins[line.page, line.column]
    same_flow = (before.page, before.column) == (line.page, line.column)
    if same_flow and pitch and line.top - before.top > _PITCH_CHANGE * pitch:
        return True
    missing = old.right - before.right - _unbreakable(line.text) * size / 2
    if missing > _SHORT_EM * size:
        return True
    indent, indent_before = line.left - new.left, before.left - old.left
    ended = before.text[-1] in _ENDED
    if indent > _INDENT_EM * size:
        # A block set in as a whole continues at the same indentation, after a line that is quite full.
        return ended or abs(indent - indent_before) > 0.4 * size or missing > _NOT_FULL_EM * size
    return ended and _NUMBERED.match(line.text) is not None


def _unbreakable(text: str) -> int:
    """Return how many half-width characters `text` begins with: a figure or word kept whole may leave a gap."""
    return min(len(text) - len(text.lstrip(_KEPT_WHOLE)), 30)


def _margins(pages: Sequence[Sequence[Line]]) -> dict[tuple[int, int], _Margins]:
    """Return the text edges of each column of each page, from the pages alike where it has few lines."""
    groups: dict[tuple[int, int], list[Line]] = {}
    for lines in pages:
        for line in lines:
            groups.setdefault((line.page, line.column), []).append(line)
    single = [line for lines in pages for line in lines if line.column == 0 and line.segments == 1]
    whole = _edges_of(single) if single else None
    margins: dict[tuple[int, int], _Margins] = {}
    for key, lines in groups.items():
        own = _edges_of(lines)
        if len(groups) == len(pages) and whole is not None and key[1] == 0:
            # Pages of one column share one measure; duplex margins may shift it sideways.
            left = own.left if len(lines) >= _LEAST_LINES * 2 else whole.left
            own = _Margins(
                left, max(own.right, left + whole.right - whole.left) if len(lines) >= 2 else whole.right
            )
        margins[key] = own
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
    far = max(line.right for line in lines)
    return _Margins(left, median(line.right for line in lines if line.right >= left + 0.8 * (far - left)))


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance from line to line, 0.0 when there are too few to tell."""
    steps = [
        line.top - before.top
        for lines in pages
        for before, line in itertools.pairwise(lines)
        if before.column == line.column and line.top > before.top
    ]
    return median(steps) if len(steps) >= _LEAST_LINES else 0.0
