"""Why did a checkpoint get its status? The evidence with what matched; for a gap, what came nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessor.checklist.reading import builtin_reading_rules
from assessor.errors import ConfigurationError
from assessor.judging.candidates import Candidate
from assessor.judging.judge import conclude
from assessor.judging.judgement import Judgement
from assessor.model.checklist import Checklist, Checkpoint
from assessor.model.result import Assessment, CheckpointResult
from assessor.model.text import Document, Level, Sentence
from assessor.pipeline import matcher_for
from assessor.segmenting import segment

NEAREST = 3

NearKind = Literal["weak", "plan", "problem", "slogan", "refused", "subject", "wording"]


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence that came near, and what it lacked (one Chinese line). worth: 0-100, for the order."""

    start: int
    end: int
    text: str
    section: str
    paragraph: int
    kind: NearKind
    worth: float
    lacking: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The result with, where it rests on no sentence at all, the nearest ones, nearest first."""

    assessment: Assessment
    result: CheckpointResult
    nearest: tuple[Near, ...]


def explain(
    document: Document, checklist: Checklist, checkpoint_id: str, *, level: Level | None = None
) -> Explanation:
    """Return why the checkpoint got its status in `document`.

    Raises ConfigurationError when the checklist has no checkpoint of that id.
    """
    refuse_unknown([checkpoint_id], checklist)
    checkpoint = next(one for one in checklist.checkpoints() if one.id == checkpoint_id)
    rules = builtin_reading_rules()
    report = segment(document, rules)
    matches = matcher_for(checklist).match(report)
    judgement = Judgement(report, checklist, matches, rules)
    assessment = conclude(judgement, level)
    result = next(one for one in assessment.checkpoints() if one.id == checkpoint_id)
    if result.evidence:
        return Explanation(assessment, result, ())
    near = list(_nearest(judgement, checkpoint))
    subjects = {
        match.sentence: match.subject[0].text
        for match in matches
        if match.checkpoint == checkpoint_id and match.subject
    }
    near.extend(_by_subject(judgement, subjects, near))
    near.extend(_by_wording(judgement, checkpoint, near))
    if not near:
        near.extend(_by_vocabulary(judgement, checkpoint))
    near.sort(key=lambda one: (-one.worth, one.start))
    return Explanation(assessment, result, tuple(near[:NEAREST]))


def refuse_unknown(ids: Iterable[str], checklist: Checklist) -> None:
    """Raise ConfigurationError for the ids of which the checklist has no checkpoint, one a line."""
    known = {one.id for one in checklist.checkpoints()}
    unknown = [_unknown(one, checklist) for one in dict.fromkeys(ids) if one not in known]
    if unknown:
        raise ConfigurationError("\n".join(unknown))


def _unknown(checkpoint_id: str, checklist: Checklist) -> str:
    """Say that there is no such checkpoint, and which there are under the article it seems to be of."""
    article = checkpoint_id.split(".", maxsplit=1)[0]
    ids = [
        one.id
        for part in checklist.parts
        for item in part.items
        if item.id == article
        for one in item.checkpoints
    ]
    there = f"条目 {article} 下有 {'—'.join(dict.fromkeys((ids[0], ids[-1])))}" if ids else ""
    return (
        f"清单“{checklist.id}”里没有编号为 {checkpoint_id} 的检查点；"
        f"{there or 'assessor checklist show 可列出全部编号'}"
    )


def _nearest(judgement: Judgement, checkpoint: Checkpoint) -> Iterator[Near]:
    """Yield the candidates that were not taken as evidence."""
    for one in judgement.candidates:
        if one.checkpoint != checkpoint.id:
            continue
        worth = judgement.worth.get(id(one), 0.0)
        if one.refused:
            yield _near(judgement, one.sentence, "refused", 20.0, one.refused)
        elif one.sentence.role == "slogan":
            yield _near(judgement, one.sentence, "slogan", 30.0, "是口号或指导思想，没有写做了什么")
        elif one.stance == "plan":
            yield _near(
                judgement,
                one.sentence,
                "plan",
                50.0 + 50.0 * worth,
                _stance_line(judgement, one, "是计划，不是已做的事"),
            )
        elif one.stance == "problem":
            yield _near(
                judgement,
                one.sentence,
                "problem",
                45.0 + 50.0 * worth,
                _stance_line(judgement, one, "是承认的不足，不是已做的事"),
            )
        elif id(one) in judgement.yielded:
            instead = "、".join(judgement.yielded[id(one)])
            lacking = f"句中的线索更合 {instead}，这一句已算作它的依据"
            yield _near(judgement, one.sentence, "weak", 40.0, lacking)
        elif not judgement.accepted(one):
            against = judgement.weights.reasons(judgement.features.get(id(one), {}), against=True)
            reason = "、".join(against[:3]) or "线索太少"
            yield _near(
                judgement, one.sentence, "weak", 100.0 * worth, f"把握不足（{100 * worth:.0f}%）：{reason}"
            )


def _stance_line(judgement: Judgement, one: Candidate, what: str) -> str:
    said = f"{what}（依据：“{one.stance_cue}”）" if one.stance_cue else what
    # Else one would ask why it is not even shown as a mention.
    return said if judgement.accepted(one) else f"{said}；与这一检查点是否有关也把握不足，未列为提及"


def _by_subject(judgement: Judgement, subjects: dict[int, str], seen: list[Near]) -> Iterator[Near]:
    known = {one.start for one in seen}
    for index, words in sorted(subjects.items()):
        sentence = judgement.report.sentences[index]
        if sentence.start not in known and sentence.role == "body":
            lacking = f"提到“{words}”，但没有认出能证明这一检查点的做法、数量或文件"
            yield _near(judgement, sentence, "subject", 15.0, lacking)


def _by_wording(judgement: Judgement, checkpoint: Checkpoint, seen: list[Near]) -> Iterator[Near]:
    """Yield the sentences without a cue that are worded like those cited for it, but not enough."""
    weights = judgement.unhinted_weights
    if weights is None:
        return
    known = {one.start for one in seen}
    for offer in judgement.offers():
        if offer.checkpoint == checkpoint.id and offer.sentence.start not in known:
            worth = 100.0 * weights.probability(offer.features, offer.checkpoint)
            against = "、".join(weights.reasons(offer.features, against=True)[:2])
            lacking = f"句中没有清单用语，凭写法把握不足（{worth:.0f}%）{'：' if against else ''}{against}"
            yield _near(judgement, offer.sentence, "wording", worth, lacking)


def _by_vocabulary(judgement: Judgement, checkpoint: Checkpoint) -> Iterator[Near]:
    """Where no cue and no subject was found at all, the sentences that use most of the checkpoint's words."""
    for sentence in judgement.report.sentences:
        likeness = dict(judgement.around.likeness(sentence)).get(checkpoint.id, 0.0)
        if likeness and sentence.role == "body":
            lacking = "用词有些相近，但没有这一检查点的线索"
            yield _near(judgement, sentence, "wording", min(14.0, likeness / 2), lacking)


def _near(judgement: Judgement, sentence: Sentence, kind: NearKind, worth: float, lacking: str) -> Near:
    return Near(
        start=sentence.start,
        end=sentence.end,
        text=judgement.report.quote(sentence.start, sentence.end),
        section=sentence.section,
        paragraph=sentence.paragraph,
        kind=kind,
        worth=round(worth, 1),
        lacking=lacking,
    )
