"""Find every term of a checklist in a text in one pass, exactly or with one slip of the pen.

A slip is one character replaced, missing or too many in a term of at least FUZZY_LENGTH characters,
and only where the text is odd there: the character that is wrong or too many makes no known pair of
Chinese with either neighbour (or doubles one), and where one is missing its neighbours make none.
So 行政复义 is a slip for 行政复议, 行政裁量 is none for 行政裁决. The rule can be explained, and it makes
the search fast: one half of a term with one slip is intact, so only intact halves beside an odd place
are looked at twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import ahocorasick
from rapidfuzz.distance import Levenshtein

from assessor.matching.pairs import is_known_pair

FUZZY_LENGTH = 4
EDGE_LENGTH = 4
"""A slip in the first or last character needs a term at least this long: what is left must still say it."""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found at `start:end` of the normalised text; similarity 100 when exact."""

    term: str
    start: int
    end: int
    similarity: float


_Side = dict[str, list[tuple[str, str]]]
"""Next character -> the terms with their other half, read away from the intact one."""


class TermIndex:
    """The terms of a checklist, compiled once."""

    def __init__(self, terms: Iterable[str], prose: Iterable[str] = ()) -> None:
        """terms: normalised literals, at least two characters each; prose: sound normalised sentences."""
        self.terms = tuple(dict.fromkeys(terms))
        self._exact = _automaton({term: term for term in self.terms})
        self._known_pairs = {
            sound[i : i + 2]
            for source in (self.terms, prose)
            for sound in source
            for i in range(len(sound) - 1)
        }
        # An intact half -> the terms that begin with it (by what follows) and end with it (by what precedes, reversed).
        # Each side is grouped by the character next to the half: where the text is not odd beside the half,
        # only terms that go on with the text's own next character can match.
        halves: dict[str, tuple[_Side, _Side]] = {}
        for term in self.terms:
            if len(term) >= FUZZY_LENGTH:
                middle = len(term) // 2
                left, right = term[:middle], term[middle:]
                halves.setdefault(left, ({}, {}))[0].setdefault(right[0], []).append((term, right))
                halves.setdefault(right, ({}, {}))[1].setdefault(left[-1], []).append((term, left[::-1]))
        self._halves = _automaton(
            {half: (len(half), *sides, _reach(sides[0]), _reach(sides[1])) for half, sides in halves.items()}
        )

    def is_odd(self, pair: str) -> bool:
        """Tell whether two neighbouring characters make no pair that Chinese or the checklist knows."""
        return not is_known_pair(pair) and pair not in self._known_pairs

    def find(self, text: str) -> Iterator[TermHit]:
        """Yield every hit in the normalised `text`: the exact ones, then those with a slip."""
        if not self.terms:
            return
        for last, term in self._exact.iter(text):
            yield TermHit(term, last + 1 - len(term), last + 1, 100.0)
        yield from self.find_slips(text)

    def find_slips(self, text: str) -> Iterator[TermHit]:
        """Yield the hits with one slip, each once, in the order they are met."""
        odd = [self.is_odd(text[i : i + 2]) for i in range(len(text) - 1)]
        if not any(odd) or not self._halves:
            return
        # A slip needs a place that is odd on both sides, a doubled character, or one missing between an odd pair:
        # in each case an odd pair, counted from the left, so that a stretch without any is passed over at once.
        before = [0, *accumulate(odd)]
        size, seen = len(text), set[tuple[str, int, int]]()
        mirrored = text[::-1]
        for last, (length, beginning, ending, right_reach, left_reach) in self._halves.iter(text):
            end, start = last + 1, last + 1 - length
            if beginning and end < size and before[min(size - 1, end + right_reach)] > before[last]:
                beside = odd[end - 1] or (end < size - 1 and odd[end])
                for term, rest in _candidates(beginning, text[end], beside):
                    for kind, slip, stop in _one_slip(rest, text, end, len(term)):
                        if _is_odd_place(text, odd, kind, slip):
                            seen.add((term, start, stop))
            if ending and start and before[min(size - 1, start)] > before[max(0, start - 1 - left_reach)]:
                beside = odd[start - 1] or (start > 1 and odd[start - 2])
                for term, rest in _candidates(ending, text[start - 1], beside):
                    for kind, slip, stop in _one_slip(rest, mirrored, size - start, len(term)):
                        place = size - slip if kind == "missing" else size - 1 - slip
                        if _is_odd_place(text, odd, kind, place):
                            seen.add((term, size - stop, end))
        for term, start, end in sorted(seen, key=lambda key: (key[1], key[2], key[0])):
            similarity = 100.0 * Levenshtein.normalized_similarity(term, text[start:end])
            yield TermHit(term, start, end, round(similarity, 1))


def _automaton(words: dict[str, object]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, value in words.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton


def _reach(side: _Side) -> int:
    """Return how far from the intact half the farthest slip can be."""
    return max((len(rest) for group in side.values() for _, rest in group), default=0) + 1


def _candidates(side: _Side, following: str, beside: bool) -> Iterable[tuple[str, str]]:
    if beside:
        return (pair for group in side.values() for pair in group)
    return side.get(following, ())


def _is_odd_place(text: str, odd: list[bool], kind: str, place: int) -> bool:
    """Tell whether the text is odd where the slip would be.

    place: the wrong or superfluous character, or the one before which a character is missing.
    """
    left = place == 0 or odd[place - 1]
    if kind == "missing":
        return left and place > 0
    right = place >= len(odd) or odd[place]
    if kind == "extra":
        doubled = text[place] == text[place - 1] or text[place + 1 : place + 2] == text[place]
        return (doubled and (left or right)) or (left and right)
    return left and right


def _one_slip(rest: str, text: str, start: int, whole: int) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, place, end) where `rest` stands at `start` of `text` with exactly one slip.

    whole: length of the whole term; a slip in its very last character needs EDGE_LENGTH.
    """
    size = len(rest)
    same = 0
    while same < size and text[start + same : start + same + 1] == rest[same]:
        same += 1
    if same == size or start + same >= len(text):
        return
    slip = start + same
    last = same == size - 1
    if not last or whole >= EDGE_LENGTH:
        if text[slip + 1 : start + size] == rest[same + 1 :] and start + size <= len(text):
            yield "replaced", slip, start + size
        if not last and text[slip : start + size - 1] == rest[same + 1 :]:
            yield "missing", slip, start + size - 1
    if text[slip + 1 : start + size + 1] == rest[same:]:
        yield "extra", slip, start + size + 1
