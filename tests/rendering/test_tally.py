"""The arithmetic behind the score, as printed."""

from __future__ import annotations

from dataclasses import replace

from assessor.model.result import Assessment
from assessor.rendering.tally import tally


def test_the_printed_arithmetic_gives_the_stated_score(assessment: Assessment) -> None:
    counted = tally(assessment)
    assert counted.agrees
    assert counted.score == assessment.summary.score
    assert round(100 * counted.covered / counted.counted, 1) == assessment.summary.score


def test_a_score_made_in_another_way_is_not_explained_by_ours(assessment: Assessment) -> None:
    other = replace(assessment, summary=replace(assessment.summary, score=12.3))
    assert not tally(other).agrees


def test_optional_gaps_cost_nothing_and_are_counted(assessment: Assessment) -> None:
    optional = [c for c in assessment.checkpoints() if c.asked == "optional"]
    open_ = [c for c in optional if c.status in ("mentioned", "missing")]
    assert tally(assessment).optional_gaps == len(open_)
    asked = sum(c.weight for c in assessment.checkpoints() if c.status == "missing" and c.asked == "asked")
    assert tally(assessment).missing == asked
