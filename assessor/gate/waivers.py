"""Waivers laid over an assessment: each checkpoint keeps its status and carries the waiver."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatch
from pathlib import PurePath
from typing import Literal

from assessor.gate.policy import WaiverEntry
from assessor.judging.scoring import best_status, score_of, summarise
from assessor.model.result import Assessment, CheckpointResult, ItemResult, PartResult, Waiver

State = Literal["active", "expired", "suspect", "unused"]


def apply_waivers(assessment: Assessment, waivers: Sequence[WaiverEntry], today: date) -> Assessment:
    """Return the assessment with each waiver set on its checkpoint, and the scores made anew.

    Only an active waiver counts: 不适用 takes the checkpoint out of the score (docs/scoring.md), 同意缺项
    leaves the score as it is. One past its date, not needed, or bound to a sentence that is no longer
    there says so in its state and waives nothing. A waiver lasts through its last day.
    """
    name = assessment.report.document.source
    applicable = {waiver.checkpoint: waiver for waiver in waivers if _concerns(waiver, name)}
    if not applicable:
        return assessment
    text = _folded(assessment.report.document.text)
    parts = tuple(_part(part, applicable, today, text) for part in assessment.parts)
    everything = [checkpoint for part in parts for checkpoint in part.checkpoints()]
    return replace(assessment, parts=parts, summary=summarise(everything))


def is_waived(checkpoint: CheckpointResult) -> bool:
    """Tell whether an active waiver covers the checkpoint."""
    return checkpoint.waiver is not None and checkpoint.waiver.state == "active"


def _concerns(waiver: WaiverEntry, name: str) -> bool:
    return not waiver.report or fnmatch(name, waiver.report) or fnmatch(PurePath(name).name, waiver.report)


def _folded(text: str) -> str:
    """Widths and white space do not make a sentence another."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _part(part: PartResult, waivers: dict[str, WaiverEntry], today: date, text: str) -> PartResult:
    items = tuple(_item(item, waivers, today, text) for item in part.items)
    return replace(part, items=items, score=score_of(c for item in items for c in item.checkpoints))


def _item(item: ItemResult, waivers: dict[str, WaiverEntry], today: date, text: str) -> ItemResult:
    checkpoints = tuple(
        replace(checkpoint, waiver=_waiver(checkpoint, waivers[checkpoint.id], today, text))
        if checkpoint.id in waivers
        else checkpoint
        for checkpoint in item.checkpoints
    )
    return replace(
        item, checkpoints=checkpoints, score=score_of(checkpoints), status=best_status(checkpoints)
    )


def _waiver(checkpoint: CheckpointResult, entry: WaiverEntry, today: date, text: str) -> Waiver:
    return Waiver(
        kind=entry.kind,
        reason=entry.reason,
        by=entry.by,
        expires=entry.expires.isoformat(),
        state=_state(checkpoint, entry, today, text),
    )


def _state(checkpoint: CheckpointResult, entry: WaiverEntry, today: date, text: str) -> State:
    if today > entry.expires:
        return "expired"
    if checkpoint.status in ("covered", "declared_none", "not_applicable"):
        return "unused"
    if entry.sentence and _folded(entry.sentence) not in text:
        return "suspect"
    return "active"
