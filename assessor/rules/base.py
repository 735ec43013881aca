"""What a form rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessor.model.text import Report

Severity = Literal["error", "warning", "info"]
"""error: breaks a duty or a fact of the field; warning: very likely wrong; info: a hint to look at."""

SEVERITY_ZH: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a report that a rule objects to.

    start/end: offsets into `Report.document.text` (both 0 when the whole report is meant).
    message: one Chinese line. correction: what should stand there instead, "" when not known.
    """

    start: int
    end: int
    message: str
    correction: str = ""


Check = Callable[[Report], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form rule and its documentation (from which docs/rules.md is made), in Chinese.

    reason: why it is checked; source: article, standard or practice it rests on;
    bad/good: report texts with and without the fault (they are also run as tests);
    remedy: what to do about a finding.
    """

    id: str
    name: str
    severity: Severity
    reason: str
    source: str
    bad: str
    good: str
    remedy: str
    check: Check
