"""Stretches of text one character away from a fixed term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Hamming, Levenshtein

from assessor.rules.sounds import confusable


@dataclass(frozen=True, slots=True)
class Slip:
    """start/end of the stretch in the text, and the term that is meant."""

    start: int
    end: int
    term: str


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _windows(text: str, term: str, slack: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may differ from `term` by one edit.

    One edit leaves one half of the term untouched, so only the surroundings of the halves are looked at.
    """
    size = len(term)
    cut = size // 2
    for length in range(size - slack, size + slack + 1):
        for at in _places(text, term[:cut]):
            if at + length <= len(text):
                yield at, at + length
        for at in _places(text, term[cut:]):
            if at + size - cut >= length:
                yield at + size - cut - length, at + size - cut


def changed_characters(text: str, term: str) -> Iterator[Slip]:
    """Yield the stretches of `text` that have one other character than `term`, one easily taken for it."""
    for start, end in sorted(set(_windows(text, term, 0))):
        window = text[start:end]
        if "\n" in window or Hamming.distance(window, term) != 1:
            continue
        wrong, right = next((a, b) for a, b in zip(window, term, strict=True) if a != b)
        if confusable(wrong, right):
            yield Slip(start, end, term)


def any_edit(text: str, term: str) -> Iterator[Slip]:
    """Yield the stretches of `text` that differ from `term` by one character lost, added or changed."""
    exact = [(at, at + len(term)) for at in _places(text, term)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(_windows(text, term, 1)), key=lambda span: (span[0], -span[1])):
        window = text[start:end]
        # A space or a mark inside (from a line break or a quotation) is no slip of the pen.
        if not window.isalpha() or window[:1] != term[:1] or window[-1:] != term[-1:]:
            continue
        if any(start < b and a < end for a, b in [*exact, *found]):
            continue
        if Levenshtein.distance(window, term, score_cutoff=1) == 1:
            found.append((start, end))
            yield Slip(start, end, term)
