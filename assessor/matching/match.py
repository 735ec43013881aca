"""Match a checklist against a report: for each sentence, the cues of each checkpoint it satisfies.

Nothing is judged here: headings, plans and shortcomings are matched like any other sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import log

from assessor.matching.cues import CompiledCue, Place, SentenceView, compile_cue, is_indexed, match_cue
from assessor.matching.terms import TermIndex
from assessor.model.checklist import Checklist, Checkpoint, Cue, Term
from assessor.model.collection import paused_collection
from assessor.model.match import CheckpointMatch, CueHit, Grade
from assessor.model.result import Matched
from assessor.model.shadow import Shadow, normalise, shadow
from assessor.model.text import Report, is_row

CITABLE = ("body", "slogan")
"""Roles of sentences whose cues matter; of all others (headings ...) only the subject is taken."""


LEAST_LIKENESS = 6.0
"""Likeness below this is chance."""


class Matcher:
    """A checklist compiled for matching; build it once, use it for any number of reports."""

    def __init__(self, checklist: Checklist) -> None:
        with paused_collection():
            self._compile(checklist)

    def _compile(self, checklist: Checklist) -> None:
        self.checkpoints: tuple[Checkpoint, ...] = tuple(checklist.checkpoints())
        terms: dict[str, None] = {}
        # A cue is tried only where one of the terms of its rarest slot was found.
        self._cues: list[tuple[int, Grade, CompiledCue]] = []
        self._masks: list[frozenset[str]] = []
        self._cues_of_term: dict[str, list[int]] = {}
        self._subject_of_term: dict[str, list[tuple[int, Term]]] = {}
        speakers: dict[str, list[int]] = {}
        for number, checkpoint in enumerate(self.checkpoints):
            for grade, cue in _graded_cues(checkpoint):
                terms.update((term.text, None) for term in cue.terms() if is_indexed(term))
                for text in _key_terms(cue):
                    self._cues_of_term.setdefault(text, []).append(len(self._cues))
                self._cues.append((number, grade, compile_cue(cue)))
            terms.update((term.text, None) for term in checkpoint.masks)
            self._masks.append(frozenset(term.text for term in checkpoint.masks))
            for text in _vocabulary(checkpoint):
                speakers.setdefault(text, []).append(number)
            for term in checkpoint.subject:
                terms[term.text] = None
                self._subject_of_term.setdefault(term.text, []).append((number, term))
        # How much a word says for a checkpoint: the fewer checkpoints use it and the longer it is, the more.
        self._says: dict[str, tuple[tuple[int, float], ...]] = {}
        for text, numbers in speakers.items():
            weight = log(len(self.checkpoints) / len(numbers)) * min(len(text), 5) / 3
            if weight > 0:
                self._says[text] = tuple((number, weight) for number in numbers)
        prose = (
            normalise(example.text)
            for checkpoint in self.checkpoints
            for example in (*checkpoint.match_examples, *checkpoint.other_examples)
        )
        self.index = TermIndex(terms, prose)

    def match(self, report: Report) -> tuple[CheckpointMatch, ...]:
        """Return every checkpoint match of the report, by sentence, then in the checklist's order."""
        copy = shadow(report.document.text)
        matches: list[CheckpointMatch] = []
        for number, view in self._views(report, copy):
            matches.extend(self._match_sentence(number, view, report, copy))
        return tuple(matches)

    def _views(self, report: Report, copy: Shadow) -> Iterator[tuple[int, SentenceView]]:
        """Yield each sentence that holds any term, with its hits."""
        views: dict[int, SentenceView] = {}
        starts = [bisect_left(copy.origin, sentence.start) for sentence in report.sentences]
        ends = [bisect_left(copy.origin, sentence.end) for sentence in report.sentences]
        for hit in self.index.find(copy.text):
            number = bisect_right(starts, hit.start) - 1
            if number < 0 or hit.end > ends[number]:
                continue
            view = views.get(number)
            if view is None:
                view = views[number] = SentenceView(
                    copy.text, starts[number], ends[number], is_row(report, report.sentences[number])
                )
            view.hits.setdefault(hit.term, []).append(hit)
        for number in sorted(views):
            yield report.sentences[number].index, views[number]

    def _match_sentence(
        self, sentence: int, view: SentenceView, report: Report, copy: Shadow
    ) -> Iterator[CheckpointMatch]:
        found = view.hits.keys()
        candidates: set[int] = set()
        if report.sentences[sentence].role in CITABLE:
            candidates.update(cue for term in found for cue in self._cues_of_term.get(term, ()))
        hits: dict[int, list[CueHit]] = {}
        masks: dict[int, list[tuple[int, int]]] = {}
        for candidate in sorted(candidates):
            number, grade, cue = self._cues[candidate]
            if any(map(found.isdisjoint, cue.required)):
                continue
            if number not in masks:
                masks[number] = self._masked(view, number)
            places = match_cue(view, cue, masks[number])
            if places:
                matched = tuple(_matched(place, report, copy) for place in places)
                hits.setdefault(number, []).append(CueHit(cue.source, grade, matched))
        subjects: dict[int, dict[tuple[int, int], Matched]] = {}
        for text in view.hits:
            for number, term in self._subject_of_term.get(text, ()):
                for start, end, similarity in view.places(term):
                    place = Place(start, end, 0, term, similarity)
                    subjects.setdefault(number, {})[start, end] = _matched(place, report, copy)
        likeness = self._likeness(view)
        for number in sorted(hits.keys() | subjects.keys() | likeness.keys()):
            subject = tuple(found for _, found in sorted(subjects.get(number, {}).items()))
            cue_hits = tuple(hits.get(number, ()))
            yield CheckpointMatch(
                sentence, self.checkpoints[number].id, cue_hits, subject, likeness.get(number, 0.0)
            )

    def _likeness(self, view: SentenceView) -> dict[int, float]:
        """Return, by checkpoint, how much the sentence's words are those of its vocabulary."""
        spans: dict[int, list[tuple[float, int, int]]] = {}
        for text, hits in view.hits.items():
            for number, weight in self._says.get(text, ()):
                spans.setdefault(number, []).extend((weight, hit.start, hit.end) for hit in hits[:1])
        likeness: dict[int, float] = {}
        for number, found in spans.items():
            if len(found) == 1:
                total = found[0][0]
            else:
                total, used = 0.0, list[tuple[int, int]]()
                for weight, start, end in sorted(found, key=lambda one: (-one[0], one[1])):
                    if not any(s < end and start < e for s, e in used):
                        total += weight
                        used.append((start, end))
            if total >= LEAST_LIKENESS:
                likeness[number] = round(total, 3)
        return likeness

    def _masked(self, view: SentenceView, number: int) -> list[tuple[int, int]]:
        # Exactly or not at all: a mask found by a slip would swallow words that are meant
        # (微法律顾问 in 落实法律顾问).
        masks = self._masks[number]
        return [
            (hit.start, hit.end)
            for text in view.hits.keys() & masks
            for hit in view.hits[text]
            if hit.similarity == 100.0
        ]


def _vocabulary(checkpoint: Checkpoint) -> set[str]:
    """Return every indexed word by which the checkpoint is spoken of."""
    cues = (term for cue in (*checkpoint.strong, *checkpoint.weak) for term in cue.terms())
    return {term.text for term in (*cues, *checkpoint.subject) if is_indexed(term)}


def _graded_cues(checkpoint: Checkpoint) -> Iterator[tuple[Grade, Cue]]:
    grades: tuple[tuple[Grade, tuple[Cue, ...]], ...] = (
        ("strong", checkpoint.strong),
        ("weak", checkpoint.weak),
        ("veto", checkpoint.vetoes),
        ("zero", checkpoint.zero),
    )
    for grade, cues in grades:
        for cue in cues:
            yield grade, cue


def _key_terms(cue: Cue) -> tuple[str, ...]:
    """Return the terms of the slot that is least likely to be found by chance: long terms, few of them."""
    slots = [slot for chain in cue.chains for slot in chain.slots if all(map(is_indexed, slot))]
    best = min(slots, key=lambda slot: sum(8.0 ** -len(term.text) for term in slot))
    return tuple(term.text for term in best)


def _matched(place: Place, report: Report, copy: Shadow) -> Matched:
    start, end = copy.span(place.start, place.end)
    return Matched(place.term.source, report.quote(start, end), start, end, place.similarity)
