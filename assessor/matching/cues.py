"""Decide whether a sentence satisfies a cue, and with which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from assessor.matching.terms import TermHit
from assessor.model.checklist import Cue, Link, Term

# A short remark in brackets, as in 乡镇(街道) or 受理(件), ends no clause: it is found, and passed over, whole.
_CLAUSE_END = re.compile(r"\([^(),;:!?。\n]{1,8}\)|[,;:!?。\n|()]")
_TITLE = re.compile(r"《[^《》\n]{2,60}》?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万亿数几零]+")
_SCALE = "十百千万亿余多几来个"
_PERCENT = re.compile(
    r"[0-9.]+(?:余|多)?(?:%|‰|个百分点)|百分之[一二两三四五六七八九十百零0-9.]+|[一二三四五六七八九]成"
)
MAX_PLACES = 12
"""Hits of one slot looked at per sentence: keeps a pathological sentence from costing more than a line."""


class Place(NamedTuple):
    """Where a term of a cue was found in the normalised text; `source` is the term as the cue writes it."""

    start: int
    end: int
    clause: int
    source: str
    similarity: float


@dataclass(slots=True)
class SentenceView:
    """A sentence of the normalised text `text[start:end]` with the terms found in it.

    row: it is a row of a table, whose figures stand without their units.
    """

    text: str
    start: int
    end: int
    row: bool = False
    hits: dict[str, list[TermHit]] = field(default_factory=dict)
    _clause_starts: list[int] | None = None
    _titles: list[tuple[int, int]] | None = None
    _numbers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _located: dict[str, list[tuple[int, int, int, float]]] = field(default_factory=dict)

    def clause_of(self, offset: int) -> int:
        """Return the number of the clause the character at `offset` stands in."""
        if self._clause_starts is None:
            ends = (match.span() for match in _CLAUSE_END.finditer(self.text, self.start, self.end))
            self._clause_starts = [self.start, *(end for start, end in ends if end - start == 1)]
        return bisect_right(self._clause_starts, offset)

    def titles(self) -> list[tuple[int, int]]:
        """Return the spans of the named documents 《…》."""
        if self._titles is None:
            self._titles = [match.span() for match in _TITLE.finditer(self.text, self.start, self.end)]
        return self._titles

    def numbers(self, unit: str) -> list[tuple[int, int]]:
        """Return the spans of figures followed by `unit` ("" any Arabic figure, "%" any percentage)."""
        if unit not in self._numbers:
            self._numbers[unit] = list(self._find_numbers(unit))
        return self._numbers[unit]

    def _find_numbers(self, unit: str) -> Iterator[tuple[int, int]]:
        if unit == "%":
            yield from (match.span() for match in _PERCENT.finditer(self.text, self.start, self.end))
            return
        for match in _NUMBER.finditer(self.text, self.start, self.end):
            end = match.end()
            while (
                end < self.end and self.text[end] in _SCALE and not (unit and self.text.startswith(unit, end))
            ):
                end += 1
            if not unit or self.row:
                if match.group()[0].isdigit():
                    yield match.start(), end
            elif self.text.startswith(unit, end, self.end):
                yield match.start(), end + len(unit)

    def located(self, text: str) -> list[tuple[int, int, int, float]]:
        """Return (start, end, clause, similarity) of each hit of the indexed term `text`."""
        found = self._located.get(text)
        if found is None:
            hits = self.hits.get(text, ())
            found = [(hit.start, hit.end, self.clause_of(hit.start), hit.similarity) for hit in hits]
            self._located[text] = found
        return found

    def places(self, term: Term) -> Iterator[Place]:
        """Yield where `term` stands in the sentence."""
        if is_indexed(term):
            for start, end, clause, similarity in self.located(term.text):
                if term.kind == "literal" or any(s <= start and end <= e for s, e in self.titles()):
                    yield Place(start, end, clause, term.source, similarity)
            return
        spans = self.numbers(term.text) if term.kind == "number" else self._single(term.text)
        for start, end in spans:
            yield Place(start, end, self.clause_of(start), term.source, 100.0)

    def _single(self, char: str) -> Iterator[tuple[int, int]]:
        """Yield where a single character stands; too common to be in the index."""
        place = self.text.find(char, self.start, self.end)
        while place >= 0:
            yield place, place + 1
            place = self.text.find(char, place + 1, self.end)


@dataclass(frozen=True, slots=True)
class CompiledSlot:
    """A slot laid out for looking up: indexed terms by their text, the rest to be searched for."""

    indexed: dict[str, tuple[Term, ...]]
    others: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class CompiledCue:
    """A cue with its chains as (slots, links).

    required: for each slot that only indexed terms can fill, these terms.
    """

    source: str
    chains: tuple[tuple[tuple[CompiledSlot, ...], tuple[Link, ...]], ...]
    required: tuple[frozenset[str], ...]


def is_indexed(term: Term) -> bool:
    """Tell whether the term is found by the index; figures and single characters are searched for."""
    return term.kind != "number" and len(term.text) > 1


def compile_cue(cue: Cue) -> CompiledCue:
    """Return `cue` laid out for matching."""
    chains = tuple((tuple(map(_compile_slot, chain.slots)), chain.links) for chain in cue.chains)
    required = (frozenset(slot.indexed) for slots, _ in chains for slot in slots if not slot.others)
    return CompiledCue(cue.source, chains, tuple(sorted(required, key=len)))


@lru_cache(maxsize=16384)
def _compile_slot(slot: tuple[Term, ...]) -> CompiledSlot:
    indexed: dict[str, tuple[Term, ...]] = {}
    others: list[Term] = []
    for term in slot:
        if not is_indexed(term):
            others.append(term)
        elif term.text in indexed:
            indexed[term.text] = (*indexed[term.text], term)
        else:
            indexed[term.text] = (term,)
    return CompiledSlot(indexed, tuple(others))


def _slot_places(view: SentenceView, slot: CompiledSlot, masks: Sequence[tuple[int, int]]) -> list[Place]:
    places: list[Place] = []
    for text in view.hits.keys() & slot.indexed.keys():
        for term in slot.indexed[text]:
            places.extend(view.places(term))
    for term in slot.others:
        places.extend(view.places(term))
    if masks:
        places = [p for p in places if not any(s < p.end and p.start < e for s, e in masks)]
    if len(places) > 1:
        places.sort(key=_preference)
    return places[:MAX_PLACES]


def _preference(place: Place) -> tuple[float, int, int, str]:
    return (-place.similarity, place.start, -place.end, place.source)


def _extend(found: tuple[Place, ...], place: Place, ordered: bool, distance: int) -> bool:
    """Tell whether `place` may join `found`: same clause, no overlap, near enough, in order if asked."""
    if place.clause != found[0].clause:
        return False
    if any(place.start < other.end and other.start < place.end for other in found):
        return False
    if ordered:
        last = found[-1]
        return 0 <= place.start - last.end <= distance
    return any(max(place.start - other.end, other.start - place.end) <= distance for other in found)


def _match_chain(
    view: SentenceView,
    slots: tuple[CompiledSlot, ...],
    links: tuple[Link, ...],
    masks: Sequence[tuple[int, int]],
) -> tuple[Place, ...]:
    """Return the places of the first way the chain's slots stand near each other, or ()."""
    paths: list[tuple[Place, ...]] = [(place,) for place in _slot_places(view, slots[0], masks)]
    for slot, link in zip(slots[1:], links, strict=True):
        if not paths:
            return ()
        places = _slot_places(view, slot, masks)
        paths = [
            (*path, place)
            for path in paths
            for place in places
            if _extend(path, place, link.ordered, link.distance)
        ][: MAX_PLACES * 4]
    return paths[0] if paths else ()


def match_cue(
    view: SentenceView, cue: CompiledCue, masks: Sequence[tuple[int, int]] = ()
) -> tuple[Place, ...]:
    """Return where the terms of `cue` stand in the sentence, in text order, or () if it is not satisfied.

    masks: spans of the normalised text that do not count for this checkpoint.
    """
    found: list[Place] = []
    for slots, links in cue.chains:
        places = _match_chain(view, slots, links, masks)
        if not places:
            return ()
        found.extend(places)
    return tuple(sorted(set(found)))
