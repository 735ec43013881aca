"""GitLab's code-quality report: what a merge request shows beside the changed lines."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from assessor.gate.reporters.wording import full_message, waived_line
from assessor.gate.verdict import Outcome
from assessor.rules.base import Severity

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome) -> str:
    """Return the JSON array; known and waived findings stay in it (severity info), lest they reopen."""
    issues = [
        _issue(one.name, "unreadable", one.message, "blocker", 1, "unreadable") for one in outcome.unreadable
    ]
    for report in outcome.reports:
        for finding in report.findings:
            quiet = finding.waiver is not None or finding.state == "unchanged"
            severity = "info" if quiet else _SEVERITIES[finding.severity]
            message = full_message(finding)
            issues.append(
                _issue(report.name, finding.rule, message, severity, finding.line, finding.fingerprint)
            )
        told = {finding.subject for finding in report.findings if finding.waiver is not None}
        for checkpoint in report.waived():
            if checkpoint.waiver is not None and checkpoint.id not in told:
                message = waived_line(checkpoint, checkpoint.waiver)
                issues.append(_issue(report.name, "waiver", message, "info", 1, f"waiver {checkpoint.id}"))
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(name: str, rule: str, message: str, severity: str, line: int, key: str) -> dict[str, Any]:
    digest = hashlib.sha256(f"{name}\x1f{rule}\x1f{key}".encode()).hexdigest()
    return {
        "description": message,
        "check_name": rule,
        "fingerprint": digest[:32],
        "severity": severity,
        "location": {"path": name, "lines": {"begin": line}},
    }
