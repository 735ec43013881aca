"""JUnit XML: every checkpoint and every rule a test case.

What fails the gate is a failure; warnings pass and say so in system-out; not applicable and waived are
skipped, with the reason.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from assessor.gate.conditions import known_rules
from assessor.gate.findings import GateFinding
from assessor.gate.reporters.wording import full_message, waiver_line
from assessor.gate.verdict import Outcome, ReportOutcome
from assessor.model.result import STATUS_ZH, CheckpointResult
from assessor.rules.base import SEVERITY_ZH

# What XML 1.0 cannot hold, whatever the report has in it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome) -> str:
    """Return the XML text."""
    root = ET.Element("testsuites", name="assessor")
    for unreadable in outcome.unreadable:
        suite = ET.SubElement(root, "testsuite", name=_clean(unreadable.name))
        case = ET.SubElement(suite, "testcase", classname=_clean(unreadable.name), name="读取")
        ET.SubElement(case, "error", message=_clean(unreadable.message), type="unreadable")
        _count(suite)
    for report in outcome.reports:
        _suite(root, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, report: ReportOutcome) -> None:
    suite = ET.SubElement(root, "testsuite", name=_clean(report.name))
    by_checkpoint: dict[str, list[GateFinding]] = {}
    by_rule: dict[str, list[GateFinding]] = {rule: [] for rule in known_rules()}
    ids = {checkpoint.id for checkpoint in report.assessment.checkpoints()}
    for finding in report.findings:
        if finding.subject in ids:
            by_checkpoint.setdefault(finding.subject, []).append(finding)
        else:
            by_rule[finding.rule].append(finding)
    for part in report.assessment.parts:
        for checkpoint in part.checkpoints():
            name = f"{checkpoint.id} {checkpoint.title}"
            case = ET.SubElement(suite, "testcase", classname=_clean(part.title), name=_clean(name))
            _checkpoint(case, checkpoint, by_checkpoint.get(checkpoint.id, []), report)
    for rule, findings in by_rule.items():
        switched_on = report.policy.severity(rule, "error") is not None
        if findings or (switched_on and not rule.startswith("FZ00")):
            name = f"{rule} {known_rules()[rule].name}"
            case = ET.SubElement(suite, "testcase", classname="形式与门槛", name=name)
            _results(case, findings, report)
    _count(suite)


def _checkpoint(
    case: ET.Element, checkpoint: CheckpointResult, findings: list[GateFinding], report: ReportOutcome
) -> None:
    waiver = checkpoint.waiver
    if any(finding.fails for finding in findings):
        _results(case, findings, report)
    elif waiver is not None and waiver.state == "active":
        ET.SubElement(case, "skipped", message=_clean(f"已豁免：{waiver_line(waiver)}"))
    elif checkpoint.status == "not_applicable":
        ET.SubElement(case, "skipped", message=_clean(f"不适用：{checkpoint.asked_reason}"))
    else:
        out = [STATUS_ZH[checkpoint.status]] if checkpoint.status != "covered" else []
        out += [f"豁免——{waiver_line(waiver)}"] if waiver is not None else []
        out += [_line(report, finding) for finding in findings]
        if out:
            ET.SubElement(case, "system-out").text = _clean("\n".join(out))


def _results(case: ET.Element, findings: list[GateFinding], report: ReportOutcome) -> None:
    failing = [finding for finding in findings if finding.fails]
    if failing:
        text = "\n".join(_line(report, finding) for finding in failing)
        failure = ET.SubElement(
            case, "failure", message=_clean(full_message(failing[0])), type=failing[0].rule
        )
        failure.text = _clean(text)
    passing = [finding for finding in findings if not finding.fails]
    if passing:
        text = "\n".join(_line(report, finding) for finding in passing)
        ET.SubElement(case, "system-out").text = _clean(text)


def _line(report: ReportOutcome, finding: GateFinding) -> str:
    level = SEVERITY_ZH[finding.severity]
    return f"{report.name}:{finding.line}:{finding.column}: {level} {finding.rule} {full_message(finding)}"


def _count(suite: ET.Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
