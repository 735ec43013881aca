"""Try a checklist's own examples: each must (or must not) be evidence of its checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessor.checklist.reading import builtin_reading_rules
from assessor.judging.judgement import Judgement
from assessor.model.checklist import Checklist, Checkpoint, Example
from assessor.model.text import Document
from assessor.pipeline import matcher_for
from assessor.segmenting import segment

ALONE = 0.3
"""What a sentence must be worth that stands alone, without the paragraph that would bear it out."""

_NOT_DONE = {"plan": "计划", "problem": "不足", "other": "没有做事的话"}


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that did not behave: `expected` True where it had to be evidence.

    reason: what came of it instead, in Chinese: what was found and how sure it was, or why it cannot count.
    """

    checkpoint: str
    example: Example
    expected: bool
    reason: str


def failed_examples(checklist: Checklist, prefix: str = "") -> Iterator[ExampleFailure]:
    """Yield the examples that fail, for the checkpoints whose id begins with `prefix`."""
    for checkpoint in checklist.checkpoints():
        if not checkpoint.id.startswith(prefix):
            continue
        for example in checkpoint.match_examples:
            yield from _try(checklist, checkpoint, example, True)
        for example in checkpoint.other_examples:
            yield from _try(checklist, checkpoint, example, False)


def _try(
    checklist: Checklist, checkpoint: Checkpoint, example: Example, expected: bool
) -> Iterator[ExampleFailure]:
    text = f"工作报告\n一、{example.heading or '主要工作'}\n{example.text}\n"
    rules = builtin_reading_rules()
    report = segment(Document("example", text, ""), rules)
    judgement = Judgement(report, checklist, matcher_for(checklist).match(report), rules)
    found = [one for one in judgement.candidates if one.checkpoint == checkpoint.id]
    done = [one for one in found if one.stance == "done"]
    best = max(done, key=lambda one: judgement.worth.get(id(one), 0.0), default=None)
    worth = judgement.worth.get(id(best), 0.0)
    floor = ALONE if expected else judgement.weights.evidence
    if (worth >= floor) == expected:
        return
    if best is not None and best.refused:
        reason = best.refused
    elif best is not None:
        words = "、".join(one.text for one in best.matched())
        reason = (
            f"命中“{words}”，把握 {100 * worth:.0f}%（{'未到' if expected else '达到'} {100 * floor:.0f}%）"
        )
    elif judgement.zeros.get(checkpoint.id):
        reason = "读作零报告"
    elif found:
        reason = f"读作{_NOT_DONE[found[0].stance]}"
    else:
        reason = "没有线索成立"
    yield ExampleFailure(checkpoint.id, example, expected, reason)
