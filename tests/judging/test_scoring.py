"""What an article is called by its checkpoints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessor.judging.scoring import best_status
from assessor.model.result import Asked, CheckpointResult, Status, Waiver


def result(status: Status, asked: Asked = "asked") -> CheckpointResult:
    return CheckpointResult("1.1", "", "", "", 1.0, asked, "", status)


ZERO, MISSING, MENTIONED, COVERED = (
    result("declared_none"),
    result("missing"),
    result("mentioned"),
    result("covered"),
)
OPTIONAL_GAP = result("missing", "optional")
OUTSIDE = result("not_applicable", "not_applicable")


@pytest.mark.parametrize(
    ("checkpoints", "status"),
    [
        ((COVERED, ZERO, MISSING), "covered"),
        ((ZERO, MISSING, MISSING), "missing"),
        ((ZERO, MISSING, MENTIONED), "mentioned"),
        ((ZERO, ZERO), "declared_none"),
        ((ZERO, OPTIONAL_GAP, OUTSIDE), "declared_none"),
        ((MENTIONED, OPTIONAL_GAP), "mentioned"),
        ((MISSING, OUTSIDE), "missing"),
        ((OPTIONAL_GAP,), "missing"),
        ((OUTSIDE,), "not_applicable"),
        ((), "not_applicable"),
    ],
)
def test_a_zero_report_names_the_article_only_where_nothing_asked_is_open(
    checkpoints: tuple[CheckpointResult, ...], status: Status
) -> None:
    assert best_status(checkpoints) == status


def test_a_gap_waived_as_not_applicable_is_not_open() -> None:
    waiver = Waiver("not_applicable", "无此职能", "张某", "2099-12-31")
    assert best_status((ZERO, replace(MISSING, waiver=waiver))) == "declared_none"
    assert best_status((ZERO, replace(MISSING, waiver=replace(waiver, kind="accepted")))) == "missing"
