"""Try a checklist's own examples: each must (or must not) be evidence of its checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessor.checklist.reading import builtin_reading_rules
from assessor.judging.judge import Judgement
from assessor.model.checklist import Checklist, Checkpoint, Example
from assessor.model.text import Document
from assessor.pipeline import matcher_for
from assessor.segmenting import segment

ALONE = 0.3
"""What a sentence must be worth that stands alone, without the paragraph that would bear it out."""


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that did not behave: `expected` True where it had to be evidence."""

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
    found = [one for one in judgement.candidates if one.checkpoint == checkpoint.id and one.stance == "done"]
    worth = max((judgement.worth.get(id(one), 0.0) for one in found), default=0.0)
    floor = ALONE if expected else judgement.weights.evidence
    if (worth >= floor) != expected:
        yield ExampleFailure(checkpoint.id, example, expected, f"{100 * worth:.0f}%")
