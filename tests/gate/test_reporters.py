"""What the services read: SARIF, JUnit, GitHub, GitLab, JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from assessor.gate.conditions import known_rules
from assessor.gate.policy import Policy
from assessor.gate.reporters import report
from assessor.gate.reporters.wording import full_message
from assessor.gate.verdict import Outcome, decide
from assessor.model.result import Assessment
from tests.gate.conftest import Check

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"

WAIVED = """\
required: {checkpoints: ["28.1", "28.2"]}
waivers:
- {checkpoint: "28.1", kind: accepted, reason: 台账在核对, by: 李某, expires: 2026-06-30}
- {checkpoint: "7.1", kind: not_applicable, reason: 无立法权, by: 李某, expires: 2026-06-30}
"""


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The published schema, as SchemaStore and npm's @microsoft/jest-sarif (MIT) carry it."""
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def sarif(check: Check, *args: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(check(*args, "--format", "sarif").out)
    return log


def test_sarif_is_valid_whatever_happened(
    check: Check, repository: Path, sarif_schema: Draft4Validator
) -> None:
    (repository / "assessor.yaml").write_text(WAIVED, encoding="utf-8")
    check("thin.txt", "--write-baseline", "base.json")
    for args in (
        ("good.txt",),
        ("thin.txt",),
        ("good.txt", "thin.txt", "broken.docx"),
        ("thin.txt", "--baseline", "base.json"),
    ):
        assert [error.message for error in sarif_schema.iter_errors(sarif(check, *args))] == []


def test_the_schema_would_notice(sarif_schema: Draft4Validator, check: Check) -> None:
    log = sarif(check, "thin.txt")
    log["runs"][0]["results"][0]["baselineState"] = "known"
    assert not sarif_schema.is_valid(log)


def test_sarif_marks_waived_results_as_suppressed(check: Check, repository: Path) -> None:
    (repository / "assessor.yaml").write_text(WAIVED, encoding="utf-8")
    results = sarif(check, "good.txt")["runs"][0]["results"]
    by_checkpoint = {one["message"]["text"][4:8]: one for one in results if one["ruleId"] == "FZ003"}
    (suppression,) = by_checkpoint["28.1"]["suppressions"]
    assert suppression["status"] == "accepted"
    assert "台账在核对" in suppression["justification"]
    assert by_checkpoint["28.2"]["suppressions"] == []


def test_sarif_rules_and_results_agree(check: Check) -> None:
    run = sarif(check, "thin.txt")["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == set(known_rules())
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert run["invocations"][0]["exitCode"] == 1


def test_sarif_places_point_at_the_words(check: Check, repository: Path) -> None:
    lines = (repository / "thin.txt").read_text(encoding="utf-8").split("\n")
    for one in sarif(check, "thin.txt")["runs"][0]["results"]:
        if one["ruleId"] == "FZ301":
            region = one["locations"][0]["physicalLocation"]["region"]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "商务制度改革"


def test_sarif_fingerprints_survive_edits_elsewhere(check: Check, repository: Path) -> None:
    def prints() -> list[str]:
        results = sarif(check, "thin.txt")["runs"][0]["results"]
        return sorted(one["partialFingerprints"]["assessorFinding/v1"] for one in results)

    before = prints()
    text = (repository / "thin.txt").read_text(encoding="utf-8")
    (repository / "thin.txt").write_text(text.replace("一、主要", "概述如下。\n\n一、主要"), encoding="utf-8")
    assert prints() == before
    assert len(set(before)) == len(before)


def test_sarif_uris_are_escaped(check: Check, repository: Path) -> None:
    (repository / "青石 县.txt").write_bytes((repository / "thin.txt").read_bytes())
    result = sarif(check, "青石 县.txt")["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%./_-]+", uri)


def test_junit_fails_passes_and_skips(check: Check, repository: Path) -> None:
    (repository / "assessor.yaml").write_text(WAIVED, encoding="utf-8")
    root = ET.fromstring(check("thin.txt", "--level", "county", "--format", "junit").out)
    (suite,) = root.findall("testsuite")
    cases = {case.get("name", "").split(" ")[0]: case for case in suite.findall("testcase")}
    assert cases["28.2"].find("failure") is not None
    skipped = cases["28.1"].find("skipped")
    assert skipped is not None
    assert "台账在核对" in skipped.get("message", "")
    assert cases["FZ202"].find("failure") is not None
    warned = cases["FZ301"]
    assert warned.find("failure") is None
    out = warned.find("system-out")
    assert out is not None
    assert "商务制度改革" in (out.text or "")
    assert cases["FZ111"].find("*") is None
    assert suite.get("tests") == str(len(suite.findall("testcase")))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))


def test_junit_skips_what_does_not_apply_with_the_reason(check: Check) -> None:
    root = ET.fromstring(check("good.txt", "--level", "township", "--format", "junit").out)
    reasons = [skipped.get("message", "") for skipped in root.iter("skipped")]
    assert reasons
    assert all(reason.startswith("不适用：") for reason in reasons)


def test_junit_survives_characters_that_xml_cannot_hold(check: Check, repository: Path) -> None:
    text = (repository / "thin.txt").read_text(encoding="utf-8")
    (repository / "odd.txt").write_text(text.replace("商务制度", "商务\x0b制度<&>]]>"), encoding="utf-8")
    ET.fromstring(check("odd.txt", "--format", "junit").out)


def test_junit_tells_an_unreadable_report_as_an_error(check: Check) -> None:
    root = ET.fromstring(check("broken.docx", "--format", "junit").out)
    (error,) = root.iter("error")
    assert "broken.docx" in error.get("message", "")


def test_github_gets_one_command_a_line(check: Check) -> None:
    lines = check("thin.txt", "--format", "github").out.splitlines()
    assert lines
    for line in lines:
        assert re.match(
            r"::(error|warning|notice) file=thin\.txt,line=\d+,endLine=\d+.*,title=FZ\d{3} .*::.", line
        )


def test_github_commands_cannot_be_broken_by_names(check: Check, repository: Path) -> None:
    name = "a,b:c%d.txt"
    (repository / name).write_bytes((repository / "thin.txt").read_bytes())
    first = check(name, "--format", "github").out.splitlines()[0]
    assert "file=a%2Cb%3Ac%25d.txt," in first


def test_gitlab_gets_its_code_quality_report(check: Check) -> None:
    issues = json.loads(check("thin.txt", "broken.docx", "--format", "gitlab").out)
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue["description"]
        assert issue["check_name"]
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith("/")


def test_json_holds_the_verdict(check: Check) -> None:
    data = json.loads(check("good.txt", "thin.txt", "broken.docx", "--format", "json").out)
    assert (data["passed"], data["exit_code"]) == (False, 3)
    assert [(one["file"], one["passed"]) for one in data["reports"]] == [
        ("good.txt", True),
        ("thin.txt", False),
    ]
    assert data["unreadable"][0]["file"] == "broken.docx"
    finding = next(one for one in data["reports"][1]["findings"] if one["rule"] == "FZ301")
    assert finding["text"] == "商务制度改革"
    assert finding["correction"] == "商事制度改革"


def test_no_output_holds_a_path_of_this_machine(check: Check, repository: Path) -> None:
    for form in ("text", "json", "github", "gitlab", "junit", "sarif"):
        out = check(str(repository / "thin.txt"), "--format", form).out
        assert str(repository) not in out
        assert "thin.txt" in out


def test_a_finding_tells_its_page_and_the_correction_once(assessment: Assessment) -> None:
    paged = replace(assessment.report.document, pages=(0, 40))
    text = replace(paged, text=paged.text.replace("法治政府建设年度报告", "法制政府建设年度报告", 1))
    outcome = decide(
        "报告.pdf", replace(assessment, report=replace(assessment.report, document=text)), Policy()
    )
    (finding,) = [one for one in outcome.findings if one.rule == "FZ204"]
    assert full_message(finding) == "“法制政府”应为“法治政府”（第 1 页）"
    year = next(one for one in outcome.findings if one.rule == "FZ103")
    assert full_message(replace(year, correction="原因")).startswith("写了存在的不足，没有写原因")


def test_github_gets_no_columns_for_a_finding_on_several_lines(assessment: Assessment) -> None:
    outcome = decide("报告.txt", assessment, Policy(minimum=100.0))
    (finding,) = [one for one in outcome.findings if one.rule == "FZ001"]
    long = replace(outcome, findings=(replace(finding, end_line=finding.line + 2),))
    assert ",col=" not in report(Outcome((long,)), "github")
