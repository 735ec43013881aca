"""The terminal: silent when all is well, one line a finding, grouped by report."""

from __future__ import annotations

import re

from assessor.gate.policy import Policy
from assessor.gate.reporters import report
from assessor.gate.verdict import Outcome, decide
from assessor.model.result import Assessment
from tests.gate.conftest import Check

LINE = re.compile(r"^[^:]+:\d+:\d+: (错误|警告|提示) FZ\d{3} \S")


def test_silence_when_all_is_well(check: Check) -> None:
    ran = check("good.txt")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_one_line_a_finding_and_a_summary(check: Check) -> None:
    lines = check("thin.txt").out.splitlines()
    findings, (blank, summary) = lines[:-2], lines[-2:]
    assert findings
    assert all(LINE.match(line) for line in findings)
    assert blank == ""
    assert summary.startswith("未通过：错误 ")


def test_a_finding_names_its_place_and_the_correction(check: Check) -> None:
    out = check("thin.txt").out
    assert "thin.txt:7:3: 警告 FZ301 “商务制度改革”疑为“商事制度改革”之误" in out
    assert "thin.txt:3:26: 错误 FZ202" in out
    assert "应为 95.7%" in out


def test_reports_are_grouped_and_clean_ones_left_out(check: Check) -> None:
    out = check("good.txt", "thin.txt").out
    assert "good.txt" not in out
    assert out.count("\n\n") == 1


def test_an_unreadable_report_is_named_and_the_rest_told(check: Check) -> None:
    ran = check("broken.docx", "thin.txt")
    assert "broken.docx" in ran.out
    assert "thin.txt:3:" in ran.out
    assert "读不出 1 份" in ran.out


def test_colour_marks_the_level_and_changes_nothing_else(assessment: Assessment) -> None:
    outcome = Outcome((decide("报告.txt", assessment, Policy(minimum=100.0)),))
    plain, coloured = report(outcome, "text"), report(outcome, "text", color=True)
    assert "\x1b[31;1m错误\x1b[0m FZ001" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_no_colour_into_a_pipe(check: Check) -> None:
    assert "\x1b" not in check("thin.txt").out
