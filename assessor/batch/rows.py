"""A report in a line: what comparing needs, and no more."""

from __future__ import annotations

from assessor.batch.tasks import Row
from assessor.model.result import Assessment


def row_of(assessment: Assessment) -> Row:
    """Return the row of an assessment; statuses and scores by id, in the checklist's order."""
    report, summary = assessment.report, assessment.summary
    return {
        "title": report.title,
        "issuer": report.issuer,
        "region": report.region,
        "level": assessment.level,
        "year": report.year,
        "sha256": report.document.sha256,
        "length": len(report.document.text),
        "score": summary.score,
        **{status: summary.counts[status] for status in summary.counts},
        "specific": summary.specific,
        "general": summary.general,
        "warnings": list(assessment.warnings),
        "parts": {part.id: part.score for part in assessment.parts},
        "items": {item.id: item.score for part in assessment.parts for item in part.items},
        "checkpoints": {result.id: result.status for result in assessment.checkpoints()},
    }
