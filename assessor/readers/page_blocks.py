"""Blocks narrower than their column: a text box, a paragraph set in on the right or on both sides.

Their lines all end before the edge of the column; measured against that, each would end its
paragraph. They are known by ending level with one another, in the middle of sentences; two such
lines may be a heading and what stands below it, three are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from assessor.readers.page_layout import Line
from assessor.readers.page_margins import (
    NUMBERED,
    PITCH_CHANGE,
    SHORT_EM,
    Edges,
    Margins,
    missing,
)

_SENTENCE_ENDS = "。！？；："
_STOPS = "。，；、"
_FEWEST_FULL = 3
_NARROWEST_EM = 12
_LEVEL_EM = 0.4
_MOST_FIRST_INDENT_EM = 4.5
_MOST_ENDED = 0.25
_LEAST_STOPPED = 0.5


def margins_of_lines(flow: Sequence[Line], columns: Edges, pitch: float) -> list[Margins]:
    """Return the edges of each line in `flow`: those of its column, or of the narrower block it stands in.

    columns: edges by page and column; pitch: the usual distance from line to line, 0.0 if unknown.
    Lines of one block have the same object.
    """
    margins = [columns[line.page, line.column] for line in flow]
    first = 0
    while first < len(flow):
        if flow[first].text[-1] in _SENTENCE_ENDS:
            first += 1  # rather the end of the paragraph above
            continue
        end, right = _run(flow, first, pitch)
        lines = flow[first:end]
        full = lines[:-1] if right - lines[-1].right > SHORT_EM * lines[-1].size else lines
        if _is_block(lines, full, margins[first].right):
            edges = Margins(min(line.left for line in lines[1:]), median(line.right for line in full))
            margins[first:end] = [edges] * len(lines)
            first = end
        else:
            first += 1
    return margins


def _run(flow: Sequence[Line], first: int, pitch: float) -> tuple[int, float]:
    """Return the end of the lines from `first` on that end level, with one shorter after them, and their edge."""
    right = flow[first].right
    end = first + 1
    while end < len(flow) and _follows(flow, first, end, pitch):
        before, line = flow[end - 1], flow[end]
        if line.right - right > SHORT_EM * line.size or missing(before, line, right) > SHORT_EM:
            break
        right = max(right, line.right)
        end += 1
    return end, right


def _follows(flow: Sequence[Line], first: int, index: int, pitch: float) -> bool:
    """Tell whether the line at `index` can go on the paragraph that begins at `first`."""
    head, before, line = flow[first], flow[index - 1], flow[index]
    if (before.page, before.column, before.segments) != (line.page, line.column, line.segments):
        return False
    if line.segments > 1 or abs(before.size - line.size) > _LEVEL_EM / 2 * line.size:
        return False
    if (pitch and line.top - before.top > PITCH_CHANGE * pitch) or NUMBERED.match(line.text):
        return False
    if index == first + 1:
        return abs(head.left - line.left) <= _MOST_FIRST_INDENT_EM * line.size
    return abs(before.left - line.left) <= _LEVEL_EM * line.size


def _is_block(lines: Sequence[Line], full: Sequence[Line], right: float) -> bool:
    """Tell whether `lines` are prose wrapped at an edge of its own left of `right`."""
    if len(full) < _FEWEST_FULL:
        return False
    size = lines[0].size
    reach = max(line.right for line in full)
    if right - reach <= SHORT_EM * size or reach - lines[1].left < _NARROWEST_EM * size:
        return False
    ended = sum(line.text[-1] in _SENTENCE_ENDS for line in full)
    stopped = sum(any(stop in line.text for stop in _STOPS) for line in full)
    return ended <= _MOST_ENDED * len(full) and stopped >= _LEAST_STOPPED * len(full)
