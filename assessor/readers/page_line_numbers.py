"""Numbers printed beside the lines of a draft (行号): they would run into the figures of the text.

They make a column of their own outside the text, rising by one step down the page. The number
column of a table (序号) has prose or a heading over it, so it does not stand outside the text.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from assessor.readers.page_layout import Row, is_parted

_FEWEST_NUMBERS = 3
_LEAST_LINES = 10
_MOST_DIGITS = 4
_LEAST_SHARE = 0.5
_LEAST_STEADY = 0.8
_ALIGNED_EM = 0.4
_CLEAR_EM = 0.25
_APART_EM = 0.4


def without_line_numbers(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each page without the numbers of lines to the left or right of the text.

    Numbers go only where most pages long enough to tell carry them on that side.
    """
    result = [list(rows) for rows in pages]
    for on_right in (False, True):
        counts = [_counts(rows, on_right) for rows in result]
        telling = [index for index, rows in enumerate(result) if len(rows) >= _LEAST_LINES]
        numbered = [index for index in telling if _is_numbered(result[index], counts[index], on_right)]
        if 2 * len(numbered) <= len(telling):
            continue
        # A page too short to tell is set like the others.
        result = [
            [
                row[: len(row) - count] if on_right else row[count:]
                for row, count in zip(rows, page_counts, strict=True)
                if count < len(row)
            ]
            for rows, page_counts in zip(result, counts, strict=True)
        ]
    return result


def _counts(rows: Sequence[Row], on_right: bool) -> list[int]:
    """Return how many glyphs of each row make a number that stands outside the text on that side."""
    counts = [_digits(row, on_right) for row in rows]
    inner = [
        row[: len(row) - count] if on_right else row[count:]
        for row, count in zip(rows, counts, strict=True)
        if count < len(row)
    ]
    if not inner:
        return [0] * len(rows)
    edge = max(row[-1].right for row in inner) if on_right else min(row[0].left for row in inner)
    return [
        count if count and _is_outside(_number(row, count, on_right), edge, on_right) else 0
        for row, count in zip(rows, counts, strict=True)
    ]


def _digits(row: Row, on_right: bool) -> int:
    """Return how many digits stand apart at the outer end of a row."""
    outward = row[::-1] if on_right else row
    count = 1
    for last, after in itertools.pairwise(outward):
        gap = last.left - after.right if on_right else after.left - last.right
        if gap >= _APART_EM * last.size:
            break
        count += 1
    is_number = count <= _MOST_DIGITS and all(glyph.char in "0123456789" for glyph in outward[:count])
    return count if is_number else 0


def _number(row: Row, count: int, on_right: bool) -> Row:
    return row[-count:] if on_right else row[:count]


def _is_outside(number: Row, edge: float, on_right: bool) -> bool:
    clear = number[0].left - edge if on_right else edge - number[-1].right
    return clear >= _CLEAR_EM * number[0].size


def _is_numbered(rows: Sequence[Row], counts: Sequence[int], on_right: bool) -> bool:
    """Tell whether the numbers found on a page are those of its lines: level, steady, and beside prose."""
    numbered = [(row, count) for row, count in zip(rows, counts, strict=True) if count]
    if len(numbered) < _FEWEST_NUMBERS:
        return False
    numbers = [_number(row, count, on_right) for row, count in numbered]
    values = [int("".join(glyph.char for glyph in number)) for number in numbers]
    steps = Counter(later - earlier for earlier, later in itertools.pairwise(values))
    step, steady = steps.most_common(1)[0]
    if min(steps) < 1 or steady < _LEAST_STEADY * steps.total():
        return False
    if step * len(numbers) < max(_LEAST_LINES, _LEAST_SHARE * len(rows)) or not _are_level(numbers):
        return False
    prose = sum(not is_parted(row[:-count] if on_right else row[count:]) for row, count in numbered)
    return prose >= _LEAST_SHARE * len(numbered)


def _are_level(numbers: Sequence[Row]) -> bool:
    """Tell whether the numbers are set flush, on the left or on the right."""
    slack = _ALIGNED_EM * numbers[0][0].size
    lefts, rights = [number[0].left for number in numbers], [number[-1].right for number in numbers]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) <= slack
