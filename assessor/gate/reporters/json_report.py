"""The outcome as JSON, for scripts."""

from __future__ import annotations

import json
from typing import Any

from assessor import __version__
from assessor.gate.findings import GateFinding
from assessor.gate.verdict import Outcome, ReportOutcome
from assessor.model.result import CheckpointResult


def render(outcome: Outcome) -> str:
    """Return the outcome as JSON text (schema_version check-1)."""
    data = {
        "schema_version": "check-1",
        "tool": {"name": "assessor", "version": __version__},
        "passed": outcome.passed,
        "exit_code": outcome.exit_code,
        "reports": [_report(report) for report in outcome.reports],
        "unreadable": [{"file": one.name, "message": one.message} for one in outcome.unreadable],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _report(report: ReportOutcome) -> dict[str, Any]:
    assessment = report.assessment
    return {
        "file": report.name,
        "passed": report.passed,
        "title": assessment.report.title,
        "year": assessment.report.year,
        "level": assessment.level,
        "checklist": {"id": assessment.checklist_id, "version": assessment.checklist_version},
        "score": assessment.summary.score,
        "fail_on": report.policy.fail_on,
        "findings": [_finding(finding) for finding in report.findings],
        "waivers": [_waived(checkpoint) for checkpoint in report.waived()],
    }


def _finding(finding: GateFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "fails": finding.fails,
        "state": finding.state,
        "waived": finding.waiver is not None,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "start": finding.start,
        "end": finding.end,
        "page": finding.page,
        "text": finding.text,
        "message": finding.message,
        "correction": finding.correction,
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
    }


def _waived(checkpoint: CheckpointResult) -> dict[str, Any]:
    waiver = checkpoint.waiver
    assert waiver is not None  # noqa: S101 - `waived` yields only those that carry one
    return {
        "checkpoint": checkpoint.id,
        "title": checkpoint.title,
        "status": checkpoint.status,
        "kind": waiver.kind,
        "reason": waiver.reason,
        "by": waiver.by,
        "expires": waiver.expires,
        "state": waiver.state,
    }
