"""From placed characters to lines in reading order, for forms that only know where ink goes.

Coordinates run right and down from the top left corner of the page as displayed, in any unit:
everything is measured against the size of the type.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from assessor.readers.characters import is_cjk

SEGMENT_GAP = "  "
_SPACE_EM = 0.45
_SEGMENT_EM = 1.5
_OVERPRINT_EM = 0.15
_FEWEST_COLUMN_LINES = 8


class Glyph(NamedTuple):
    """One character with its advance box; `size` is the height of its type."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type. `page` is 0-based; `column` counts text columns in reading order.

    segments: number of parts set far apart, as in a row of a table.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    column: int = 0
    segments: int = 1


def doubled_dash(glyph: Glyph) -> list[Glyph]:
    """Return the dash of two characters (破折号) that fonts draw as one sign as two, else the glyph itself.

    The sign's table entry names one em dash; its width gives it away.
    """
    if glyph.char not in "—―⸺" or glyph.right - glyph.left < 1.6 * glyph.size:
        return [glyph]
    middle = (glyph.left + glyph.right) / 2
    return [glyph._replace(char="—", right=middle), glyph._replace(char="—", left=middle)]


Gutter = tuple[float, float]
"""Left and right edge of the white strip between two columns."""


def pages_of_lines(pages: Iterable[Sequence[Glyph]]) -> list[list[Line]]:
    """Return the lines of each page in reading order: two columns of prose one after the other."""
    usual: Gutter | None = None
    result: list[list[Line]] = []
    for page, glyphs in enumerate(pages):
        rows = _rows(_without_overprint(glyphs))
        own = _gutter(rows)
        usual = own or usual
        if own is None and usual is not None and _is_clear(rows, usual):
            own = usual  # a last page of few lines, set like the pages before it
        result.append([_line(row, page, 0) for row in rows] if own is None else _columns(rows, page, own))
    return result


def _is_clear(rows: list[list[Glyph]], gutter: Gutter) -> bool:
    """Tell whether there is text on both sides of the strip and none on it."""
    left = right = False
    for row in rows:
        for glyph in row:
            if glyph.left < gutter[1] and glyph.right > gutter[0]:
                return False
            left, right = left or glyph.right <= gutter[0], right or glyph.left >= gutter[1]
    return left and right


def _columns(rows: list[list[Glyph]], page: int, gutter: Gutter) -> list[Line]:
    lines: list[Line] = []
    band: list[Glyph] = []
    column = 0

    def close_band() -> None:
        nonlocal column
        if band:
            middle = sum(gutter) / 2
            for side in (0, 1):
                part = [glyph for glyph in band if (glyph.left + glyph.right > 2 * middle) == bool(side)]
                lines.extend(_line(row, page, column + side) for row in _rows(part))
            column += 2
            band.clear()

    # Ragged line ends may reach into the strip; what lies on its middle half runs across both columns.
    inset = (gutter[1] - gutter[0]) / 4
    for row in rows:
        if any(glyph.left < gutter[1] - inset and glyph.right > gutter[0] + inset for glyph in row):
            close_band()
            lines.append(_line(row, page, column))
            column += 1
        else:
            band.extend(row)
    close_band()
    return lines


def _without_overprint(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Drop second strikes: some typesetters draw bold by printing a character twice, slightly off."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = max(glyph.size, 1e-6)
        column, row = int(glyph.left // cell), int(glyph.top // cell)
        slack = _OVERPRINT_EM * cell
        twice = any(
            abs(other.left - glyph.left) <= slack and abs(other.top - glyph.top) <= slack
            for around in (-1, 0, 1)
            for beside in (-1, 0, 1)
            for other in near.get((glyph.char, column + around, row + beside), ())
        )
        if not twice:
            near.setdefault((glyph.char, column, row), []).append(glyph)
            kept.append(glyph)
    return kept


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs whose middles lie on one line, top to bottom, each row from left to right."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.top + glyph.bottom, glyph.left)):
        centre = (glyph.top + glyph.bottom) / 2
        if rows and abs(centre - middle) <= 0.45 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
            middle += (centre - middle) / len(rows[-1])
        else:
            rows.append([glyph])
            middle = centre
    for row in rows:
        row.sort(key=lambda glyph: (glyph.left, glyph.right))
    return rows


def _line(row: list[Glyph], page: int, column: int) -> Line:
    size = median(glyph.size for glyph in row)
    text, segments = row[0].char, 1
    for before, glyph in itertools.pairwise(row):
        gap = (glyph.left - before.right) / max(size, 1e-6)
        if gap > _SEGMENT_EM:
            text += SEGMENT_GAP
            segments += 1
        elif not (is_cjk(before.char) and is_cjk(glyph.char)) and gap > _space(before.char, glyph.char):
            # Chinese is set without spaces; a gap is justification, or recognition measuring badly.
            text += " "
        text += glyph.char
    return Line(
        text=text,
        left=row[0].left,
        right=max(glyph.right for glyph in row),
        top=min(glyph.top for glyph in row),
        bottom=max(glyph.bottom for glyph in row),
        size=size,
        page=page,
        column=column,
        segments=segments,
    )


def _space(before: str, after: str) -> float:
    """Return how wide (in em) a gap is a space: Latin words stand closer than figures among Chinese."""
    return _SPACE_EM if is_cjk(before) or is_cjk(after) else 0.15


def _gutter(rows: list[list[Glyph]]) -> Gutter | None:
    """Return the white strip between two columns of prose, or None.

    A strip near the middle that few rows cross and whose both sides are filled up to its
    edges. Cells of a table leave ragged edges, so a table is not taken for two columns.
    """
    if len(rows) < _FEWEST_COLUMN_LINES:
        return None
    size = median(glyph.size for row in rows for glyph in row)
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    bin_width = size / 4
    bins = int((right - left) / bin_width) + 1 if bin_width > 0 else 0
    if not 40 <= bins <= 2_000:
        return None
    cover = [0] * bins
    for row in rows:
        touched: set[int] = set()
        for glyph in row:
            first, last = (
                int((edge - left) / bin_width) for edge in (glyph.left, glyph.right - bin_width / 10)
            )
            touched.update(range(max(0, first), min(bins - 1, last) + 1))
        for index in touched:
            cover[index] += 1
    strip = _emptiest_strip(cover, most=0.15 * len(rows), least_width=3)
    if strip is None:
        return None
    first, last = strip
    beside = cover[max(0, first - 8) : first], cover[last + 1 : last + 9]
    if any(not part or median(part) < 0.55 * len(rows) for part in beside):
        return None
    return left + first * bin_width, left + (last + 1) * bin_width


def _emptiest_strip(cover: list[int], most: float, least_width: int) -> tuple[int, int] | None:
    """Return the widest run of bins in the middle third that at most `most` rows touch."""
    best: tuple[int, int] | None = None
    start: int | None = None
    low, high = int(len(cover) * 0.33), int(len(cover) * 0.67)
    for index in range(low, high + 1):
        if index < high and cover[index] <= most:
            start = index if start is None else start
        elif start is not None:
            if index - start >= least_width and (best is None or index - start > best[1] - best[0] + 1):
                best = (start, index - 1)
            start = None
    return best
