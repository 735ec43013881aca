"""Judge coverage: from matches to the status, the evidence and the mentions of every checkpoint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from assessor.judging.facts import facts_of
from assessor.judging.scoring import grade_item, grade_part, summarise
from assessor.judging.strength import Context, Weighed, weigh
from assessor.judging.zero import zero_clause
from assessor.model.checklist import Checklist, Checkpoint
from assessor.model.match import CheckpointMatch
from assessor.model.reading import ReadingRules
from assessor.model.result import (
    Assessment,
    CheckpointResult,
    Evidence,
    Mention,
    MentionKind,
    Status,
)
from assessor.model.text import Level, LevelSource, Report, Sentence, is_row

REACH = 2
"""How many sentences back in the same paragraph a subject stays in force."""


class Judged:
    """Every sentence weighed for every checkpoint; kept so that `explain` can show what fell short."""

    def __init__(
        self, report: Report, checklist: Checklist, matches: Iterable[CheckpointMatch], rules: ReadingRules
    ) -> None:
        self.report = report
        self.rules = rules
        self.weighed: dict[str, list[Weighed]] = defaultdict(list)
        self.zeros: dict[str, list[Weighed]] = defaultdict(list)
        by_sentence: dict[int, list[CheckpointMatch]] = defaultdict(list)
        for match in matches:
            by_sentence[match.sentence].append(match)
        self._subjects = {
            (match.sentence, match.checkpoint): match.subject[0].text
            for found in by_sentence.values()
            for match in found
            if match.subject
        }
        self._headings = _heading_sentences(report)
        checkpoints = {checkpoint.id: checkpoint for checkpoint in checklist.checkpoints()}
        for index in sorted(by_sentence):
            self._weigh_sentence(report.sentences[index], by_sentence[index], checkpoints)

    def _weigh_sentence(
        self, sentence: Sentence, matches: list[CheckpointMatch], checkpoints: dict[str, Checkpoint]
    ) -> None:
        weighed: dict[str, Weighed] = {}
        for match in matches:
            if not match.hits:
                continue
            clause = zero_clause(match, sentence, self.report.document.text, self.rules)
            one = weigh(match, sentence, self._context(sentence, match.checkpoint))
            if clause is not None:
                self.zeros[match.checkpoint].append(one)
                if all(clause.start <= m.start < clause.end for m in one.matched):
                    continue
            weighed[match.checkpoint] = one
        strong = {identifier for identifier, one in weighed.items() if one.accepted and one.by_strong}
        for identifier, one in weighed.items():
            if one.accepted and not one.by_strong and strong & set(checkpoints[identifier].yields_to):
                continue
            self.weighed[identifier].append(one)

    def _context(self, sentence: Sentence, checkpoint: str) -> Context:
        heading = ""
        for index in self._headings.get(sentence.section, ()):
            heading = heading or self._subjects.get((index, checkpoint), "")
        before = ""
        for back in range(sentence.index - 1, max(-1, sentence.index - 1 - REACH), -1):
            other = self.report.sentences[back]
            if other.paragraph != sentence.paragraph and not self._same_table(other, sentence):
                break
            before = before or self._subjects.get((back, checkpoint), "")
        return Context(heading, before)


    def _same_table(self, one: Sentence, other: Sentence) -> bool:
        return other.paragraph - one.paragraph == 1 and is_row(self.report, one) and is_row(self.report, other)


def _heading_sentences(report: Report) -> dict[str, tuple[int, ...]]:
    """Return, for each section, the indices of the sentences that are its headings, innermost first."""
    at = {sentence.start: sentence.index for sentence in report.sentences if sentence.role == "heading"}
    result: dict[str, tuple[int, ...]] = {}
    for section in report.sections:
        chain = [
            other
            for other in report.sections
            if other.start <= section.start and section.end <= other.end and other.level <= section.level and other.level
        ]
        chain.sort(key=lambda other: -other.level)
        result[section.id] = tuple(at[other.start] for other in chain[:2] if other.start in at)
    return result


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
    judged = Judged(report, checklist, matches, rules)
    return assess_judged(judged, checklist, level)


def assess_judged(judged: Judged, checklist: Checklist, level: Level | None) -> Assessment:
    """Return the assessment that follows from the weighed sentences."""
    report = judged.report
    source: LevelSource = "given" if level else report.level_source
    level = level or report.level
    parts = tuple(
        grade_part(
            part,
            tuple(
                grade_item(item, tuple(_result(judged, checkpoint, level) for checkpoint in item.checkpoints))
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
        warnings=report.warnings,
    )


def _result(judged: Judged, checkpoint: Checkpoint, level: Level) -> CheckpointResult:
    accepted = [one for one in judged.weighed.get(checkpoint.id, ()) if one.accepted]
    evidence = tuple(_evidence(judged.report, one) for one in accepted if one.stance == "done")
    mentions = tuple(
        mention for one in accepted if one.stance != "done" and (mention := _mention(judged.report, one))
    )
    asked = checkpoint.asked[level]
    status: Status = "missing"
    if evidence:
        status = "covered"
    elif judged.zeros.get(checkpoint.id):
        status = "declared_none"
        evidence = tuple(_evidence(judged.report, one) for one in judged.zeros[checkpoint.id])
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
        asked_reason="" if asked == "asked" else checkpoint.asked_note,
        status=status,
        evidence=evidence,
        mentions=mentions,
        substance=("specific" if facts else "general") if status == "covered" else None,
        facts=facts,
    )


def _evidence(report: Report, one: Weighed) -> Evidence:
    sentence = report.sentences[one.match.sentence]
    text = report.quote(sentence.start, sentence.end)
    matched = one.matched or tuple(m for hit in one.match.graded("zero") for m in hit.matched)
    return Evidence(
        start=sentence.start,
        end=sentence.end,
        text=text,
        section=sentence.section,
        paragraph=sentence.paragraph,
        page=report.document.page_of(sentence.start),
        score=one.score,
        confidence=one.confidence,
        matched=matched,
        cues=tuple(hit.cue for hit in one.hits),
        facts=facts_of(text),
        why=one.why,
    )


def _mention(report: Report, one: Weighed) -> Mention | None:
    sentence = report.sentences[one.match.sentence]
    kind: MentionKind
    if one.stance == "plan" or one.stance == "problem":
        kind = one.stance
    elif sentence.role == "slogan":
        kind = "slogan"
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
        stance=sentence.stance,
        matched=one.matched,
        why=sentence.stance_cue,
    )
