"""Workflow commands that GitHub shows as annotations."""

from __future__ import annotations

from typing import Final

from assessor.gate.conditions import known_rules
from assessor.gate.findings import GateFinding
from assessor.gate.reporters.wording import full_message, waived_line
from assessor.gate.verdict import Outcome
from assessor.rules.base import Severity

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def render(outcome: Outcome) -> str:
    """Return one command a line: new findings at their level, waivers and unreadable files too."""
    lines = [f"::error file={_property(one.name)}::{_message(one.message)}" for one in outcome.unreadable]
    for report in outcome.reports:
        lines += [
            _finding(report.name, finding)
            for finding in report.findings
            if finding.state == "new" and finding.waiver is None
        ]
        lines += [
            f"::notice file={_property(report.name)},title=豁免::{_message(waived_line(checkpoint, waiver))}"
            for checkpoint in report.waived()
            if (waiver := checkpoint.waiver) is not None and waiver.state == "active"
        ]
    return "".join(f"{line}\n" for line in lines)


def _finding(name: str, finding: GateFinding) -> str:
    title = f"{finding.rule} {known_rules()[finding.rule].name}"
    place = f"file={_property(name)},line={finding.line},endLine={finding.end_line}"
    if finding.line == finding.end_line:
        # GitHub takes columns only for findings on one line.
        place += f",col={finding.column},endColumn={finding.end_column}"
    command = _COMMANDS[finding.severity]
    return f"::{command} {place},title={_property(title)}::{_message(full_message(finding))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
