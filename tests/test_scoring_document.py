"""docs/scoring.md is true: its worked example, and its arithmetic done again on a whole assessment."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from assessor.judging.scoring import score_of
from assessor.model.result import Asked, Assessment, CheckpointResult, Status
from assessor.rendering.json_result import to_object


def row(weight: float, asked: Asked, status: Status) -> CheckpointResult:
    return CheckpointResult("1.1", "", "", "", weight, asked, "", status)


def by_calculator(checkpoints: list[dict[str, Any]]) -> float | None:
    """Do the table of docs/scoring.md by hand, from the JSON result alone."""
    covered = counted = Decimal(0)
    for checkpoint in checkpoints:
        weight = Decimal(str(checkpoint["weight"]))
        waiver = checkpoint["waiver"] or {}
        excused = waiver.get("kind") == "not_applicable" and waiver.get("state") == "active"
        if checkpoint["status"] == "covered":
            covered += weight
            counted += weight
        elif (
            checkpoint["status"] in ("mentioned", "missing")
            and checkpoint["asked"] == "asked"
            and not excused
        ):
            counted += weight
    if not counted:
        return None
    return float((100 * covered / counted).quantize(Decimal("0.1"), ROUND_HALF_UP))


def test_the_worked_example(project: Path) -> None:
    example = [row(3, "asked", "covered"), row(1, "asked", "mentioned"), row(2, "asked", "declared_none")]
    last = row(1, "optional", "missing")
    assert score_of([*example, last]) == 75.0
    assert score_of([*example, replace(last, status="covered")]) == 80.0
    document = (project / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert re.findall(r"\*\*(\d+\.\d)\*\*", document) == ["75.0", "80.0"]


@pytest.mark.parametrize(
    ("covered", "missing", "score"), [(0, 1, 0.0), (1, 0, 100.0), (49, 31, 61.3), (1, 399, 0.3), (2, 1, 66.7)]
)
def test_scores_are_rounded_as_a_calculator_user_rounds(covered: int, missing: int, score: float) -> None:
    rows = [row(1, "asked", "covered")] * covered + [row(1, "asked", "missing")] * missing
    assert score_of(rows) == score


def test_nothing_counted_gives_no_score() -> None:
    assert score_of([row(1, "asked", "declared_none"), row(1, "optional", "missing")]) is None


def test_the_sample_can_be_checked_from_its_json_alone(assessment: Assessment) -> None:
    result = json.loads(json.dumps(to_object(assessment)))
    every: list[dict[str, Any]] = []
    for part in result["parts"]:
        of_part = [checkpoint for item in part["items"] for checkpoint in item["checkpoints"]]
        assert by_calculator(of_part) == part["score"]
        for item in part["items"]:
            assert by_calculator(item["checkpoints"]) == item["score"]
        every += of_part
    assert by_calculator(every) == result["summary"]["score"]
