"""The assessment as JSON, schema 1.0 (assessor/schemas/result-1.0.json): the contract for all downstream.

The same assessment gives the same bytes: no clock, no absolute path, keys in a fixed order.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from assessor import __version__
from assessor.model.result import (
    Assessment,
    CheckpointResult,
    Evidence,
    ItemResult,
    Matched,
    Mention,
    PartResult,
    Status,
    Waiver,
)
from assessor.model.text import Report, Section

SCHEMA_VERSION: Final = "1.0"
_STATUSES: Final[tuple[Status, ...]] = ("covered", "declared_none", "mentioned", "missing", "not_applicable")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")

Object = dict[str, Any]


def to_json(assessment: Assessment) -> str:
    """Return the assessment as JSON text ending in a line break, always encodable as UTF-8."""
    text = json.dumps(to_object(assessment), ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def to_object(assessment: Assessment) -> Object:
    """Return the assessment as the plain dicts and lists that `to_json` writes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "assessor", "version": __version__},
        "report": _report(assessment.report, assessment),
        "checklist": {
            "id": assessment.checklist_id,
            "title": assessment.checklist_title,
            "version": assessment.checklist_version,
        },
        "summary": {
            "score": _rounded(assessment.summary.score),
            "counts": {status: assessment.summary.counts.get(status, 0) for status in _STATUSES},
            "specific": assessment.summary.specific,
            "general": assessment.summary.general,
        },
        "warnings": list(assessment.warnings),
        "parts": [_part(part) for part in assessment.parts],
    }


def _report(report: Report, assessment: Assessment) -> Object:
    return {
        "source": report.document.source,
        "format": report.document.format,
        "title": report.title,
        "issuer": report.issuer,
        "region": report.region,
        "level": assessment.level,
        "level_source": assessment.level_source,
        "year": report.year,
        "sha256": report.document.sha256,
        "length": len(report.document.text),
        "pages": len(report.document.pages) or None,
        "notices": list(report.document.notices),
        "sections": [_section(section) for section in report.sections],
    }


def _section(section: Section) -> Object:
    return {
        "id": section.id,
        "title": section.title,
        "path": list(section.path),
        "start": section.start,
        "end": section.end,
        "stance": section.stance,
    }


def _part(part: PartResult) -> Object:
    return {
        "id": part.id,
        "title": part.title,
        "score": _rounded(part.score),
        "items": [_item(item) for item in part.items],
    }


def _item(item: ItemResult) -> Object:
    return {
        "id": item.id,
        "title": item.title,
        "status": item.status,
        "score": _rounded(item.score),
        "checkpoints": [_checkpoint(checkpoint) for checkpoint in item.checkpoints],
    }


def _checkpoint(checkpoint: CheckpointResult) -> Object:
    return {
        "id": checkpoint.id,
        "title": checkpoint.title,
        "requirement": checkpoint.requirement,
        "closes": checkpoint.closes,
        "weight": checkpoint.weight,
        "asked": checkpoint.asked,
        "asked_reason": checkpoint.asked_reason,
        "status": checkpoint.status,
        "substance": checkpoint.substance,
        "facts": list(checkpoint.facts),
        "waiver": _waiver(checkpoint.waiver),
        "evidence": [_evidence(evidence) for evidence in checkpoint.evidence],
        "mentions": [_mention(mention) for mention in checkpoint.mentions],
    }


def _waiver(waiver: Waiver | None) -> Object | None:
    if waiver is None:
        return None
    return {
        "kind": waiver.kind,
        "reason": waiver.reason,
        "by": waiver.by,
        "expires": waiver.expires,
        "state": waiver.state,
    }


def _place(cited: Evidence | Mention) -> Object:
    return {
        "start": cited.start,
        "end": cited.end,
        "text": cited.text,
        "section": cited.section,
        "paragraph": cited.paragraph,
        "page": cited.page,
    }


def _evidence(evidence: Evidence) -> Object:
    return {
        **_place(evidence),
        "score": _rounded(evidence.score),
        "confidence": evidence.confidence,
        "why": evidence.why,
        "cues": list(evidence.cues),
        "facts": list(evidence.facts),
        "matched": [_matched(matched) for matched in evidence.matched],
    }


def _mention(mention: Mention) -> Object:
    return {
        **_place(mention),
        "kind": mention.kind,
        "stance": mention.stance,
        "why": mention.why,
        "matched": [_matched(matched) for matched in mention.matched],
    }


def _matched(matched: Matched) -> Object:
    return {
        "term": matched.term,
        "text": matched.text,
        "start": matched.start,
        "end": matched.end,
        "similarity": _rounded(matched.similarity),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)
