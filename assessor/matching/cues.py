"""Decide whether a sentence satisfies a cue, and with which words."""

from __future__ import annotations

import marshal
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assessor.matching.terms import TermHit
from assessor.model.checklist import Cue, Link, Term, TermKind

# A short remark in brackets, as in 乡镇(街道) or 受理(件), ends no clause: it is found, and passed over, whole.
_CLAUSE_END = re.compile(r"\([^(),;:!?。\n]{1,12}\)|[,;:!?。\n|()]")
_TITLE = re.compile(r"《[^《》\n]{2,60}》?")
# 无一例, 没有一件: no figure.
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|(?<!无)(?<!没有)[一二两三四五六七八九十百千万亿数几零]+")
_NOUGHT = "0.零"
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


# As Place(...), without the detour through a function in Python.
_new_place = tuple.__new__


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
    _figures: list[tuple[int, int, bool]] | None = None
    _numbers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _searched: dict[str, list[Place]] = field(default_factory=dict)
    _placed: dict[str, list[Place]] = field(default_factory=dict)
    _filled: dict[int, list[Place]] = field(default_factory=dict)

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
        found = self._numbers.get(unit)
        if found is None:
            found = self._numbers[unit] = list(self._find_numbers(unit))
        return found

    def figures(self) -> list[tuple[int, int, bool]]:
        """Return (start, end, whether in Arabic digits) of each figure, without what scales it (余, 万 ...).

        Nought is none: 受理0件 counts nothing.
        """
        if self._figures is None:
            self._figures = [
                (*match.span(), match.group()[0].isdigit())
                for match in _NUMBER.finditer(self.text, self.start, self.end)
                if match.group().strip(_NOUGHT)
            ]
        return self._figures

    def _find_numbers(self, unit: str) -> Iterator[tuple[int, int]]:
        if unit == "%":
            yield from (match.span() for match in _PERCENT.finditer(self.text, self.start, self.end))
            return
        if unit and not self.row and self.text.find(unit, self.start, self.end) < 0:
            return
        for start, bare_end, arabic in self.figures():
            end = bare_end
            while (
                end < self.end and self.text[end] in _SCALE and not (unit and self.text.startswith(unit, end))
            ):
                end += 1
            if not unit or self.row:
                if arabic:
                    yield start, end
            elif self.text.startswith(unit, end, self.end):
                yield start, end + len(unit)

    def places(self, term: Term) -> list[Place]:
        """Return where `term` stands in the sentence."""
        if is_indexed(term):
            return self.indexed_places(term.text, term.kind, term.source)
        return self.searched_places(term)

    def indexed_places(self, text: str, kind: TermKind, source: str) -> list[Place]:
        """Return where an indexed term was found; one of kind `document` counts only in titles of documents."""
        places = self._placed.get(source)
        if places is None:
            hits = self.hits.get(text, ())
            if kind == "document":
                titles = self.titles()
                hits = [hit for hit in hits if any(s <= hit.start and hit.end <= e for s, e in titles)]
            clause_of = self.clause_of
            places = self._placed[source] = [
                _new_place(Place, (start, end, clause_of(start), source, similarity))
                for _, start, end, similarity in hits
            ]
        return places

    def searched_places(self, term: Term) -> list[Place]:
        """Return where a figure with its unit, or a single character, stands; searched for once."""
        places = self._searched.get(term.source)
        if places is None:
            spans = self.numbers(term.text) if term.kind == "number" else self._single(term.text)
            places = self._searched[term.source] = [
                Place(start, end, self.clause_of(start), term.source, 100.0) for start, end in spans
            ]
        return places

    def filled(self, slot: CompiledSlot) -> list[Place]:
        """Return where the terms of the slot stand, the best first; worked out once per sentence."""
        places = self._filled.get(slot.number)
        if places is None:
            places = []
            indexed, others = slot.terms()
            for text in self.hits.keys() & indexed.keys():
                for kind, source in indexed[text]:
                    places += self.indexed_places(text, kind, source)
            if others:
                figures = bool(self.figures())
                for term in others:
                    if figures or term.kind != "number" or term.text == "%":
                        places += self.searched_places(term)
            if len(places) > 1:
                places.sort(key=_preference)
            self._filled[slot.number] = places
        return places

    def _single(self, char: str) -> Iterator[tuple[int, int]]:
        """Yield where a single character stands; too common to be in the index."""
        place = self.text.find(char, self.start, self.end)
        while place >= 0:
            yield place, place + 1
            place = self.text.find(char, place + 1, self.end)


Indexed = dict[str, tuple[tuple[TermKind, str], ...]]
"""Text of a term -> (kind of term, the term as written), ..."""


class CompiledSlot:
    """A slot laid out for looking up; its terms are unpacked when first asked for.

    number: tells it from every other slot of its checklist.
    """

    __slots__ = ("_packed", "_terms", "number")

    def __init__(self, number: int, packed: bytes) -> None:
        self.number = number
        self._packed = packed
        self._terms: tuple[Indexed, tuple[Term, ...]] | None = None

    def terms(self) -> tuple[Indexed, tuple[Term, ...]]:
        """Return the terms the index finds, by text, and the rest, to be searched for."""
        if self._terms is None:
            indexed, others = marshal.loads(self._packed)  # noqa: S302 - our own, see CueBook
            self._terms = indexed, tuple(map(Term._make, others))
        return self._terms


@dataclass(frozen=True, slots=True)
class CompiledCue:
    """A cue with its chains as (slots, links)."""

    source: str
    chains: tuple[tuple[tuple[CompiledSlot, ...], tuple[Link, ...]], ...]


def is_indexed(term: Term) -> bool:
    """Tell whether the term is found by the index; figures and single characters are searched for."""
    return term.kind != "number" and len(term.text) > 1


class CueBook:
    """The cues of a checklist, by number, packed into bytes: a report needs one in five, unpacked when first tried.

    The same choice of terms is the same slot in every cue.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.slots: dict[tuple[Term, ...], int] = {}
        self._cues = [marshal.dumps(self._numbered(cue)) for cue in cues]
        self._packed = [marshal.dumps(_laid_out(slot)) for slot in self.slots]
        self._slots: dict[int, CompiledSlot] = {}

    def __getstate__(self) -> object:
        return {**self.__dict__, "slots": {}, "_slots": {}}

    def __getitem__(self, number: int) -> CompiledCue:
        """Return the cue with that number, laid out for matching."""
        source, chains = marshal.loads(self._cues[number])  # noqa: S302
        return CompiledCue(
            source,
            tuple((tuple(map(self._slot, slots)), tuple(map(Link._make, links))) for slots, links in chains),
        )

    def _slot(self, number: int) -> CompiledSlot:
        slot = self._slots.get(number)
        if slot is None:
            slot = self._slots[number] = CompiledSlot(number, self._packed[number])
        return slot

    def _numbered(self, cue: Cue) -> tuple[str, list[tuple[list[int], list[tuple[int, ...]]]]]:
        numbers = self.slots
        chains = [
            ([numbers.setdefault(slot, len(numbers)) for slot in chain.slots], list(map(tuple, chain.links)))
            for chain in cue.chains
        ]
        return cue.source, chains


def compile_cue(cue: Cue) -> CompiledCue:
    """Return `cue`, which stands alone, laid out for matching."""
    return CueBook((cue,))[0]


def _laid_out(slot: tuple[Term, ...]) -> tuple[Indexed, list[tuple[str, ...]]]:
    """Return the terms of a slot as `CompiledSlot.terms` does, in plain tuples, which can be packed."""
    indexed: Indexed = {}
    others: list[tuple[str, ...]] = []
    for term in slot:
        kind, text, source = term
        if is_indexed(term):
            written = text if source == text else source  # the same string is packed once
            indexed[text] = (*indexed.get(text, ()), (kind, written))
        else:
            others.append((kind, text, source))
    return indexed, others


def _slot_places(view: SentenceView, slot: CompiledSlot, masks: Sequence[tuple[int, int]]) -> list[Place]:
    places = view.filled(slot)
    if masks and places:
        places = [p for p in places if not any(s < p.end and p.start < e for s, e in masks)]
    return places[:MAX_PLACES] if len(places) > MAX_PLACES else places


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
    first = _slot_places(view, slots[0], masks)
    if not first:
        return ()
    if len(slots) == 1:
        return (first[0],)
    if len(slots) == 2:
        return _match_pair(first, _slot_places(view, slots[1], masks), links[0])
    paths: list[tuple[Place, ...]] = [(place,) for place in first]
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


def _match_pair(first: Sequence[Place], second: Sequence[Place], link: Link) -> tuple[Place, ...]:
    """As the general case, for the two slots that most cues have: the first pair that fits."""
    ordered, distance = link.ordered, link.distance
    for one in first:
        start, end, clause, _, _ = one
        for other in second:
            if other.clause != clause:
                continue
            gap = other.start - end
            if gap < 0 and not ordered:
                gap = start - other.end
            if 0 <= gap <= distance:
                return (one, other)
    return ()


def match_cue(
    view: SentenceView, cue: CompiledCue, masks: Sequence[tuple[int, int]] = ()
) -> tuple[Place, ...]:
    """Return where the terms of `cue` stand in the sentence, in text order, or () if it is not satisfied.

    masks: spans of the normalised text that do not count for this checkpoint.
    """
    if len(cue.chains) == 1:
        places = _match_chain(view, *cue.chains[0], masks)
        return places if len(places) < 2 else tuple(sorted(places))
    found: set[Place] = set()
    for slots, links in cue.chains:
        places = _match_chain(view, slots, links, masks)
        if not places:
            return ()
        found.update(places)
    return tuple(sorted(found))
