"""The gate's own conditions: scores, required checkpoints and articles, notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessor.gate.findings import GateFinding, collect
from assessor.gate.policy import Policy, WaiverEntry
from assessor.gate.verdict import decide
from assessor.gate.waivers import apply_waivers
from assessor.model.result import Assessment
from tests.gate.conftest import Check


def found(assessment: Assessment, policy: Policy, rule: str) -> list[GateFinding]:
    return [finding for finding in collect(assessment, policy) if finding.rule == rule]


def test_a_score_at_the_threshold_passes_and_one_below_does_not(assessment: Assessment) -> None:
    score = assessment.summary.score or 0.0
    assert found(assessment, Policy(minimum=score), "FZ001") == []
    (finding,) = found(assessment, Policy(minimum=score + 0.1), "FZ001")
    assert finding.message == f"总分 {score:.1f}，低于门槛 {score + 0.1:g}"
    assert finding.severity == "error"


def test_nothing_to_count_is_below_any_threshold(assessment: Assessment) -> None:
    empty = replace(assessment, summary=replace(assessment.summary, score=None))
    (finding,) = found(empty, Policy(minimum=1.0), "FZ001")
    assert "没有计分的检查点" in finding.message
    assert found(empty, Policy(), "FZ001") == []


def test_each_part_has_its_own_threshold(assessment: Assessment) -> None:
    first, second = [part for part in assessment.parts if part.score is not None][:2]
    thresholds = {first.id: (first.score or 0) + 1, second.id: second.score or 0.0}
    (finding,) = found(assessment, Policy(part_minimums=thresholds), "FZ002")
    assert first.title in finding.message


def test_a_required_checkpoint_is_met_by_evidence_and_by_a_zero_report(assessment: Assessment) -> None:
    by_status = {one.status: one.id for one in assessment.checkpoints()}
    policy = Policy(checkpoints=tuple(by_status.values()))
    findings = found(assessment, policy, "FZ003")
    failing = {finding.subject for finding in findings if finding.waiver is None}
    assert failing == {by_status["missing"], by_status["mentioned"]}


def test_a_gap_says_what_would_close_it(assessment: Assessment) -> None:
    point = next(one for one in assessment.checkpoints() if one.status == "missing" and one.closes)
    (finding,) = found(assessment, Policy(checkpoints=(point.id,)), "FZ003")
    assert finding.message.endswith(point.closes)


def emptied(assessment: Assessment, article: str) -> Assessment:
    """The assessment with every checkpoint of the article missing."""
    parts = []
    for part in assessment.parts:
        items = tuple(
            replace(
                item,
                status="missing",
                checkpoints=tuple(replace(c, status="missing", evidence=()) for c in item.checkpoints),
            )
            if item.id == article
            else item
            for item in part.items
        )
        parts.append(replace(part, items=items))
    return replace(assessment, parts=tuple(parts))


def test_a_required_article_is_met_by_one_of_its_checkpoints(assessment: Assessment) -> None:
    items = [item for part in assessment.parts for item in part.items]
    kept, lost = [item for item in items if item.status == "covered"][:2]
    without = emptied(assessment, lost.id)
    policy = Policy(articles=(kept.id, lost.id))
    (finding,) = found(without, policy, "FZ004")
    assert lost.title in finding.message
    waivers = [WaiverEntry(one.id, "accepted", "试", "张某", date(2026, 6, 30)) for one in lost.checkpoints]
    assert found(apply_waivers(without, waivers, date(2026, 1, 1)), policy, "FZ004") == []


def test_a_required_article_is_met_by_a_zero_report_although_another_checkpoint_is_open(
    assessment: Assessment,
) -> None:
    item = next(
        i for p in assessment.parts for i in p.items if i.status == "covered" and len(i.checkpoints) > 1
    )
    lost = emptied(assessment, item.id)
    assert found(lost, Policy(articles=(item.id,)), "FZ004")
    parts = []
    for part in lost.parts:
        items = tuple(
            replace(
                one, checkpoints=(replace(one.checkpoints[0], status="declared_none"), *one.checkpoints[1:])
            )
            if one.id == item.id
            else one
            for one in part.items
        )
        parts.append(replace(part, items=items))
    assert not found(replace(lost, parts=tuple(parts)), Policy(articles=(item.id,)), "FZ004")


def test_notices_of_reading_are_hints(assessment: Assessment) -> None:
    document = replace(assessment.report.document, notices=("有 3 处修订未接受",))
    noted = replace(
        assessment, report=replace(assessment.report, document=document), warnings=("层级系推定",)
    )
    findings = found(noted, Policy(), "FZ008")
    assert [finding.message for finding in findings] == ["有 3 处修订未接受", "层级系推定"]
    assert {finding.severity for finding in findings} == {"info"}


def test_pages_are_told(assessment: Assessment) -> None:
    paged = replace(assessment.report.document, pages=(0, 40))
    report = replace(assessment.report, document=paged)
    findings = collect(replace(assessment, report=report), Policy())
    assert {finding.page for finding in findings} <= {1, 2}
    assert None not in {finding.page for finding in findings}


@pytest.mark.parametrize(
    ("level", "passes"), [("error", False), ("warning", True), ("info", True), ("off", True)]
)
def test_a_condition_obeys_its_setting(assessment: Assessment, level: str, passes: bool) -> None:
    policy = Policy(minimum=100.0, rules={"FZ001": level, **OFF})  # type: ignore[dict-item]
    assert decide("报告.txt", assessment, policy).passed is passes


OFF = dict.fromkeys(("FZ101", "FZ102", "FZ103", "FZ104", "FZ105"), "off")


def test_required_ids_can_come_from_the_command_line(check: Check) -> None:
    ran = check("good.txt", "--require", "28.1", "--require-article", "28")
    assert ran.code == 1
    assert "FZ003 检查点 28.1" in ran.out
    assert "FZ004 条目 28" in ran.out
