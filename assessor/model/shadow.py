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


class _Folded(dict[str, str]):
    """Character -> what stands for it in the normalised copy; worked out once each."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold(char)
        return folded


_FOLDED = _Folded()


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
    folded = list(map(_FOLDED.__getitem__, text[start:end]))
    copy = "".join(folded)
    if "," in copy:
        _join_figures(text, start, folded)
        copy = "".join(folded)
    offsets = range(start, end)
    if len(copy) == len(folded) and "" not in folded:
        return Shadow(copy, tuple(offsets))
    origin = [offset for offset, chars in zip(offsets, folded, strict=True) for _ in chars]
    return Shadow(copy, tuple(origin))


def _join_figures(text: str, start: int, folded: list[str]) -> None:
    """Leave out the commas inside figures, which end no clause: 1,384 and 1，384."""
    last = ""
    for place, chars in enumerate(folded):
        if chars == ",":
            follower = start + place + 1
            if last.isdigit() and text[follower : follower + 1].isdigit():
                folded[place] = ""
                continue
        if chars:
            last = chars


def normalise(text: str) -> str:
    """Return the normalised form of a term or a short text."""
    return "".join(map(_FOLDED.__getitem__, text))
