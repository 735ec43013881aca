"""The reading order of a page: two columns of prose one after the other, full-width lines between them.

Columns are known by their gutter, a strip that hardly any line crosses and that lines on both
sides run up to. The baselines of two columns need not agree, so each side is measured by its own lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

from assessor.readers.page_layout import (
    Glyph,
    Line,
    Row,
    is_parted,
    line_of,
    rows_of,
    without_overprint,
)
from assessor.readers.page_line_numbers import without_line_numbers

Gutter = tuple[float, float]
"""Left and right edge of the white strip between two columns."""

_FEWEST_ROWS = 8
_FEWEST_SIDE_ROWS = 4
_FEWEST_WIDE_ROWS = 4
_BINS_PER_EM = 4
_NARROWEST_GUTTER_EM = 0.75
_MOST_CROSSING = 0.15
_NEAR_EM = 2.5
_LEAST_NEAR = 0.55
_LEAST_FULL = 0.4
_NARROWEST_COLUMN_EM = 8


def pages_of_lines(pages: Iterable[Sequence[Glyph]]) -> list[list[Line]]:
    """Return the lines of each page in reading order, without line numbers in the margin.

    Two columns of prose come one after the other.
    """
    usual: Gutter | None = None
    result: list[list[Line]] = []
    for page, rows in enumerate(
        without_line_numbers([rows_of(without_overprint(glyphs)) for glyphs in pages])
    ):
        own = _gutter(rows)
        usual = own or usual
        if own is None and usual is not None and _keeps(rows, usual):
            own = usual  # a last page of few lines, set like the pages before it
        result.append([line_of(row, page, 0) for row in rows] if own is None else _columns(rows, page, own))
    return result


def _keeps(rows: Sequence[Row], gutter: Gutter) -> bool:
    """Tell whether there is text on both sides of the strip and hardly a row on it."""
    crossing = sum(_crosses(row, gutter) for row in rows)
    parts = [_parted(row, gutter) for row in rows if not _crosses(row, gutter)]
    return (
        crossing <= _MOST_CROSSING * len(rows)
        and any(left for left, _ in parts)
        and any(right for _, right in parts)
    )


def _crosses(row: Row, gutter: Gutter) -> bool:
    """Tell whether a row runs over the strip, or stands in it as a page number does.

    Ragged line ends and hanging punctuation may reach into the strip; they leave some of it free.
    """
    left, right = _parted(row, gutter)
    if not (left and right):
        return row[0].left >= gutter[0] and row[-1].right <= gutter[1]
    ends, begins = max(glyph.right for glyph in left), min(glyph.left for glyph in right)
    return begins < gutter[0] or ends > gutter[1] or begins - ends < _NARROWEST_GUTTER_EM * row[0].size


def _parted(row: Row, gutter: Gutter) -> tuple[Row, Row]:
    """Return the glyphs of a row left and right of the middle of the strip."""
    middle = sum(gutter)
    return (
        [glyph for glyph in row if glyph.left + glyph.right <= middle],
        [glyph for glyph in row if glyph.left + glyph.right > middle],
    )


def _columns(rows: Sequence[Row], page: int, gutter: Gutter) -> list[Line]:
    """Return the lines of a page with that gutter: full-width ones where they stand, bands of columns between."""
    lines: list[Line] = []
    column = 0
    for is_wide, band in _bands(rows, gutter):
        if is_wide:
            # Too few lines to show the edges they are set to count for themselves.
            apart = int(len(band) < _FEWEST_WIDE_ROWS)
            lines.extend(line_of(row, page, column + apart * place) for place, row in enumerate(band))
            column += len(band) if apart else 1
            continue
        for side in (0, 1):
            part = [glyph for row in band for glyph in _parted(row, gutter)[side]]
            lines.extend(line_of(row, page, column + side, side + 1) for row in rows_of(part))
        column += 2
    return lines


def _bands(rows: Sequence[Row], gutter: Gutter) -> list[tuple[bool, list[Row]]]:
    """Return the rows in runs, each with whether it is set over the full width.

    The short last line of a full-width paragraph crosses nothing either: a run without anything
    on the right is no band of columns.
    """
    bands: list[tuple[bool, list[Row]]] = []
    for is_wide, group in itertools.groupby(rows, lambda row: _is_wide(row, gutter)):
        run = list(group)
        counts_wide = is_wide or not any(_parted(row, gutter)[1] for row in run)
        if bands and bands[-1][0] and counts_wide:
            bands[-1][1].extend(run)
        else:
            bands.append((counts_wide, run))
    return bands


def _is_wide(row: Row, gutter: Gutter) -> bool:
    """Tell whether a row crosses the strip, or is one of a table that has cells on both sides of it."""
    return _crosses(row, gutter) or all(is_parted(part) for part in _parted(row, gutter))


def _gutter(rows: Sequence[Row]) -> Gutter | None:
    """Return the white strip between two columns of prose, or None.

    A strip near the middle that hardly a row crosses, full-width ones apart, and that is walled by
    lines on both sides. Cells of a table are not full, so a table is not taken for two columns.
    """
    if len(rows) < _FEWEST_ROWS:
        return None
    size = median(glyph.size for row in rows for glyph in row)
    left = min(row[0].left for row in rows)
    right = max(glyph.right for row in rows for glyph in row)
    width = size / _BINS_PER_EM
    bins = int((right - left) / width) + 1 if width > 0 else 0
    if not 2 * _NARROWEST_COLUMN_EM * _BINS_PER_EM <= bins <= 2_000:
        return None
    low, high = int(bins * 0.33), int(bins * 0.67)
    cover = [0] * bins
    open_rows: list[Row] = []
    for row in rows:
        touched = _touched(row, left, width, bins)
        # A line that leaves no room for a gutter anywhere is set over the full width.
        if _widest_gap([index in touched for index in range(low, high)]) is not None:
            open_rows.append(row)
            for index in touched:
                cover[index] += 1
    gap = _widest_gap([count > _MOST_CROSSING * len(open_rows) for count in cover[low:high]])
    if gap is None:
        return None
    gutter = left + (low + gap[0]) * width, left + (low + gap[1]) * width
    return gutter if _is_walled(open_rows, gutter, size) else None


def _touched(row: Row, left: float, width: float, bins: int) -> set[int]:
    """Return the bins of `width` from `left` on that the glyphs of a row lie on."""
    touched: set[int] = set()
    for glyph in row:
        first, last = (int((edge - left) / width) for edge in (glyph.left, glyph.right - width / 10))
        touched.update(range(max(0, first), min(bins - 1, last) + 1))
    return touched


def _widest_gap(taken: Sequence[bool]) -> tuple[int, int] | None:
    """Return begin and end of the widest run of places not taken that is wide enough for a gutter."""
    best: tuple[int, int] | None = None
    start = 0
    for is_taken, group in itertools.groupby(taken):
        end = start + sum(1 for _ in group)
        if (
            not is_taken
            and end - start >= _NARROWEST_GUTTER_EM * _BINS_PER_EM
            and (best is None or end - start > best[1] - best[0])
        ):
            best = (start, end)
        start = end
    return best


def _is_walled(rows: Sequence[Row], gutter: Gutter, size: float) -> bool:
    """Tell whether lines of prose on both sides run up to the strip, and many fill their column."""
    parts = [_parted(row, gutter) for row in rows if not _crosses(row, gutter)]
    lefts, rights = [left for left, _ in parts if left], [right for _, right in parts if right]
    if min(len(lefts), len(rights)) < _FEWEST_SIDE_ROWS:
        return False
    return _is_prose(lefts, None, gutter[0], size) and _is_prose(rights, gutter[1], None, size)


def _is_prose(parts: Sequence[Row], left: float | None, right: float | None, size: float) -> bool:
    """Tell whether lines run up to the given edge of their column, and many of them fill it unbroken."""
    near = _NEAR_EM * size
    whole = [part for part in parts if not is_parted(part)]
    if not whole:
        return False
    # The outer edge is where most lines begin or end: a table in the column may overhang it.
    outer_left = sorted(part[0].left for part in whole)[len(whole) // 4] if left is None else left
    outer_right = sorted(part[-1].right for part in whole)[-1 - len(whole) // 4] if right is None else right
    if outer_right - outer_left < _NARROWEST_COLUMN_EM * size:
        return False
    begins = [part[0].left - outer_left <= near for part in parts]
    ends = [outer_right - part[-1].right <= near for part in parts]
    full = [
        begun and ended and not is_parted(part)
        for part, begun, ended in zip(parts, begins, ends, strict=True)
    ]
    return sum(ends if left is None else begins) >= _LEAST_NEAR * len(parts) and sum(
        full
    ) >= _LEAST_FULL * len(parts)
