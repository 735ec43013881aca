"""Figures with their units as a sentence gives them, and lists of parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assessor.rules.reading import half_width
from assessor.rules.words import words

_BRACKETED = re.compile(r"[(（][^()（）\n]*[)）]")
_SCALE = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure and its unit. exact: false for 约, 余 and figures rounded to 万 or 亿."""

    value: Decimal
    unit: str
    start: int
    end: int
    exact: bool


@lru_cache(maxsize=1)
def _amount() -> re.Pattern[str]:
    known = words()
    return re.compile(
        rf"(?P<about>{known['approximate']})?\s*(?<![\d.A-Za-z—–-])"
        rf"(?P<number>\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|\d+(?:\.\d+)?)"
        rf"\s*(?P<scale>[千万亿])?(?P<more>余|多)?\s*(?:个)?(?P<unit>{known['units']})(?P<about2>以上|左右|余|多)?"
    )


def without_brackets(text: str) -> str:
    """Return `text` narrowed and with bracketed asides blanked, character for character."""
    return _BRACKETED.sub(lambda match: " " * len(match[0]), half_width(text))


def amounts(text: str) -> Iterator[Amount]:
    """Yield the figures with a unit of form-rules.yaml in `text` (as `without_brackets` gives it)."""
    for match in _amount().finditer(text):
        scale = match["scale"] or ""
        value = Decimal(match["number"].replace(",", "").replace("，", "")) * _SCALE[scale]
        exact = not (match["about"] or match["more"] or match["about2"] or scale)
        yield Amount(value, match["unit"], match.start("number"), match.end("unit"), exact)


def plain(value: Decimal) -> str:
    """Return the number without needless zeros."""
    return f"{value.normalize():f}"
