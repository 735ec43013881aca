"""Find every term of a checklist in a text in one pass, exactly or with one slip of the pen.

A slip is one character replaced, missing or too many in a term of at least FUZZY_LENGTH characters,
and only where the text makes a pair of characters that is no known pair of Chinese: 行政复义 is a slip
for 行政复议, 行政裁量 is not one for 行政裁决. The rule is explainable, and it is what makes the search fast:
only the odd places are looked at twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick
from rapidfuzz.distance import Levenshtein

from assessor.matching.pairs import is_known_pair

FUZZY_LENGTH = 4
EDGE_LENGTH = 5
"""A slip in the first or last character needs a term at least this long: what is left must still say it."""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found at `start:end` of the normalised text; similarity 100 when exact."""

    term: str
    start: int
    end: int
    similarity: float


class TermIndex:
    """The terms of a checklist, compiled once."""

    def __init__(self, terms: Iterable[str]) -> None:
        """terms: normalised literals, at least two characters each."""
        self.terms = tuple(dict.fromkeys(terms))
        self._automaton = ahocorasick.Automaton()
        for term in self.terms:
            self._automaton.add_word(term, term)
        self._automaton.make_automaton()
        # term[:i] -> {term[i+1:]: term, ...} for a replaced character, and the same with term[i:] for a missing one.
        self._replaced: dict[str, dict[str, list[str]]] = {}
        self._missing: dict[str, dict[str, list[str]]] = {}
        self._whole: dict[str, dict[str, list[str]]] = {}
        self._tails: set[str] = set()
        self._own_pairs = {term[i : i + 2] for term in self.terms for i in range(len(term) - 1)}
        for term in self.terms:
            if len(term) >= FUZZY_LENGTH:
                self._add_slips(term)

    def _add_slips(self, term: str) -> None:
        size = len(term)
        edge = size >= EDGE_LENGTH
        for i in range(size):
            inner = 0 < i < size - 1
            if inner or edge:
                self._put(self._replaced, term[:i], term[i + 1 :], term)
                self._put(self._missing, term[:i], term[i + 1 :], term)
            if i:
                self._put(self._whole, term[:i], term[i:], term)

    def _put(self, table: dict[str, dict[str, list[str]]], left: str, right: str, term: str) -> None:
        table.setdefault(left, {}).setdefault(right, []).append(term)
        for i in range(len(left)):
            self._tails.add(left[i:])

    def is_odd(self, pair: str) -> bool:
        """Tell whether two neighbouring characters make no pair that Chinese or the checklist knows."""
        return not is_known_pair(pair) and pair not in self._own_pairs

    def find(self, text: str) -> Iterator[TermHit]:
        """Yield every hit in the normalised `text`: the exact ones, then the slips."""
        if not self.terms:
            return
        for last, term in self._automaton.iter(text):
            yield TermHit(term, last + 1 - len(term), last + 1, 100.0)
        yield from self.find_slips(text)

    def find_slips(self, text: str) -> Iterator[TermHit]:
        """Yield the hits with one slip, in text order, each once."""
        seen: set[tuple[str, int, int]] = set()
        size = len(text)
        for place in range(size - 1):
            if not self.is_odd(text[place : place + 2]):
                continue
            sites = [(self._missing, place + 1, place + 1)]
            for char in (place, place + 1):
                sites.append((self._replaced, char, char + 1))
                sites.append((self._whole, char, char + 1))
            for table, left_end, right_start in sites:
                for term, start, end in self._around(text, table, left_end, right_start):
                    key = (term, start, end)
                    if key not in seen and text[start:end] != term:
                        seen.add(key)
                        similarity = 100.0 * Levenshtein.normalized_similarity(term, text[start:end])
                        yield TermHit(term, start, end, round(similarity, 1))

    def _around(
        self, text: str, table: dict[str, dict[str, list[str]]], left_end: int, right_start: int
    ) -> Iterator[tuple[str, int, int]]:
        start = left_end
        while True:
            rights = table.get(text[start:left_end])
            if rights:
                for length in {len(right) for right in rights}:
                    right = text[right_start : right_start + length]
                    for term in rights.get(right, ()):
                        yield term, start, right_start + length
            if start == 0 or text[start - 1 : left_end] not in self._tails:
                return
            start -= 1
