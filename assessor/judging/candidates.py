"""Candidates: sentences that hold cues of a checkpoint, before it is decided whether they count.

Weak cues are candidates only where the talk is of the checkpoint's subject: in the sentence, in the
headings over it, or shortly before it in the paragraph (or the table).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessor.model.match import CheckpointMatch, CueHit
from assessor.model.result import Matched
from assessor.model.text import Clause, Report, Sentence, Stance, is_row

REACH = 2
"""How many sentences back in the same paragraph a subject stays in force."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence and a checkpoint it may speak for.

    strong, weak: distinct cues, strong ones only where they touch a clause that acts (the others
    count as weak); heading, before: the words that put the subject in force, "" where nothing does.
    stance_cue: the words or the section title that make it a plan or a shortcoming, "" if it is done.
    subject_apart: the sentence names the subject in words other than those of the cues.
    refused: why it cannot count, in Chinese, "" if it may.
    """

    sentence: Sentence
    match: CheckpointMatch
    strong: tuple[CueHit, ...]
    weak: tuple[CueHit, ...]
    stance: Stance
    stance_cue: str
    heading: str
    before: str
    subject_apart: bool
    refused: str = ""

    @property
    def checkpoint(self) -> str:
        """The checkpoint's id."""
        return self.match.checkpoint

    @property
    def hits(self) -> tuple[CueHit, ...]:
        """The cues it rests on, strong ones first."""
        return (*self.strong, *self.weak)

    def matched(self) -> tuple[Matched, ...]:
        """Return the terms found, in text order, the longer one where two overlap."""
        return merged(self.hits)


class Surroundings:
    """Which subjects are named where: by sentence and checkpoint."""

    def __init__(self, report: Report, matches: Sequence[CheckpointMatch]) -> None:
        self.report = report
        self._subjects = {(m.sentence, m.checkpoint): m.subject[0].text for m in matches if m.subject}
        self._headings = _heading_sentences(report)
        self._named: dict[int, set[str]] = {}
        for index, checkpoint in self._subjects:
            self._named.setdefault(index, set()).add(checkpoint)

        self._likeness: dict[int, list[tuple[str, float]]] = {}
        for match in matches:
            if match.likeness:
                self._likeness.setdefault(match.sentence, []).append((match.checkpoint, match.likeness))

    def likeness(self, sentence: Sentence) -> Sequence[tuple[str, float]]:
        """Return (checkpoint, likeness) for the checkpoints in whose words the sentence is written."""
        return self._likeness.get(sentence.index, ())

    def heading_names(self, sentence: Sentence) -> set[str]:
        """Return the checkpoints whose subject the innermost heading that names any of them names."""
        for index in self._headings.get(sentence.section, ()):
            if index in self._named:
                return self._named[index]
        return set()

    def sentence_before_names(self, sentence: Sentence) -> set[str]:
        """Return the checkpoints whose subject the sentence before, in the same paragraph, names."""
        other = self.report.sentences[sentence.index - 1] if sentence.index else None
        if other is None or other.paragraph != sentence.paragraph or other.role != "body":
            return set()
        return self._named.get(other.index, set())

    def heading(self, sentence: Sentence, checkpoint: str) -> str:
        """Return the words of the two innermost headings that name the checkpoint's subject, or ""."""
        for index in self._headings.get(sentence.section, ()):
            if (index, checkpoint) in self._subjects:
                return self._subjects[index, checkpoint]
        return ""

    def before(self, sentence: Sentence, checkpoint: str) -> str:
        """Return the words that name the subject up to REACH sentences earlier in the paragraph, or ""."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - REACH), -1):
            other = self.report.sentences[index]
            if other.paragraph != sentence.paragraph and not self._same_table(other, sentence):
                return ""
            if (index, checkpoint) in self._subjects:
                return self._subjects[index, checkpoint]
        return ""

    def _same_table(self, one: Sentence, other: Sentence) -> bool:
        near = other.paragraph - one.paragraph <= REACH
        return near and is_row(self.report, one) and is_row(self.report, other)


def _heading_sentences(report: Report) -> dict[str, tuple[int, ...]]:
    """Return, for each section, the sentences that are its two innermost headings, innermost first."""
    at = {sentence.start: sentence.index for sentence in report.sentences if sentence.role == "heading"}
    chains: dict[str, tuple[int, ...]] = {}
    stack: list[tuple[int, int]] = []
    for section in report.sections:
        while stack and stack[-1][0] >= section.level:
            stack.pop()
        if section.start in at and section.level:
            stack.append((section.level, at[section.start]))
        chains[section.id] = tuple(index for _, index in reversed(stack[-2:]))
    return chains


def find_candidate(match: CheckpointMatch, sentence: Sentence, around: Surroundings) -> Candidate | None:
    """Return the candidate a match makes, refused ones included; None where there is no cue at all."""
    strong, idle = _split_by_role(match.graded("strong"), sentence)
    weak = (*match.graded("weak"), *idle)
    if not strong and not weak:
        return None
    vetoes = match.graded("veto")
    excluded = tuple(hit for hit in (*strong, *weak) if _shares_clause(hit, vetoes, sentence))
    vetoed = len(excluded) == len(strong) + len(weak)
    if not vetoed:
        strong = tuple(hit for hit in strong if hit not in excluded)
        weak = tuple(hit for hit in weak if hit not in excluded)
    strong = distinct(strong)
    weak = distinct(weak, taken=strong)
    heading = around.heading(sentence, match.checkpoint)
    before = around.before(sentence, match.checkpoint)
    spans = [(found.start, found.end) for hit in (*strong, *weak) for found in hit.matched]
    apart = any(not any(a < s.end and s.start < b for a, b in spans) for s in match.subject)
    refused = ""
    if vetoed:
        refused = f"含有排除它的写法“{_words(vetoes[0])}”"
    elif not strong and not (heading or before or match.subject):
        refused = f"只有较弱的线索“{_words(weak[0])}”，句中、标题和上文都没有谈到这个主题"
    stance, cue = _stance((*strong, *weak), sentence)
    return Candidate(sentence, match, strong, weak, stance, cue, heading, before, apart, refused)


def _words(hit: CueHit) -> str:
    """Return the words of the report that satisfied the cue: the cue itself may list scores of others."""
    return "、".join(dict.fromkeys(found.text for found in hit.matched))


def _clauses_of(hit: CueHit, sentence: Sentence) -> list[Clause]:
    return [c for c in sentence.clauses if any(c.start <= found.start < c.end for found in hit.matched)]


def _shares_clause(hit: CueHit, vetoes: Iterable[CueHit], sentence: Sentence) -> bool:
    """Tell whether a veto stands in a clause the cue stands in; elsewhere in the sentence it does not count."""
    own = {clause.start for clause in _clauses_of(hit, sentence)}
    return any(not own or own & {c.start for c in _clauses_of(veto, sentence)} for veto in vetoes)


def _split_by_role(
    hits: Iterable[CueHit], sentence: Sentence
) -> tuple[tuple[CueHit, ...], tuple[CueHit, ...]]:
    """Part the strong cues into those that touch a clause that acts, and those that do not."""
    acting: list[CueHit] = []
    idle: list[CueHit] = []
    for hit in hits:
        clauses = _clauses_of(hit, sentence)
        acts = not clauses or any(clause.role == "act" for clause in clauses)
        (acting if acts else idle).append(hit)
    return tuple(acting), tuple(idle)


def _stance(hits: tuple[CueHit, ...], sentence: Sentence) -> tuple[Stance, str]:
    """The best stance any of the cues stands in, but never better than the sentence's own; what decided it."""
    if sentence.role != "body":
        return "other", sentence.stance_cue
    if sentence.stance != "done":
        return sentence.stance, sentence.stance_cue
    found = [_hit_stance(hit, sentence) for hit in hits]
    order: tuple[Stance, ...] = ("done", "problem", "plan", "other")
    return min(found, key=lambda one: order.index(one[0]))


def _hit_stance(hit: CueHit, sentence: Sentence) -> tuple[Stance, str]:
    for clause in _clauses_of(hit, sentence):
        if clause.stance != "done":
            return clause.stance, clause.cue
    return "done", ""


def distinct(hits: Sequence[CueHit], taken: Sequence[CueHit] = ()) -> tuple[CueHit, ...]:
    """Leave out cues that rest only on words a richer cue (or one of `taken`) already rests on."""
    kept: list[CueHit] = []
    used = [(found.start, found.end) for hit in taken for found in hit.matched]
    for hit in sorted(hits, key=lambda hit: -sum(found.end - found.start for found in hit.matched)):
        own = [(found.start, found.end) for found in hit.matched]
        if not used or any(not any(a < e and s < b for a, b in used) for s, e in own):
            kept.append(hit)
            used.extend(own)
    return tuple(kept)


def merged(hits: Iterable[CueHit]) -> tuple[Matched, ...]:
    """Return the terms of all hits in text order, the longer one where two overlap."""
    found = sorted({m for hit in hits for m in hit.matched}, key=lambda m: (m.start, -m.end, m.term))
    result: list[Matched] = []
    for one in found:
        if not result or one.start >= result[-1].end:
            result.append(one)
    return tuple(result)
