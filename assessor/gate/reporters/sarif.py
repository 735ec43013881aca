"""SARIF 2.1.0, for code-scanning services.

Known and waived findings stay, with `baselineState` and `suppressions`: dropping them would make a
service close its alerts and open them again. Fingerprints do not depend on lines.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote

from assessor import __version__
from assessor.gate.conditions import RuleText, known_rules
from assessor.gate.findings import GateFinding
from assessor.gate.reporters.wording import full_message, waived_line, waiver_line
from assessor.gate.verdict import Outcome, ReportOutcome
from assessor.rules.base import Severity

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "assessorFinding/v1"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def render(outcome: Outcome) -> str:
    """Return the SARIF log as JSON text, one run for all reports."""
    rules = known_rules()
    index = {rule: n for n, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "assessor",
                "version": __version__,
                "rules": [_rule(rule, text) for rule, text in rules.items()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not outcome.unreadable,
                "exitCode": outcome.exit_code,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": one.message},
                        "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.name)}}],
                    }
                    for one in outcome.unreadable
                ],
            }
        ],
        "results": [
            _result(report.name, finding, index[finding.rule], outcome.baselined)
            for report in outcome.reports
            for finding in report.findings
        ],
        "properties": {"passed": outcome.passed, "waivers": _waivers(outcome.reports)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: str, text: RuleText) -> dict[str, Any]:
    return {
        "id": rule,
        "shortDescription": {"text": text.name},
        "fullDescription": {"text": text.reason},
        "help": {"text": text.remedy},
        "defaultConfiguration": {"level": _LEVELS[text.severity]},
    }


def _result(name: str, finding: GateFinding, index: int, baselined: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": full_message(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(name),
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": finding.end_line,
                        "endColumn": finding.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        # An empty list says that nothing suppresses it; without it a service can't tell.
        "suppressions": [],
    }
    if finding.waiver is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": waiver_line(finding.waiver)}
        ]
    if baselined:
        result["baselineState"] = finding.state
    return result


def _artifact(name: str) -> dict[str, str]:
    return {"uri": quote(name)}


def _waivers(reports: tuple[ReportOutcome, ...]) -> list[str]:
    return [
        f"{report.name}：{waived_line(checkpoint, checkpoint.waiver)}"
        for report in reports
        for checkpoint in report.waived()
        if checkpoint.waiver is not None
    ]
