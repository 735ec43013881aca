"""Everything the gate has to say of one report, each finding with its place and a lasting fingerprint."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assessor.gate.conditions import (
    ARTICLE_NOT_COVERED,
    BELOW_MINIMUM,
    NOT_COVERED,
    PART_BELOW_MINIMUM,
    READING_NOTICE,
    WAIVER_EXPIRED,
    WAIVER_SUSPECT,
    WAIVER_UNUSED,
    Condition,
)
from assessor.gate.policy import Policy
from assessor.gate.waivers import is_waived
from assessor.model.result import STATUS_ZH, Assessment, CheckpointResult, Waiver
from assessor.rules.base import Severity
from assessor.rules.registry import findings as form_findings

State = Literal["new", "unchanged"]
_Say = Callable[..., Iterator["GateFinding"]]


@dataclass(frozen=True, slots=True)
class GateFinding:
    """A finding in one report.

    start/end: offsets into the text as read; line/column: 1-based, columns in characters;
    subject: what it is about beside its place (a checkpoint, a part), "" for form findings;
    value: the figure a baseline compares (a score); waiver: set when an active waiver covers it;
    state: `unchanged` when a baseline knows it; fails: whether it makes the report fail.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    text: str
    message: str
    correction: str = ""
    subject: str = ""
    value: float | None = None
    waiver: Waiver | None = None
    state: State = "new"
    fails: bool = False
    fingerprint: str = ""


def collect(assessment: Assessment, policy: Policy) -> tuple[GateFinding, ...]:
    """Return what the rules and conditions find, by place, with fingerprints; nothing is decided yet.

    `assessment` has its waivers applied (see `apply_waivers`).
    """
    place = _Places(assessment, policy)
    found = [*_form(assessment, place), *_conditions(assessment, policy, place)]
    found.sort(key=lambda finding: (finding.start, finding.rule, finding.subject, finding.end))
    return _fingerprinted(found)


def place_of(
    assessment: Assessment, policy: Policy, condition: Condition, message: str, subject: str
) -> tuple[GateFinding, ...]:
    """Return the finding of a condition on the report as a whole, none when the policy switches it off."""
    place = _Places(assessment, policy)
    found = place.finding(condition.id, condition.severity, place.top(), message, subject=subject)
    return _fingerprinted(list(found))


class _Places:
    """Turns offsets into lines and columns, and rule settings into severities."""

    def __init__(self, assessment: Assessment, policy: Policy) -> None:
        self._document = assessment.report.document
        self._policy = policy
        text = self._document.text
        self._lines = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def finding(
        self,
        rule: str,
        default: Severity,
        span: tuple[int, int],
        message: str,
        correction: str = "",
        subject: str = "",
        value: float | None = None,
        waiver: Waiver | None = None,
    ) -> Iterator[GateFinding]:
        """Yield the finding, unless the policy switches its rule off."""
        severity = self._policy.severity(rule, default)
        if severity is None:
            return
        start, end = span
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end))
        yield GateFinding(
            rule=rule,
            severity=severity,
            start=start,
            end=end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            page=self._document.page_of(start),
            text=self._document.text[start:end],
            message=message,
            correction=correction,
            subject=subject,
            value=value,
            waiver=waiver,
        )

    def top(self) -> tuple[int, int]:
        """Return the span of the first line that is not empty, where what is missing is shown."""
        text = self._document.text
        start = len(text) - len(text.lstrip())
        end = text.find("\n", start)
        return start, len(text) if end < 0 else end


def _form(assessment: Assessment, place: _Places) -> Iterator[GateFinding]:
    for rule, found in form_findings(assessment.report):
        span = (found.start, found.end)
        yield from place.finding(rule.id, rule.severity, span, found.message, found.correction)


def _conditions(assessment: Assessment, policy: Policy, place: _Places) -> Iterator[GateFinding]:
    def say(
        condition: Condition,
        message: str,
        subject: str = "",
        value: float | None = None,
        waiver: Waiver | None = None,
    ) -> Iterator[GateFinding]:
        top, severity = place.top(), condition.severity
        return place.finding(
            condition.id, severity, top, message, subject=subject, value=value, waiver=waiver
        )

    yield from _scores(assessment, policy, say)
    for checkpoint in assessment.checkpoints():
        label = f"{checkpoint.id} {checkpoint.title}"
        open_ = checkpoint.status in ("missing", "mentioned")
        status = STATUS_ZH[checkpoint.status]
        if open_ and (checkpoint.id in policy.checkpoints or is_waived(checkpoint)):
            message = f"检查点 {label}：{status}" + (f"。{checkpoint.closes}" if checkpoint.closes else "")
            waiver = checkpoint.waiver if is_waived(checkpoint) else None
            yield from say(NOT_COVERED, message, subject=checkpoint.id, waiver=waiver)
        if checkpoint.waiver is not None:
            yield from _waiver(checkpoint, label, say)
    for part in assessment.parts:
        for item in part.items:
            uncovered = not any(c.status in ("covered", "declared_none") for c in item.checkpoints)
            if item.id in policy.articles and uncovered and not all(map(_excused, item.checkpoints)):
                message = f"条目 {item.id} {item.title}：{STATUS_ZH[item.status]}"
                yield from say(ARTICLE_NOT_COVERED, message, subject=f"article {item.id}")
    for n, notice in enumerate(dict.fromkeys((*assessment.report.document.notices, *assessment.warnings))):
        yield from say(READING_NOTICE, notice, subject=f"notice {n}")


def _excused(checkpoint: CheckpointResult) -> bool:
    return is_waived(checkpoint) or checkpoint.status == "not_applicable"


def _scores(assessment: Assessment, policy: Policy, say: _Say) -> Iterator[GateFinding]:
    score = assessment.summary.score
    if policy.minimum is not None and (score is None or score < policy.minimum):
        shown = "没有计分的检查点" if score is None else f"总分 {score:.1f}"
        yield from say(BELOW_MINIMUM, f"{shown}，低于门槛 {policy.minimum:g}", value=score or 0.0)
    for part in assessment.parts:
        minimum = policy.part_minimums.get(part.id)
        if minimum is not None and part.score is not None and part.score < minimum:
            message = f"第 {part.id} 部分“{part.title}”得分 {part.score:.1f}，低于门槛 {minimum:g}"
            yield from say(PART_BELOW_MINIMUM, message, subject=f"part {part.id}", value=part.score)


def _waiver(checkpoint: CheckpointResult, label: str, say: _Say) -> Iterator[GateFinding]:
    waiver = checkpoint.waiver
    if waiver is None or waiver.state == "active":
        return
    condition, message = {
        "expired": (
            WAIVER_EXPIRED,
            f"检查点 {label} 的豁免已于 {waiver.expires} 到期（批准人：{waiver.by}）",
        ),
        "unused": (WAIVER_UNUSED, f"检查点 {label} 的豁免用不到：该项{STATUS_ZH[checkpoint.status]}"),
        "suspect": (WAIVER_SUSPECT, f"检查点 {label} 的豁免存疑：所依据的原句已改动（批准人：{waiver.by}）"),
    }[waiver.state]
    yield from say(condition, message, subject=checkpoint.id)


def _fingerprinted(found: list[GateFinding]) -> tuple[GateFinding, ...]:
    """Give each finding a fingerprint that survives edits elsewhere in the report.

    It is made of the rule, the subject, the words objected to and the count of equal ones before, and
    not of lines, offsets or scores.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    result = []
    for finding in found:
        words = "" if finding.subject or finding.rule < "FZ1" else "".join(finding.text.split())
        key = (finding.rule, finding.subject, words)
        seen[key] += 1
        digest = hashlib.sha256("\x1f".join([*key, str(seen[key])]).encode()).hexdigest()
        result.append(replace(finding, fingerprint=digest[:32]))
    return tuple(result)
