"""Findings for a terminal: `file:line:column: level RULE message`, grouped by report; silent when all is well."""

from __future__ import annotations

from collections import Counter
from typing import Final

from assessor.gate.reporters.wording import full_message, waived_line
from assessor.gate.verdict import Outcome, ReportOutcome
from assessor.rules.base import SEVERITY_ZH, Severity

_COLORS: Final[dict[Severity, str]] = {"error": "31;1", "warning": "33", "info": "36"}


def render(outcome: Outcome, *, color: bool = False) -> str:
    """Return the text; empty when there is nothing to tell (no finding, no waiver, nothing unreadable).

    What a baseline knows is only counted. color: with ANSI colours, for a terminal.
    """
    paint = _paint if color else _plain
    blocks = [[f"{paint('31;1', '错误')} {unreadable.message}"] for unreadable in outcome.unreadable]
    blocks += [lines for report in outcome.reports if (lines := _report(report, paint))]
    if not blocks:
        return ""
    return "\n\n".join("\n".join(lines) for lines in [*blocks, [summary(outcome)]]) + "\n"


def _report(report: ReportOutcome, paint: _Paint) -> list[str]:
    lines = []
    for finding in report.findings:
        if finding.state == "unchanged" or finding.waiver is not None:
            continue
        place = f"{report.name}:{finding.line}:{finding.column}:"
        level = paint(_COLORS[finding.severity], SEVERITY_ZH[finding.severity])
        lines.append(f"{place} {level} {finding.rule} {full_message(finding)}")
    lines += [
        f"{report.name}: 豁免 {waived_line(checkpoint, checkpoint.waiver)}"
        for checkpoint in report.waived()
        if checkpoint.waiver is not None and checkpoint.waiver.state == "active"
    ]
    return lines


def summary(outcome: Outcome) -> str:
    """Return the verdict and what it rests on in one line: `未通过：错误 1，警告 2`."""
    told = [f for report in outcome.reports for f in report.findings if f.waiver is None]
    counts = Counter(finding.severity for finding in told if finding.state == "new")
    levels: tuple[Severity, ...] = ("error", "warning", "info")
    parts = [f"{SEVERITY_ZH[level]} {counts[level]}" for level in levels if counts[level]]
    known = sum(finding.state == "unchanged" for finding in told)
    parts += [f"基线已有 {known}"] if known else []
    parts += [f"读不出 {len(outcome.unreadable)} 份"] if outcome.unreadable else []
    return f"{'通过' if outcome.passed else '未通过'}：{'，'.join(parts) or '没有问题'}"


class _Paint:
    """Marks a word with a colour, or leaves it."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, code: str, word: str) -> str:
        return f"\x1b[{code}m{word}\x1b[0m" if self.on else word


_paint = _Paint(True)
_plain = _Paint(False)
