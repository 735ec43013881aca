"""Waivers: what they excuse, when they stop, and that they are always shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessor.gate.policy import WaiverEntry
from assessor.gate.reporters import FORMATS
from assessor.gate.waivers import apply_waivers
from assessor.model.result import Assessment, CheckpointResult
from tests.gate.conftest import Check

TODAY = date(2026, 1, 15)
LAST = date(2026, 6, 30)


def waiver(checkpoint: str, **changed: object) -> WaiverEntry:
    entry = WaiverEntry(checkpoint, "not_applicable", "我县无立法权", "张某", LAST)
    return replace(entry, **changed)  # type: ignore[arg-type]


def of(assessment: Assessment, identifier: str) -> CheckpointResult:
    return next(one for one in assessment.checkpoints() if one.id == identifier)


@pytest.fixture
def missing(assessment: Assessment) -> str:
    """A checkpoint that is asked of the sample report and missing in it."""
    return next(
        one.id for one in assessment.checkpoints() if one.status == "missing" and one.asked == "asked"
    )


@pytest.fixture
def covered(assessment: Assessment) -> str:
    return next(one.id for one in assessment.checkpoints() if one.status == "covered")


def test_a_waiver_is_set_on_its_checkpoint_and_nowhere_else(assessment: Assessment, missing: str) -> None:
    waived = apply_waivers(assessment, [waiver(missing)], TODAY)
    assert of(waived, missing).waiver is not None
    assert of(waived, missing).status == "missing"
    assert [one for one in waived.checkpoints() if one.id != missing] == [
        one for one in assessment.checkpoints() if one.id != missing
    ]


def test_not_applicable_leaves_the_score_and_accepted_does_not(assessment: Assessment, missing: str) -> None:
    before = apply_waivers(assessment, [waiver(missing, kind="accepted")], TODAY).summary.score
    after = apply_waivers(assessment, [waiver(missing)], TODAY).summary.score
    assert (after or 0) > (before or 0) > 0


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "active"),
        ({"expires": TODAY}, "active"),
        ({"expires": date(2026, 1, 14)}, "expired"),
        ({"sentence": "让法治成为青石县最鲜明的底色"}, "active"),
        ({"sentence": "让法治成为青石县 最鲜明\n的底色"}, "active"),
        ({"sentence": "让法治成为青石县最亮丽的底色"}, "suspect"),
        ({"sentence": "不在报告里的句子", "expires": date(2026, 1, 14)}, "expired"),
    ],
)
def test_states(assessment: Assessment, missing: str, changed: dict[str, object], state: str) -> None:
    found = of(apply_waivers(assessment, [waiver(missing, **changed)], TODAY), missing).waiver
    assert found is not None
    assert found.state == state


def test_a_waiver_for_what_is_covered_is_unused(assessment: Assessment, covered: str) -> None:
    found = of(apply_waivers(assessment, [waiver(covered)], TODAY), covered).waiver
    assert found is not None
    assert found.state == "unused"


@pytest.mark.parametrize("changed", [{"expires": date(2020, 1, 1)}, {"sentence": "不在报告里的句子"}])
def test_one_that_is_not_active_changes_no_score(
    assessment: Assessment, missing: str, changed: dict[str, object]
) -> None:
    plain = apply_waivers(assessment, [waiver(missing, kind="accepted")], TODAY)
    assert apply_waivers(assessment, [waiver(missing, **changed)], TODAY).summary == plain.summary


def test_one_for_another_report_is_left_alone(assessment: Assessment, missing: str) -> None:
    other = apply_waivers(assessment, [waiver(missing, report="另一份*.docx")], TODAY)
    assert other == assessment
    name = assessment.report.document.source
    own = apply_waivers(assessment, [waiver(missing, report=f"{name[:2]}*")], TODAY)
    assert of(own, missing).waiver is not None


POLICY = """\
required:
  checkpoints: ["28.1"]
waivers:
- checkpoint: "28.1"
  kind: accepted
  reason: 清欠台账尚在核对
  by: 李某
  expires: {expires}
{more}"""


def write(repository: Path, expires: str = "2026-06-30", more: str = "") -> None:
    text = POLICY.replace("{expires}", expires).replace("{more}", more)
    (repository / "assessor.yaml").write_text(text, encoding="utf-8")


def test_without_its_waiver_the_required_checkpoint_fails(check: Check) -> None:
    ran = check("good.txt", "--require", "28.1")
    assert ran.code == 1
    assert "FZ003 检查点 28.1" in ran.out


@pytest.mark.parametrize("form", FORMATS)
def test_an_active_waiver_passes_and_is_shown_in_every_format(
    check: Check, repository: Path, form: str
) -> None:
    write(repository)
    ran = check("good.txt", "--format", form)
    assert ran.code == 0
    for words in ("28.1", "清欠台账尚在核对", "李某", "2026-06-30"):
        assert words in ran.out


@pytest.mark.parametrize("form", FORMATS)
def test_an_expired_waiver_is_a_finding_and_no_longer_excuses(
    check: Check, repository: Path, form: str
) -> None:
    write(repository, "2026-01-14")
    ran = check("good.txt", "--format", form)
    assert ran.code == 1
    assert "FZ005" in ran.out
    assert "FZ003" in ran.out
    assert "2026-01-14" in ran.out


def test_the_day_decides_and_today_sets_it(check: Check, repository: Path) -> None:
    write(repository, "2026-01-15")
    assert check("good.txt").code == 0
    assert check("good.txt", "--today", "2026-01-16").code == 1


def test_a_changed_sentence_makes_the_waiver_suspect(check: Check, repository: Path) -> None:
    write(repository, more="  sentence: 行政裁决运用不足，原因在于宣传不够。\n")
    assert check("good.txt").code == 0
    text = (repository / "good.txt").read_text(encoding="utf-8")
    (repository / "good.txt").write_text(text.replace("宣传不够", "告知不够"), encoding="utf-8")
    ran = check("good.txt")
    assert ran.code == 1
    assert "FZ007 检查点 28.1" in ran.out
    assert "豁免存疑" in ran.out


def test_an_unused_waiver_is_a_warning(check: Check, repository: Path) -> None:
    text = 'waivers:\n- {checkpoint: "23.1", kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}\n'
    (repository / "assessor.yaml").write_text(text, encoding="utf-8")
    ran = check("good.txt")
    assert ran.code == 0
    assert "警告 FZ006 检查点 23.1" in ran.out


def test_a_waiver_for_no_checkpoint_is_a_configuration_error(check: Check, repository: Path) -> None:
    text = 'waivers:\n- {checkpoint: "xccdf_1", kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}\n'
    (repository / "assessor.yaml").write_text(text, encoding="utf-8")
    ran = check("thin.txt")
    assert ran.code == 2
    assert "没有检查点 xccdf_1" in ran.err


def test_a_waiver_does_not_outlive_a_change_of_checklist(check: Check, repository: Path) -> None:
    other = """\
id: other
title: 另一清单
version: 1.0.0
parts:
- id: "1"
  title: 其一
  items:
  - id: "1"
    title: 条目
    checkpoints:
    - {id: "1.9", title: 学法, requirement: 学法, weight: 1, strong: [会前学法]}
"""
    (repository / "other.yaml").write_text(other, encoding="utf-8")
    write(repository)
    ran = check("good.txt", "--checklist", "other.yaml")
    assert ran.code == 2
    assert "28.1" in ran.err


def test_json_lists_waivers_with_their_state(check: Check, repository: Path) -> None:
    write(repository, "2026-01-14")
    (report,) = json.loads(check("good.txt", "--format", "json").out)["reports"]
    assert report["waivers"] == [
        {
            "checkpoint": "28.1",
            "title": report["waivers"][0]["title"],
            "status": "missing",
            "kind": "accepted",
            "reason": "清欠台账尚在核对",
            "by": "李某",
            "expires": "2026-01-14",
            "state": "expired",
        }
    ]
