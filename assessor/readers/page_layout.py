"""From placed characters to lines, for forms that only know where ink goes.

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


class Glyph(NamedTuple):
    """One character with its advance box; `size` is the height of its type."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


Row = list[Glyph]
"""Glyphs on one line, from left to right."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type. `page` is 0-based; `column` counts text columns in reading order.

    segments: number of parts set far apart, as in a row of a table.
    side: 1 in the left and 2 in the right of two columns, 0 where lines run over the whole page.
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
    side: int = 0


def doubled_dash(glyph: Glyph) -> list[Glyph]:
    """Return the dash of two characters (破折号) that fonts draw as one sign as two, else the glyph itself.

    The sign's table entry names one em dash; its width gives it away.
    """
    if glyph.char not in "—―⸺" or glyph.right - glyph.left < 1.6 * glyph.size:
        return [glyph]
    middle = (glyph.left + glyph.right) / 2
    return [glyph._replace(char="—", right=middle), glyph._replace(char="—", left=middle)]


def without_overprint(glyphs: Iterable[Glyph]) -> list[Glyph]:
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


def rows_of(glyphs: Iterable[Glyph]) -> list[Row]:
    """Group glyphs whose middles lie on one line, top to bottom, each row from left to right."""
    rows: list[Row] = []
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


def line_of(row: Sequence[Glyph], page: int, column: int, side: int = 0) -> Line:
    """Return the line that the glyphs of `row`, from left to right, make; the rest as in `Line`."""
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
        side=side,
    )


def _space(before: str, after: str) -> float:
    """Return how wide (in em) a gap is a space: Latin words stand closer than figures among Chinese."""
    return _SPACE_EM if is_cjk(before) or is_cjk(after) else 0.15


def is_parted(row: Sequence[Glyph]) -> bool:
    """Tell whether a row has parts set far apart, as cells of a table are."""
    return any(
        glyph.left - before.right > _SEGMENT_EM * glyph.size for before, glyph in itertools.pairwise(row)
    )
