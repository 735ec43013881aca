"""Why does (or does not) a sentence count for a checkpoint? The one place that weighs cues.

A strong cue in a clause that acts counts by itself. Weak cues count together, or where the talk is of
the checkpoint's subject: in the sentence, in the headings over it, or in the sentence before.
Count of distinct cues is confidence: one cue is right about as often as not, two nearly always
(measured; docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessor.model.match import CheckpointMatch, CueHit
from assessor.model.result import Confidence, Matched
from assessor.model.text import Clause, Sentence, Stance


@dataclass(frozen=True, slots=True)
class Context:
    """Where the checkpoint's subject is in force around the sentence, "" where it is not."""

    heading: str = ""
    before: str = ""

    def __bool__(self) -> bool:
        return bool(self.heading or self.before)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a sentence is worth for a checkpoint.

    accepted: it counts (as evidence if its stance is done, as a mention otherwise);
    score 0-100; lacking: one Chinese line on what was missing when it does not count.
    """

    match: CheckpointMatch
    accepted: bool
    stance: Stance
    score: float
    confidence: Confidence
    by_strong: bool
    hits: tuple[CueHit, ...]
    why: str = ""
    lacking: str = ""
    matched: tuple[Matched, ...] = field(default=())


def weigh(match: CheckpointMatch, sentence: Sentence, context: Context) -> Weighed:
    """Weigh a sentence's cues for one checkpoint. context: the subject in force around the sentence."""
    vetoes = match.graded("veto")
    strong, demoted = _split_by_role(match.graded("strong"), sentence)
    weak = (*match.graded("weak"), *demoted)
    stance = _stance((*strong, *weak), sentence)
    if vetoes:
        return _refuse(match, stance, f"含有排除它的写法“{vetoes[0].cue}”")
    if not strong and not weak:
        return _refuse(match, stance, "只提到主题,没有写做了什么或数量")
    if strong:
        in_stance = _with_stance(strong, sentence, stance) or strong
        cues = _distinct((*in_stance, *weak))
        confidence: Confidence = "high" if len(cues) > 1 or context else "mid"
        score = min(100.0, 80.0 + 6.0 * (len(cues) - 1) + (4.0 if context else 0.0))
        return _accept(match, stance, score, confidence, True, cues, _why(cues, context, match))
    cues = _distinct(weak)
    if len(cues) > 1:
        score = min(90.0, 62.0 + 6.0 * len(cues) + (6.0 if context else 0.0))
        return _accept(match, stance, score, "mid", False, cues, _why(cues, context, match))
    spans = [(found.start, found.end) for found in cues[0].matched]
    apart = [s for s in match.subject if not any(a < s.end and s.start < b for a, b in spans)]
    if context or apart:
        score = 60.0 + (6.0 if context and apart else 0.0)
        return _accept(match, stance, score, "low", False, cues, _why(cues, context, match))
    return _refuse(match, stance, f"只有一条较弱的线索“{cues[0].cue}”,附近也没有谈到这个主题", cues)


def _refuse(
    match: CheckpointMatch, stance: Stance, lacking: str, hits: tuple[CueHit, ...] = ()
) -> Weighed:
    return Weighed(match, False, stance, 0.0, "low", False, hits, lacking=lacking)


def _accept(
    match: CheckpointMatch,
    stance: Stance,
    score: float,
    confidence: Confidence,
    by_strong: bool,
    hits: tuple[CueHit, ...],
    why: str,
) -> Weighed:
    return Weighed(match, True, stance, score, confidence, by_strong, hits, why, "", merged(hits))


def _clauses_of(hit: CueHit, sentence: Sentence) -> list[Clause]:
    return [
        clause
        for clause in sentence.clauses
        if any(clause.start <= found.start < clause.end for found in hit.matched)
    ]


def _split_by_role(
    hits: Iterable[CueHit], sentence: Sentence
) -> tuple[tuple[CueHit, ...], tuple[CueHit, ...]]:
    """Part the strong cues into those that touch a clause that acts, and those that do not."""
    acting, idle = [], []
    for hit in hits:
        clauses = _clauses_of(hit, sentence)
        acts = not clauses or any(clause.role == "act" for clause in clauses)
        (acting if acts else idle).append(hit)
    return tuple(acting), tuple(idle)


def _hit_stance(hit: CueHit, sentence: Sentence) -> Stance:
    stances = [clause.stance for clause in _clauses_of(hit, sentence)] or [sentence.stance]
    return next((stance for stance in stances if stance != "done"), "done")


def _with_stance(hits: Iterable[CueHit], sentence: Sentence, stance: Stance) -> tuple[CueHit, ...]:
    return tuple(hit for hit in hits if _hit_stance(hit, sentence) == stance)


def _stance(hits: tuple[CueHit, ...], sentence: Sentence) -> Stance:
    """The best stance any cue stands in: done before problem before plan, but never better than the lead."""
    if sentence.role != "body":
        return "other"
    stances = {_hit_stance(hit, sentence) for hit in hits}
    if not stances:
        return sentence.stance
    if sentence.stance in ("plan", "problem"):
        return sentence.stance
    return next(stance for stance in ("done", "problem", "plan", "other") if stance in stances)


def _distinct(hits: Iterable[CueHit]) -> tuple[CueHit, ...]:
    """Leave out cues that rest on words another, richer cue already rests on."""
    kept: list[CueHit] = []
    spans: list[set[tuple[int, int]]] = []
    for hit in sorted(hits, key=lambda hit: -sum(found.end - found.start for found in hit.matched)):
        own = {(found.start, found.end) for found in hit.matched}
        new = {(s, e) for s, e in own if not any(a < e and s < b for used in spans for a, b in used)}
        if new or not kept:
            kept.append(hit)
            spans.append(own)
    return tuple(kept)


def merged(hits: Iterable[CueHit]) -> tuple[Matched, ...]:
    """Return the terms of all hits in text order, the longer one where two overlap."""
    found = sorted({m for hit in hits for m in hit.matched}, key=lambda m: (m.start, -(m.end - m.start), m.term))
    result: list[Matched] = []
    for one in found:
        if not result or one.start >= result[-1].end:
            result.append(one)
    return tuple(result)


def _why(cues: tuple[CueHit, ...], context: Context, match: CheckpointMatch) -> str:
    parts = ["线索“" + "”“".join(cue.cue for cue in cues[:3]) + "”"]
    if context.heading:
        parts.append(f"标题谈“{context.heading}”")
    elif context.before:
        parts.append(f"上文谈“{context.before}”")
    elif match.subject and cues[0].grade == "weak":
        parts.append(f"句中谈“{match.subject[0].text}”")
    return ";".join(parts)
