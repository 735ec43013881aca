"""Pieces of text to compare wordings by: runs of one to three characters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIGURE = re.compile(r"[0-9.]+")


def grams(text: str, sizes: Iterable[int]) -> frozenset[str]:
    """Return the distinct runs of `sizes` characters in the normalised `text`, every figure read as 0."""
    plain = _FIGURE.sub("0", text)
    return frozenset(plain[i : i + size] for size in sizes for i in range(len(plain) - size + 1))
