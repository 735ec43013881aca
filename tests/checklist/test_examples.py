"""Each checkpoint's own examples: what must be evidence is, look-alikes are not."""

from __future__ import annotations

import pytest

from assessor.checklist import load_checklist
from assessor.evaluating.examples import failed_examples

CHECKLIST = load_checklist()


@pytest.mark.parametrize("checkpoint", [checkpoint.id for checkpoint in CHECKLIST.checkpoints()])
def test_examples(checkpoint: str) -> None:
    failures = [
        failure for failure in failed_examples(CHECKLIST, checkpoint) if failure.checkpoint == checkpoint
    ]
    assert not failures, "\n".join(
        f"{f.expected}: {f.example.heading}|{f.example.text}|{f.reason}" for f in failures
    )


def test_every_checkpoint_has_examples_both_ways() -> None:
    for checkpoint in CHECKLIST.checkpoints():
        assert len(checkpoint.match_examples) >= 4, checkpoint.id
        assert len(checkpoint.other_examples) >= 2, checkpoint.id
