"""A normalised copy of a text with a way back: matching reads the copy, offsets stay the original's."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Left out of the copy: white space, quotation marks, the enumeration comma and middle dots, so that
# 双随机、一公开 = 双随机一公开 and “放管服” = 放管服; invisible marks that word processors leave behind.
_DROPPED = frozenset(
    "\"'“”‘’「」『』﹃﹄﹁﹂〝〞＂＇`´、､·・•‧‥⋅\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
)
_DASHES = frozenset("-‐‑‒–—―－─━~～〜∼")


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Traditional characters and their simplified forms, one to one (see assessor/model/traditional.py)."""
    from assessor.model.traditional import SIMPLIFIED, TRADITIONAL

    return dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


@lru_cache(maxsize=65536)
def _fold(char: str) -> str:
    """Return what stands for `char` in the normalised copy ("" when it is left out)."""
    if char == "\n":
        return char
    if char in _DROPPED or char.isspace():
        return ""
    if char in _DASHES:
        return "-"
    folded = unicodedata.normalize("NFKC", char).lower()
    if folded in "()[]{}<>" or len(folded) == 1:
        return _simplified().get(folded, folded)
    return "".join("" if c.isspace() else c for c in folded)


@dataclass(frozen=True, slots=True)
class Shadow:
    """`text` is the normalised copy; `origin[i]` is the offset in the original of its i-th character."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of the non-empty stretch `start:end` of the copy."""
        return self.origin[start], self.origin[end - 1] + 1


def shadow(text: str, start: int = 0, end: int | None = None) -> Shadow:
    """Return the normalised copy of `text[start:end]`; its origins are offsets into `text`."""
    end = len(text) if end is None else end
    chars: list[str] = []
    origin: list[int] = []
    for offset in range(start, end):
        folded = _fold(text[offset])
        if folded == "," and chars and chars[-1].isdigit() and text[offset + 1 : offset + 2].isdigit():
            continue  # 1,384 and 1，384: a comma inside a figure ends no clause
        if folded:
            chars.append(folded)
            origin.extend([offset] * len(folded))
    return Shadow("".join(chars), tuple(origin))


def normalise(text: str) -> str:
    """Return the normalised form of a term or a short text."""
    return "".join(map(_fold, text))
