"""One side of a comparison: what a report showed, from an assessment or from a JSON result."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from assessor.errors import UnreadableError
from assessor.model.result import LEVEL_ZH, MENTION_ZH, Asked, Assessment, MentionKind, Status, Substance
from assessor.model.text import Level


@dataclass(frozen=True, slots=True)
class Point:
    """A checkpoint as one side shows it; evidence: the sentences its status rests on, best first.

    They prove it where it is answered, and only speak of it (a plan, a shortcoming) where it is mentioned:
    kinds says, by sentence, which of these it is.
    """

    id: str
    title: str
    part: str
    asked: Asked
    status: Status
    substance: Substance | None
    evidence: tuple[str, ...]
    kinds: Mapping[str, MentionKind]
    waived: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report's result. name: how the user called it; points: by id, in the outline's order."""

    name: str
    title: str
    level: Level
    checklist: str
    checklist_version: str
    score: float | None
    points: Mapping[str, Point]


def from_assessment(assessment: Assessment, name: str) -> Snapshot:
    """Return the snapshot of an assessment."""
    points = {
        checkpoint.id: Point(
            id=checkpoint.id,
            title=checkpoint.title,
            part=part.title,
            asked=checkpoint.asked,
            status=checkpoint.status,
            substance=checkpoint.substance,
            evidence=_sentences(
                [one.text for one in checkpoint.evidence], [one.text for one in checkpoint.mentions]
            ),
            kinds={} if checkpoint.evidence else {one.text: one.kind for one in checkpoint.mentions},
            waived=checkpoint.waiver is not None and checkpoint.waiver.state == "active",
        )
        for part in assessment.parts
        for checkpoint in part.checkpoints()
    }
    return Snapshot(
        name=name,
        title=assessment.report.title,
        level=assessment.level,
        checklist=assessment.checklist_id,
        checklist_version=assessment.checklist_version,
        score=assessment.summary.score,
        points=points,
    )


def from_json(data: bytes, name: str) -> Snapshot:
    """Return the snapshot of a JSON result (assessor/schemas/result-1.0.json).

    Raises UnreadableError when the bytes are no such result.
    """
    try:
        result = json.loads(data.decode("utf-8-sig"))
        if not str(result["schema_version"]).startswith("1."):
            version = result["schema_version"]
            raise UnreadableError(f"{name}：结果的格式版本是 {version}，本程序只读 1.x，请重新评估")
        return _from_result(result, name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = f"{name}：不是 assessor 的 JSON 结果，请给出报告，或用 assessor assess --format json 生成"
        raise UnreadableError(message) from None


def _from_result(result: dict[str, Any], name: str) -> Snapshot:
    points = {}
    for part in result["parts"]:
        for item in part["items"]:
            for checkpoint in item["checkpoints"]:
                waiver = checkpoint.get("waiver")
                points[str(checkpoint["id"])] = Point(
                    id=str(checkpoint["id"]),
                    title=str(checkpoint["title"]),
                    part=str(part["title"]),
                    asked=cast("Asked", checkpoint["asked"]),
                    status=cast("Status", checkpoint["status"]),
                    substance=cast("Substance | None", checkpoint.get("substance")),
                    evidence=_sentences(
                        [one["text"] for one in checkpoint["evidence"]],
                        [one["text"] for one in checkpoint["mentions"]],
                    ),
                    kinds=_kinds(checkpoint),
                    waived=waiver is not None and waiver.get("state") == "active",
                )
    level = result["report"]["level"]
    if level not in LEVEL_ZH:
        raise ValueError(level)
    score = result["summary"]["score"]
    return Snapshot(
        name=name,
        title=str(result["report"]["title"]),
        level=level,
        checklist=str(result["checklist"]["id"]),
        checklist_version=str(result["checklist"]["version"]),
        score=None if score is None else float(score),
        points=points,
    )


def _kinds(checkpoint: Mapping[str, Any]) -> dict[str, MentionKind]:
    kinds = {} if checkpoint["evidence"] else {one["text"]: one["kind"] for one in checkpoint["mentions"]}
    unknown = set(kinds.values()) - MENTION_ZH.keys()
    if unknown:
        raise ValueError(unknown)
    return kinds


def _sentences(evidence: Sequence[str], mentions: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(evidence or mentions))
