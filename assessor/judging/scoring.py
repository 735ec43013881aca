"""The score: weighted share of the checkpoints asked that are covered (docs/scoring.md).

Counted are the asked checkpoints (●) that are covered, mentioned or missing, and the optional ones (○)
and those beyond the level (—) only where they are covered. A zero report leaves the count; so does what
is not applicable. Covered counts its weight, mentioned and missing count nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from assessor.model.checklist import Item, Part
from assessor.model.result import (
    CheckpointResult,
    ItemResult,
    PartResult,
    Status,
    Summary,
)

STATUSES: tuple[Status, ...] = ("covered", "declared_none", "mentioned", "missing", "not_applicable")


def is_counted(result: CheckpointResult) -> bool:
    """Tell whether the checkpoint stands in the denominator."""
    if result.status == "covered":
        return True
    if (
        result.waiver is not None
        and result.waiver.state == "active"
        and result.waiver.kind == "not_applicable"
    ):
        return False
    return result.asked == "asked" and result.status in ("mentioned", "missing")


def score_of(results: Iterable[CheckpointResult]) -> float | None:
    """Return the score 0-100, rounded half up to one decimal, or None when nothing is counted."""
    counted = [result for result in results if is_counted(result)]
    total = sum(result.weight for result in counted)
    if not total:
        return None
    covered = sum(result.weight for result in counted if result.status == "covered")
    # Half a tenth goes up, as on a calculator; round() would send it to the even neighbour.
    return math.floor(1000 * covered / total + 0.5) / 10


def grade_item(item: Item, checkpoints: tuple[CheckpointResult, ...]) -> ItemResult:
    """Return the article's result, with the best status of its checkpoints."""
    return ItemResult(item.id, item.title, best_status(checkpoints), score_of(checkpoints), checkpoints)


def best_status(checkpoints: Iterable[CheckpointResult]) -> Status:
    """Return the first of covered, declared_none, mentioned, missing that any of them has.

    A zero report answers for its own checkpoint alone: while another that counts is open, it is passed over.
    """
    results = tuple(checkpoints)
    present = {result.status for result in results}
    if any(is_counted(result) and result.status != "covered" for result in results):
        present.discard("declared_none")
    return next((status for status in STATUSES if status in present), "not_applicable")


def grade_part(part: Part, items: tuple[ItemResult, ...]) -> PartResult:
    """Return the part's result."""
    return PartResult(part.id, part.title, score_of(c for item in items for c in item.checkpoints), items)


def summarise(results: list[CheckpointResult]) -> Summary:
    """Return score and counts over all checkpoints."""
    counts = Counter(result.status for result in results)
    return Summary(
        score=score_of(results),
        counts={status: counts[status] for status in STATUSES},
        specific=sum(result.substance == "specific" for result in results),
        general=sum(result.substance == "general" for result in results),
    )
