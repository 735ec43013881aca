"""Match a checklist against a report: for each sentence, the cues of each checkpoint it satisfies.

Nothing is judged here: headings, plans and shortcomings are matched like any other sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from math import log
from operator import eq, itemgetter
from typing import Any

from assessor.matching.cues import (
    CompiledCue,
    CueBook,
    Place,
    SentenceView,
    is_indexed,
    match_cue,
)
from assessor.matching.terms import TermIndex
from assessor.model.checklist import MAX_TERM, Checklist, Checkpoint, Cue, Term
from assessor.model.collection import paused_collection
from assessor.model.match import CheckpointMatch, CueHit, Grade
from assessor.model.numbers import NumberLists
from assessor.model.result import Matched
from assessor.model.shadow import Shadow, normalise, shadow
from assessor.model.text import Report, Sentence, is_row

CITABLE = ("body", "slogan")
"""Roles of sentences whose cues matter; of all others (headings ...) only the subject is taken."""


LEAST_LIKENESS = 6.0
"""Likeness below this is chance."""


class _Word:
    """A term with all that hangs on it.

    cues: to be tried where it is found; fills: the bits of the slots it fills; says: (checkpoint, how
    much the term speaks for it), ...; subjects: (checkpoint, the term as its subject), ...
    """

    __slots__ = ("cues", "fills", "says", "subjects")

    def __init__(
        self,
        cues: Sequence[int],
        fills: int,
        says: Sequence[tuple[int, float]],
        subjects: Sequence[tuple[int, Term]],
    ) -> None:
        self.cues = cues
        self.fills = fills
        self.says = says
        self.subjects = subjects


class Matcher:
    """A checklist compiled for matching; build it once, use it for any number of reports.

    What it holds is bytes and numbers, of which a report needs a small part: cues and words are made of
    them when first met. So a matcher kept in a file (assessor.compiled) is there at once.
    """

    def __init__(self, checklist: Checklist) -> None:
        with paused_collection():
            self._compile(checklist)
        self._forget()

    def _compile(self, checklist: Checklist) -> None:
        checkpoints = tuple(checklist.checkpoints())
        self._ids = tuple(checkpoint.id for checkpoint in checkpoints)
        cues = [(n, grade, cue) for n, one in enumerate(checkpoints) for grade, cue in _graded_cues(one)]
        self._kinds = [(number, grade) for number, grade, _ in cues]
        self._book = CueBook(cue for _, _, cue in cues)
        self._masks = [frozenset(term.text for term in checkpoint.masks) for checkpoint in checkpoints]
        self._subjects: dict[str, list[tuple[int, Term]]] = {}
        # Term -> the cues it is the key of; the slots it fills; the checkpoints that speak of it.
        terms: dict[str, tuple[list[int], list[int], dict[int, None]]] = defaultdict(lambda: ([], [], {}))
        indexed = [[term.text for term in slot if is_indexed(term)] for slot in self._book.slots]
        self._certain = bytearray(map(eq, map(len, indexed), map(len, self._book.slots)))
        for slot, texts in enumerate(indexed):
            for text in dict.fromkeys(texts):
                fills = terms[text][1]
                if self._certain[slot]:
                    fills.append(slot)
        spoken: dict[tuple[int, int], None] = {}
        for place, (number, grade, cue) in enumerate(cues):
            slots = [self._book.slots[slot] for chain in cue.chains for slot in chain.slots]
            if grade in ("strong", "weak"):
                spoken.update(dict.fromkeys((number, slot) for slot in slots))
            # A cue is tried only where one of the terms of its rarest slot was found.
            for text in _rarest([indexed[slot] for slot in slots if self._certain[slot]]):
                terms[text][0].append(place)
        for number, slot in spoken:
            for text in indexed[slot]:
                terms[text][2][number] = None
        for number, checkpoint in enumerate(checkpoints):
            for term in checkpoint.masks:
                terms[term.text]
            for term in checkpoint.subject:
                terms[term.text][2][number] = None
                self._subjects.setdefault(term.text, []).append((number, term))
        self._cues_of = NumberLists(cues for cues, _, _ in terms.values())
        self._slots_of = NumberLists(slots for _, slots, _ in terms.values())
        self._speakers_of = NumberLists(sorted(speakers) for _, _, speakers in terms.values())
        prose = (
            normalise(example.text)
            for checkpoint in checkpoints
            for example in (*checkpoint.match_examples, *checkpoint.other_examples)
        )
        self.index = TermIndex(terms, prose)

    def _forget(self) -> None:
        """Start with no word met and no cue tried."""
        self._numbers = dict(zip(self.index.terms, count(), strict=False))
        self._words: dict[str, _Word] = {}
        self._compiled: dict[int, CompiledCue] = {}
        # Every slot that only indexed terms can fill has a bit: those of its terms are in `_Word.fills`, those a
        # cue cannot do without in `_needs`, so that most cues cost one comparison.
        self._bits: dict[int, int] = {}
        self._needs: dict[int, tuple[int, tuple[int, ...]]] = {}

    def __getstate__(self) -> object:
        made = ("_numbers", "_words", "_compiled", "_bits", "_needs")
        return {name: value for name, value in self.__dict__.items() if name not in made}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._forget()

    def match(self, report: Report) -> tuple[CheckpointMatch, ...]:
        """Return every checkpoint match of the report, by sentence, then in the checklist's order."""
        copy = shadow(report.document.text)
        quoted = _Quotes(report, copy)
        matches: list[CheckpointMatch] = []
        for number, view in self._views(report, copy):
            matches.extend(self._match_sentence(report.sentences[number], view, quoted))
        return tuple(matches)

    def _views(self, report: Report, copy: Shadow) -> Iterator[tuple[int, SentenceView]]:
        """Yield each sentence that holds any term, with its hits."""
        views: dict[int, SentenceView] = {}
        starts = [bisect_left(copy.origin, sentence.start) for sentence in report.sentences]
        ends = [bisect_left(copy.origin, sentence.end) for sentence in report.sentences]
        for hit in self.index.find(copy.text):
            term, start, end, _ = hit
            number = bisect_right(starts, start) - 1
            if number < 0 or end > ends[number]:
                continue
            view = views.get(number)
            if view is None:
                view = views[number] = SentenceView(
                    copy.text, starts[number], ends[number], is_row(report, report.sentences[number])
                )
            found = view.hits.get(term)
            if found is None:
                view.hits[term] = [hit]
            else:
                found.append(hit)
        for number in sorted(views):
            yield report.sentences[number].index, views[number]

    def _match_sentence(
        self, sentence: Sentence, view: SentenceView, quoted: _Quotes
    ) -> Iterator[CheckpointMatch]:
        hits = self._cue_hits(view, quoted) if sentence.role in CITABLE else {}
        subjects: dict[int, dict[tuple[int, int], Matched]] = {}
        for text in view.hits:
            for number, term in self._subjects.get(text, ()):
                for place in view.places(term):
                    subjects.setdefault(number, {})[place.start, place.end] = quoted[place]
        likeness = self._likeness(view)
        for number in sorted(hits.keys() | subjects.keys() | likeness.keys()):
            yield CheckpointMatch(
                sentence.index,
                self._ids[number],
                tuple(hits.get(number, ())),
                tuple(found for _, found in sorted(subjects.get(number, {}).items())),
                likeness.get(number, 0.0),
                number not in hits and bool(self._masked(view, number)),
            )

    def _cue_hits(self, view: SentenceView, quoted: _Quotes) -> dict[int, list[CueHit]]:
        """Return, by checkpoint, the satisfied cues; vetoes only where there is something to veto."""
        words = {text: self._word(text) for text in view.hits}
        candidates = {cue for word in words.values() for cue in word.cues}
        needs = self._needs
        for candidate in [one for one in candidates if one not in needs]:
            self._lay_out(candidate)
        # A chain stands in one clause, so what it needs must be there together.
        clauses: dict[int, int] = {}
        for text, word in words.items():
            bits = word.fills
            if bits:
                for hit in view.hits[text]:
                    clause = view.clause_of(hit[1])
                    clauses[clause] = clauses.get(clause, 0) | bits
        filled = tuple(clauses.values())
        everywhere = 0
        for bits in filled:
            everywhere |= bits
        hits: dict[int, list[CueHit]] = {}
        masks: dict[int, list[tuple[int, int]]] = {}
        for candidate in sorted([one for one in candidates if needs[one][0] & everywhere == needs[one][0]]):
            if not all(any(chain & bits == chain for bits in filled) for chain in needs[candidate][1]):
                continue
            number, grade = self._kinds[candidate]
            if grade == "veto" and number not in hits:
                continue
            if number not in masks:
                masks[number] = self._masked(view, number)
            cue = self._compiled[candidate]
            # Masks keep words from proving; what is masked may still exclude or be denied.
            places = match_cue(view, cue, masks[number] if grade in ("strong", "weak", "moot") else ())
            if places:
                matched = tuple([quoted[place] for place in places])
                hits.setdefault(number, []).append(CueHit(cue.source, grade, matched))
        return hits

    def _word(self, text: str) -> _Word:
        """Return what hangs on the term `text`; put together when it is first met."""
        word = self._words.get(text)
        if word is None:
            number, fills = self._numbers[text], 0
            for slot in self._slots_of[number]:
                fills |= self._bit(slot)
            # How much a word says for a checkpoint: the fewer checkpoints use it and the longer it is, the more.
            speakers = self._speakers_of[number]
            weight = log(len(self._ids) / len(speakers)) * min(len(text), 5) / 3 if speakers else 0.0
            says = [(checkpoint, weight) for checkpoint in speakers] if weight > 0 else ()
            word = self._words[text] = _Word(self._cues_of[number], fills, says, self._subjects.get(text, ()))
        return word

    def _bit(self, slot: int) -> int:
        bit = self._bits.get(slot)
        if bit is None:
            bit = self._bits[slot] = 1 << len(self._bits)
        return bit

    def _lay_out(self, number: int) -> None:
        """Compile a cue; what its chains need is noted."""
        cue = self._compiled[number] = self._book[number]
        chains: list[int] = []
        everything = 0
        for slots, _ in cue.chains:
            chain = 0
            for slot in slots:
                if self._certain[slot.number]:
                    chain |= self._bit(slot.number)
            chains.append(chain)
            everything |= chain
        self._needs[number] = (everything, tuple(chain for chain in chains if chain))

    def _likeness(self, view: SentenceView) -> dict[int, float]:
        """Return, by checkpoint, how much the sentence's words are those of its vocabulary."""
        said = []
        for text, hits in view.hits.items():
            speakers = self._word(text).says
            if speakers:
                said.append((hits[0][1], -hits[0][2], speakers))
        said.sort(key=itemgetter(0, 1))
        size = len(self._ids)
        totals, ends, before = [0.0] * size, [-1] * size, [0.0] * size
        for start, negative_end, speakers in said:
            end = -negative_end
            for number, weight in speakers:
                if start >= ends[number]:
                    totals[number] += weight
                    ends[number] = end
                    before[number] = weight
                elif weight > before[number]:  # of words that overlap, the weightiest counts
                    totals[number] += weight - before[number]
                    before[number] = weight
                    if end > ends[number]:
                        ends[number] = end
        return {number: round(total, 3) for number, total in enumerate(totals) if total >= LEAST_LIKENESS}

    def _masked(self, view: SentenceView, number: int) -> list[tuple[int, int]]:
        # Exactly or not at all: a mask found by a slip would swallow words that are meant
        # (微法律顾问 in 落实法律顾问).
        masks = self._masks[number]
        if view.hits.keys().isdisjoint(masks):
            return []
        return [
            (hit.start, hit.end)
            for text in view.hits.keys() & masks
            for hit in view.hits[text]
            if hit.similarity == 100.0
        ]


def _graded_cues(checkpoint: Checkpoint) -> Iterator[tuple[Grade, Cue]]:
    grades: tuple[tuple[Grade, tuple[Cue, ...]], ...] = (
        ("strong", checkpoint.strong),
        ("weak", checkpoint.weak),
        ("veto", checkpoint.vetoes),
        ("zero", checkpoint.zero),
        ("moot", checkpoint.moot),
    )
    for grade, cues in grades:
        for cue in cues:
            yield grade, cue


_CHANCE = tuple(8.0**-size for size in range(MAX_TERM + 1))
"""How likely a term of so many characters turns up by chance, roughly."""


def _rarest(slots: list[list[str]]) -> list[str]:
    """Return the terms of the slot that is least likely to be found by chance: long terms, few of them."""
    return min(slots, key=lambda terms: sum(_CHANCE[len(text)] for text in terms))


class _Quotes(dict[Place, Matched]):
    """A place in the normalised text -> the report's own words there; made once each."""

    def __init__(self, report: Report, copy: Shadow) -> None:
        self._report = report
        self._copy = copy

    def __missing__(self, place: Place) -> Matched:
        start, end = self._copy.span(place.start, place.end)
        found = Matched(place.source, self._report.quote(start, end), start, end, place.similarity)
        self[place] = found
        return found
