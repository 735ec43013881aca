"""Find every term of a checklist in a text in one pass, exactly or with one slip of the pen.

A slip is one character replaced, missing or too many in a term of at least FUZZY_LENGTH characters,
and only where the text is odd there: the character that is wrong or too many makes no known pair of
Chinese with either neighbour (or doubles one), and where one is missing its neighbours make none.
So 行政复义 is a slip for 行政复议, 行政裁量 is none for 行政裁决. The rule can be explained, and it makes
the search fast: one half of a term with one slip is intact, so only intact halves beside an odd place
are looked at twice.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add
from typing import Any, NamedTuple

import ahocorasick

from assessor.matching.pairs import is_known_pair
from assessor.model.numbers import NumberLists

FUZZY_LENGTH = 4
MAX_PAIRS = 200_000
"""Pairs remembered; a process that reads the whole country's reports must not grow."""
EDGE_LENGTH = 4
"""A slip in the first or last character needs a term at least this long: what is left must still say it."""
_IN_FIGURE = frozenset("0123456789.")


class TermHit(NamedTuple):
    """A term found at `start:end` of the normalised text; similarity 100 when exact."""

    term: str
    start: int
    end: int
    similarity: float


# As TermHit(...), without the detour through a function in Python; there are thousands in a report.
_new_hit = tuple.__new__

_Term = tuple[str, str]
"""A term and its other half, read away from the intact one."""


class _Side:
    """The terms that share an intact half, by the first and by the second character of the other half."""

    __slots__ = ("first", "second")

    def __init__(self, terms: Iterable[_Term]) -> None:
        self.first: dict[str, list[_Term]] = {}
        self.second: dict[str, list[_Term]] = {}
        for term, rest in terms:
            self.first.setdefault(rest[0], []).append((term, rest))
            self.second.setdefault(rest[1], []).append((term, rest))

    def near(self, following: str, after: str) -> Iterable[_Term]:
        """Return the terms that may go on here, given the next two characters, when a slip may be the very next.

        Without a slip in the first character it is the next one; else the second is the one after
        (replaced), the next (the first is missing), or the first comes one later (one too many).
        """
        first, second = self.first.get, self.second.get
        return chain(first(following, ()), first(after, ()), second(following, ()), second(after, ()))


class _OddPairs(dict[str, bool]):
    """Pair of characters -> whether it is odd; looked up once each.

    followers: character -> those that may follow it, all in one string.
    """

    def __init__(self, followers: Mapping[str, str]) -> None:
        self._followers = followers

    def __missing__(self, pair: str) -> bool:
        odd = not is_known_pair(pair) and pair[1] not in self._followers.get(pair[0], "")
        if len(self) < MAX_PAIRS:
            self[pair] = odd
        return odd


class _Ends:
    """For each intact half, by number, the terms that have it at one end; put in order when first asked for.

    reach: how far from the half the farthest slip can be, 0 if no term has it at this end.
    """

    def __init__(self, lists: Sequence[Sequence[int]], terms: Sequence[str], *, at_start: bool) -> None:
        self._at_start = at_start
        self._numbers = NumberLists(lists)
        longest = (max(len(terms[n]) for n in numbers) if numbers else 0 for numbers in lists)
        self.reach = array("I", ((size + at_start) // 2 + 1 if size else 0 for size in longest))
        self._sides: dict[int, _Side] = {}

    def __getstate__(self) -> object:
        return {**self.__dict__, "_sides": {}}

    def side(self, half: int, terms: Sequence[str]) -> _Side:
        """Return the terms that have the half with that number at this end."""
        side = self._sides.get(half)
        if side is None:
            chosen = map(terms.__getitem__, self._numbers[half])
            side = self._sides[half] = _Side((term, self._rest(term)) for term in chosen)
        return side

    def _rest(self, term: str) -> str:
        left, right = _halves(term)
        return right if self._at_start else left[::-1]


class TermIndex:
    """The terms of a checklist, compiled once.

    What it holds is numbers and long strings: thousands of reports are assessed one at a time, each by a
    new process, and this is there at once. Terms are known by their number, their place in `terms`.
    """

    def __init__(self, terms: Iterable[str], prose: Iterable[str] = ()) -> None:
        """terms: normalised literals, at least two characters each; prose: sound normalised sentences."""
        self.terms: Sequence[str] = tuple(dict.fromkeys(terms))
        self._exact = _automaton(self.terms)
        self._in_figure = frozenset(
            number for number, term in enumerate(self.terms) if term[0].isdigit() or term[-1].isdigit()
        )
        self._followers = _followers(chain(self.terms, prose))
        # An intact half -> the terms that begin with it, and those that end with it.
        halves: dict[str, tuple[list[int], list[int]]] = {}
        for number, term in enumerate(self.terms):
            if len(term) >= FUZZY_LENGTH:
                for end, half in enumerate(_halves(term)):
                    halves.setdefault(half, ([], []))[end].append(number)
        self._halves = _automaton(halves)
        self._half_lengths = array("I", map(len, halves))
        self._beginning = _Ends([first for first, _ in halves.values()], self.terms, at_start=True)
        self._ending = _Ends([last for _, last in halves.values()], self.terms, at_start=False)
        self._odd = _OddPairs(self._followers)

    def __getstate__(self) -> object:
        state = {**self.__dict__, "terms": "\0".join(self.terms)}
        del state["_odd"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.terms = state["terms"].split("\0") if state["terms"] else ()
        self._odd = _OddPairs(self._followers)

    def is_odd(self, pair: str) -> bool:
        """Tell whether two neighbouring characters make no pair that Chinese or the checklist knows."""
        return self._odd[pair]

    def find(self, text: str) -> Iterator[TermHit]:
        """Yield every hit in the normalised `text`: the exact ones, then those with a slip.

        A term that begins or ends with a digit is not found inside a longer figure (12345 in 312345).
        """
        if not self.terms:
            return
        terms, in_figure = self.terms, self._in_figure
        for last, number in self._exact.iter(text):
            term = terms[number]
            end = last + 1
            if number in in_figure and _is_cut_out(text, end - len(term), end):
                continue
            yield _new_hit(TermHit, (term, end - len(term), end, 100.0))
        yield from self.find_slips(text)

    def find_slips(self, text: str) -> Iterator[TermHit]:
        """Yield the hits with one slip, each once, in the order they are met."""
        odd = list(map(self._odd.__getitem__, map(add, text, text[1:])))
        if True not in odd or not self._halves:
            return
        size, seen = len(text), set[tuple[str, int, int]]()
        # A slip needs a place that is odd on both sides, a doubled character, or one missing between an odd pair:
        # in each case an odd pair. Up to the nearest one the text must be the term's own.
        following, preceding = _nearest(odd)
        mirrored = text[::-1]
        lengths, beginning, ending = self._half_lengths, self._beginning, self._ending
        right_reach, left_reach = beginning.reach, ending.reach
        for last, half in self._halves.iter(text):
            end = last + 1
            start = end - lengths[half]
            if end < size and following[last] - last < right_reach[half]:
                side = beginning.side(half, self.terms)
                for term, rest in _candidates(side, text, end, following[last] - end):
                    for kind, slip, stop in _one_slip(rest, text, end, len(term)):
                        if _is_odd_place(text, odd, kind, slip):
                            seen.add((term, start, stop))
            if start and start - 1 - preceding[start - 1] < left_reach[half]:
                side = ending.side(half, self.terms)
                for term, rest in _candidates(side, mirrored, size - start, start - 2 - preceding[start - 1]):
                    for kind, slip, stop in _one_slip(rest, mirrored, size - start, len(term)):
                        place = size - slip if kind == "missing" else size - 1 - slip
                        if _is_odd_place(text, odd, kind, place):
                            seen.add((term, size - stop, end))
        for term, start, end in sorted(seen, key=lambda key: (key[1], key[2], key[0])):
            similarity = 100.0 * (1.0 - 1.0 / max(len(term), end - start))  # one edit apart
            yield TermHit(term, start, end, round(similarity, 1))


def _is_cut_out(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is a piece of a longer figure."""
    before = start > 0 and text[start].isdigit() and text[start - 1] in _IN_FIGURE
    return before or (end < len(text) and text[end - 1].isdigit() and text[end] in _IN_FIGURE)


def _automaton(words: Iterable[str]) -> ahocorasick.Automaton:
    """Return what finds each of the words, and says its number."""
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for number, word in enumerate(words):
        automaton.add_word(word, number)
    automaton.make_automaton()
    return automaton


def _halves(term: str) -> tuple[str, str]:
    middle = len(term) // 2
    return term[:middle], term[middle:]


def _pairs(text: str) -> Iterator[str]:
    return map(add, text, text[1:])


def _followers(texts: Iterable[str]) -> dict[str, str]:
    """Return, for each character, all that follow it somewhere in the texts."""
    pairs = dict.fromkeys(chain.from_iterable(map(_pairs, texts)))
    followers: dict[str, str] = {}
    for pair in pairs:
        followers[pair[0]] = followers.get(pair[0], "") + pair[1]
    return followers


_FAR = 1_000_000_000


def _nearest(odd: list[bool]) -> tuple[list[int], list[int]]:
    """Return, for each pair, the first odd pair from it on, and the last one up to it; far away if there is none.

    One more than there are pairs, so that the last character may ask too.
    """
    size = len(odd)
    following, preceding = [_FAR] * (size + 1), [-_FAR] * (size + 1)
    behind = -1
    for place in (place for place, is_odd in enumerate(odd) if is_odd):
        following[behind + 1 : place + 1] = [place] * (place - behind)
        if behind >= 0:
            preceding[behind:place] = [behind] * (place - behind)
        behind = place
    if behind >= 0:
        preceding[behind:] = [behind] * (size + 1 - behind)
    return following, preceding


def _candidates(side: _Side, text: str, at: int, same: int) -> Iterable[_Term]:
    """Return the terms that may go on at `at` of `text`; the first `same` characters must be the text's own."""
    if same <= 0:
        return side.near(text[at], text[at + 1 : at + 2])
    ahead = text[at : at + same]
    return [pair for pair in side.first.get(ahead[0], ()) if pair[1].startswith(ahead)]


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
