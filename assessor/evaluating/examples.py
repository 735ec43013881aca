"""Try a checklist's own examples: each must (or must not) be evidence of its checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessor.model.checklist import Checklist, Checkpoint, Example
from assessor.model.text import Document
from assessor.pipeline import assess


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
    # A title line first: the only heading of a text would be taken for its title.
    text = f"工作报告\n一、{example.heading or '主要工作'}\n{example.text}\n"
    assessment = assess(Document("example", text, ""), checklist)
    result = next(found for found in assessment.checkpoints() if found.id == checkpoint.id)
    if (result.status == "covered") != expected:
        reason = result.evidence[0].why if result.evidence else result.status
        yield ExampleFailure(checkpoint.id, example, expected, reason)
