"""Judge coverage: from matches to the status, the evidence and the mentions of every checkpoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from assessor.judging.candidates import Candidate
from assessor.judging.continuation import continuations
from assessor.judging.facts import facts_of
from assessor.judging.genre import warnings_for
from assessor.judging.judgement import Denial, Judgement
from assessor.judging.scoring import grade_item, grade_part, summarise
from assessor.judging.unhinted import Unhinted
from assessor.judging.zero import denies
from assessor.model.checklist import Checklist, Checkpoint
from assessor.model.match import CheckpointMatch
from assessor.model.reading import ReadingRules
from assessor.model.result import (
    Assessment,
    CheckpointResult,
    Evidence,
    Matched,
    Mention,
    MentionKind,
    Status,
)
from assessor.model.shadow import normalise
from assessor.model.text import Level, LevelSource, Report, Sentence

CONTINUED = 0.7
"""Probability given to a continuation: the share of them that the labels bear out (docs/accuracy.md)."""


def judge(
    report: Report,
    checklist: Checklist,
    matches: Iterable[CheckpointMatch],
    rules: ReadingRules,
    level: Level | None = None,
) -> Assessment:
    """Return the assessment of `report` by `checklist`.

    matches: the matcher's findings; level: given by the user, else the report's own is used.
    """
    return conclude(Judgement(report, checklist, matches, rules), level)


def conclude(judgement: Judgement, level: Level | None) -> Assessment:
    """Return the assessment that follows from weighed candidates."""
    report, checklist = judgement.report, judgement.checklist
    source: LevelSource = "given" if level else report.level_source
    level = level or report.level
    evidence, mentions = _gather(judgement)
    parts = tuple(
        grade_part(
            part,
            tuple(
                grade_item(
                    item,
                    tuple(
                        _result(
                            checkpoint, level, evidence[checkpoint.id], mentions[checkpoint.id], judgement
                        )
                        for checkpoint in item.checkpoints
                    ),
                )
                for item in part.items
            ),
        )
        for part in checklist.parts
    )
    results = [checkpoint for part in parts for checkpoint in part.checkpoints()]
    return Assessment(
        report=report,
        checklist_id=checklist.id,
        checklist_title=checklist.title,
        checklist_version=checklist.version,
        level=level,
        level_source=source,
        summary=summarise(results),
        parts=parts,
        warnings=tuple(warnings_for(report, checklist, results, judgement.rules)),
    )


def _gather(judgement: Judgement) -> tuple[dict[str, list[Evidence]], dict[str, list[Mention]]]:
    report = judgement.report
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    cited = judgement.cited()
    for one in cited:
        evidence[one.checkpoint].append(_evidence(judgement, one))
    claimed = {one.sentence.index for one in judgement.candidates}
    for sentence, before in continuations(cited, claimed, judgement.around, report):
        if not _is_remark(sentence, report, judgement.rules):
            evidence[before.checkpoint].append(_continued(judgement, sentence, before))
    for offer in judgement.unhinted:
        if all(known.start != offer.sentence.start for known in evidence[offer.checkpoint]):
            evidence[offer.checkpoint].append(_unhinted(judgement, offer))
    for found in evidence.values():
        found.sort(key=lambda one: one.start)
    for one in judgement.candidates:
        if one.stance == "done" or one.refused:
            continue
        mention = _mention(judgement, one)
        if mention is not None:
            mentions[one.checkpoint].append(mention)
    return evidence, mentions


def _is_remark(sentence: Sentence, report: Report, rules: ReadingRules) -> bool:
    """Tell whether a sentence denies, or only says that all is well: it continues nothing."""
    praises = rules.search("overview", normalise(report.quote(sentence.start, sentence.end)))
    return praises is not None or denies(sentence, report.document.text, rules)


def _result(
    checkpoint: Checkpoint,
    level: Level,
    evidence: list[Evidence],
    mentions: list[Mention],
    judgement: Judgement,
) -> CheckpointResult:
    asked, note = checkpoint.asked[level], checkpoint.asked_note
    status: Status = "missing"
    if evidence:
        status = "covered"
    elif judgement.zeros.get(checkpoint.id):
        status = "declared_none"
        evidence = [_zero(judgement, denial) for denial in judgement.zeros[checkpoint.id]]
    elif asked != "not_applicable" and checkpoint.id in judgement.moot:
        sentence = judgement.moot[checkpoint.id]
        asked, note = "not_applicable", f"报告写明“{judgement.report.quote(sentence.start, sentence.end)}”"
        status = "not_applicable"
    elif asked == "not_applicable":
        status = "not_applicable"
    elif mentions:
        status = "mentioned"
    facts = tuple(dict.fromkeys(fact for one in evidence for fact in one.facts))
    return CheckpointResult(
        id=checkpoint.id,
        title=checkpoint.title,
        requirement=checkpoint.requirement,
        closes=checkpoint.closes,
        weight=checkpoint.weight,
        asked=asked,
        asked_reason="" if asked == "asked" else note,
        status=status,
        evidence=tuple(evidence),
        mentions=tuple(mentions),
        substance=("specific" if facts else "general") if status == "covered" else None,
        facts=facts,
    )


def _evidence(judgement: Judgement, one: Candidate) -> Evidence:
    probability = judgement.worth[id(one)]
    reasons = judgement.weights.reasons(judgement.features[id(one)])
    return _cite(
        judgement,
        one.sentence,
        probability,
        one.matched(),
        tuple(hit.cue for hit in one.hits),
        "、".join(reasons[:4]),
    )


def _continued(judgement: Judgement, sentence: Sentence, before: Candidate) -> Evidence:
    heading = judgement.around.heading(sentence, before.checkpoint)
    reason = f"承接上一句，标题谈“{heading}”" if heading else "承接上一句"
    return _cite(judgement, sentence, CONTINUED, (), (), reason)


def _unhinted(judgement: Judgement, offer: Unhinted) -> Evidence:
    reasons = judgement.unhinted_weights.reasons(offer.features) if judgement.unhinted_weights else ()
    why = f"句中没有清单用语，凭写法认定：{'、'.join(reasons[:3])}"
    cited = _cite(judgement, offer.sentence, judgement.worth[id(offer)], (), (), why)
    return replace(cited, confidence="low")


def _zero(judgement: Judgement, denial: Denial) -> Evidence:
    hit = denial.hit
    matched, cues = (hit.matched, (hit.cue,)) if hit else ((), ())
    return _cite(judgement, denial.sentence, 1.0, matched, cues, "报告说明未发生或没有")


def _cite(
    judgement: Judgement,
    sentence: Sentence,
    probability: float,
    matched: tuple[Matched, ...],
    cues: tuple[str, ...],
    why: str,
) -> Evidence:
    report = judgement.report
    text = report.quote(sentence.start, sentence.end)
    return Evidence(
        start=sentence.start,
        end=sentence.end,
        text=text,
        section=sentence.section,
        paragraph=sentence.paragraph,
        page=report.document.page_of(sentence.start),
        score=round(100.0 * probability, 1),
        confidence=judgement.weights.confidence(probability),
        matched=matched,
        cues=cues,
        facts=facts_of(text),
        why=why,
    )


def _mention(judgement: Judgement, one: Candidate) -> Mention | None:
    """A plan, a shortcoming or a slogan on the subject; plans and shortcomings must be worth as much as evidence."""
    report, sentence = judgement.report, one.sentence
    kind: MentionKind
    if sentence.role == "slogan" and one.strong:
        kind = "slogan"
    elif one.stance in ("plan", "problem") and judgement.accepted(one):
        kind = "plan" if one.stance == "plan" else "problem"
    else:
        return None
    return Mention(
        start=sentence.start,
        end=sentence.end,
        text=report.quote(sentence.start, sentence.end),
        section=sentence.section,
        paragraph=sentence.paragraph,
        page=report.document.page_of(sentence.start),
        kind=kind,
        stance=one.stance,
        matched=one.matched(),
        why=one.stance_cue,
    )
