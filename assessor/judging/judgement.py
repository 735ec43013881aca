"""Weigh a report's candidates: which sentences count for which checkpoint, and which deny it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assessor.judging.candidates import Candidate, Surroundings, find_candidate
from assessor.judging.elsewhere import Elsewhere, FirstLook, second_look
from assessor.judging.features import Features, features_of
from assessor.judging.unhinted import Unhinted, unhinted
from assessor.judging.weights import Weights, unhinted_weights, weights_for
from assessor.judging.wording import ReportWording, Wording, wording_for
from assessor.judging.zero import all_within, is_bare_denial, is_denied, is_moot, omission, zero_clauses
from assessor.model.checklist import Checklist
from assessor.model.match import CheckpointMatch, CueHit
from assessor.model.reading import ReadingRules
from assessor.model.text import Report, Sentence


@dataclass(frozen=True, slots=True)
class Denial:
    """A zero statement; hit: the object's cue, None where only the heading names the object."""

    sentence: Sentence
    hit: CueHit | None


class Judgement:
    """Every candidate of a report with what it is worth; kept so that `explain` can show what fell short.

    candidates: all, refused ones included, in text order; worth: probability by candidate that is
    not refused; features: what that rests on. zeros: by checkpoint, what denies its object; moot: by
    checkpoint, the sentence that denies what it would rest on, so that it is not asked. unhinted: what
    proves a checkpoint without a cue, by `unhinted_weights`; its worth is in `worth` too. yielded: by candidate, the
    checkpoints that its sentence proves instead (`yields_to` of the checklist).
    """

    def __init__(
        self,
        report: Report,
        checklist: Checklist,
        matches: Iterable[CheckpointMatch],
        rules: ReadingRules,
        wording: Wording | None = None,
        weights: Weights | None = None,
    ) -> None:
        """wording, weights: the fitted ones if not given."""
        self.report = report
        self.checklist = checklist
        self.rules = rules
        self.weights = weights or weights_for(checklist.id)
        self.unhinted_weights = unhinted_weights(checklist.id)
        self.wording = ReportWording(report, wording or wording_for(checklist.id))
        self.matches = tuple(matches)
        self.around = Surroundings(report, self.matches)
        self.zeros: dict[str, list[Denial]] = defaultdict(list)
        self.moot: dict[str, Sentence] = {}
        self.candidates: list[Candidate] = []
        for match in self.matches:
            self._take(match, report.sentences[match.sentence])
        self._take_bare_denials()
        self.features: dict[int, Features] = {}
        self.worth: dict[int, float] = {}
        self.yielded: dict[int, tuple[str, ...]] = {}
        self._weigh()
        self._take_denied()
        self.unhinted: list[Unhinted] = []
        self._take_unhinted()

    def _take(self, match: CheckpointMatch, sentence: Sentence) -> None:
        if not match.hits:
            return
        candidate = find_candidate(match, sentence, self.around)
        denied = zero_clauses(match, sentence, self.report.document.text, self.rules)
        if denied:
            self._deny(match.checkpoint, sentence, match.graded("zero")[0])
            inside = candidate and all_within(candidate.matched(), denied, sentence)
            if inside:
                return
        if is_moot(match, sentence, self.report.document.text, self.rules):
            self.moot.setdefault(match.checkpoint, sentence)
        if candidate is not None:
            if candidate.stance == "done" and not denied:
                candidate = self._unless_omitted(candidate)
            self.candidates.append(candidate)

    def _unless_omitted(self, one: Candidate) -> Candidate:
        """A duty that was not done is a shortcoming."""
        words = omission(one.matched(), one.sentence, self.report.document.text, self.rules)
        return replace(one, stance="problem", stance_cue=words) if words else one

    def _take_bare_denials(self) -> None:
        claimed = {one.sentence.index for one in self.candidates}
        for sentence in self.report.sentences:
            if sentence.index in claimed or not is_bare_denial(
                sentence, self.report.document.text, self.rules
            ):
                continue
            named = [
                (len(words), checkpoint.id)
                for checkpoint in self.checklist.checkpoints()
                if checkpoint.zero and (words := self.around.heading(sentence, checkpoint.id))
            ]
            if named:  # the heading's longest subject is what it is about
                longest = max(length for length, _ in named)
                first = next(identifier for length, identifier in named if length == longest)
                self._deny(first, sentence, None)

    def _take_denied(self) -> None:
        """What a sentence sets out to deny is no evidence, although no `zero` cue foresees it: it is a zero statement."""
        text = self.report.document.text
        for one in self.cited():
            if is_denied(one.matched(), one.sentence, text, self.rules):
                self.worth[id(one)] = 0.0
                self._deny(one.checkpoint, one.sentence, one.hits[0])

    def _deny(self, checkpoint: str, sentence: Sentence, hit: CueHit | None) -> None:
        """Note a zero statement, once."""
        known = self.zeros[checkpoint]
        if all(denial.sentence.index != sentence.index for denial in known):
            known.append(Denial(sentence, hit))

    def _weigh(self) -> None:
        parts = {
            checkpoint.id: part.id
            for part in self.checklist.parts
            for item in part.items
            for checkpoint in item.checkpoints
        }
        open_ = [one for one in self.candidates if not one.refused]
        body = [one for one in open_ if one.sentence.role == "body"]
        for one, features in zip(
            body,
            features_of(body, self.report, parts, self.around, self.rules, self.wording),
            strict=True,
        ):
            self.features[id(one)] = features
        self._look(body)
        done = [one for one in body if one.stance == "done"]
        for one, features in zip(done, second_look(self._seen(done)), strict=True):
            self.features[id(one)].update(features)
        self._look(done)
        yields = {checkpoint.id: set(checkpoint.yields_to) for checkpoint in self.checklist.checkpoints()}
        strong: dict[int, set[str]] = defaultdict(set)
        for one in body:
            if one.strong and self.accepted(one):
                strong[one.sentence.index].add(one.checkpoint)
        for one in body:
            if one.strong:
                continue
            rivals = yields[one.checkpoint] & strong[one.sentence.index]
            if rivals:
                self.worth[id(one)] = 0.0
                self.yielded[id(one)] = tuple(
                    checkpoint.id for checkpoint in self.checklist.checkpoints() if checkpoint.id in rivals
                )

    def offers(self) -> Iterator[Unhinted]:
        """Yield every sentence without a cue that may prove a checkpoint which the report does not deny."""
        siblings = {
            checkpoint.id: [sibling.id for sibling in item.checkpoints]
            for part in self.checklist.parts
            for item in part.items
            for checkpoint in item.checkpoints
        }
        cued: dict[int, list[str]] = defaultdict(list)
        for one in self.candidates:
            cued[one.sentence.index].append(one.checkpoint)
        done = [one for one in self.candidates if one.stance == "done" and not one.refused]
        elsewhere = Elsewhere(self._seen(done))
        for offer in unhinted(self.matches, cued, elsewhere, self.around, self.wording, siblings):
            if not self.zeros.get(offer.checkpoint):
                yield offer

    def _take_unhinted(self) -> None:
        weights = self.unhinted_weights
        if weights is None:
            return
        for offer in self.offers():
            chance = weights.probability(offer.features, offer.checkpoint)
            if chance >= weights.evidence:
                self.unhinted.append(offer)
                self.worth[id(offer)] = chance

    def _seen(self, candidates: Iterable[Candidate]) -> list[FirstLook]:
        return [FirstLook(one.checkpoint, one.sentence.index, self.worth[id(one)]) for one in candidates]

    def _look(self, candidates: Iterable[Candidate]) -> None:
        for one in candidates:
            self.worth[id(one)] = self.weights.probability(self.features[id(one)], one.checkpoint)

    def accepted(self, one: Candidate) -> bool:
        """Tell whether the candidate counts: as evidence if it is done, as a mention if it is not."""
        return self.worth.get(id(one), 0.0) >= self.weights.evidence

    def cited(self) -> list[Candidate]:
        """Return the candidates taken as evidence."""
        return [one for one in self.candidates if one.stance == "done" and self.accepted(one)]
