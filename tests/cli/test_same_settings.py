"""One assessor.yaml, one result: assess, explain, check and diff take level and checklist from the same place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.sample import TEXT

Run = Callable[..., Ran]

CHECKLIST = """\
id: mine
title: 我的清单
version: 1.0.0
parts:
- id: "1"
  title: 甲
  items:
  - id: "1"
    title: 乙
    checkpoints:
    - {id: "1.1", title: 丙, requirement: 丁, strong: [行政复议 ~ 受理/审结]}
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "稿").mkdir()
    (tmp_path / "稿" / "a.txt").write_text(TEXT, encoding="utf-8")
    return "稿/a.txt"


def score_of(ran: Ran) -> float:
    return float(json.loads(ran.out)["summary"]["score"])


def checked_score(ran: Ran) -> float:
    return float(json.loads(ran.out)["reports"][0]["score"])


@pytest.mark.parametrize("level", ["township", "乡镇级", "乡镇"])
def test_the_level_of_the_file_holds_for_all(assessor: Run, report: str, tmp_path: Path, level: str) -> None:
    plain = score_of(assessor("assess", report, "-o", "-"))
    (tmp_path / "assessor.yaml").write_text(f"level: {level}\n", encoding="utf-8")
    result = json.loads(assessor("assess", report, "-o", "-").out)
    assert (result["report"]["level"], result["report"]["level_source"]) == ("township", "given")
    assert result["summary"]["score"] != plain
    assert result["summary"]["score"] == checked_score(assessor("check", report, "--format", "json"))
    assert "不适用" in assessor("explain", report, "7.1").out.splitlines()[0]
    (tmp_path / "before.json").write_text(json.dumps(result), encoding="utf-8")
    counts = json.loads(assessor("diff", "before.json", report, "--format", "json").out)["counts"]
    assert set(counts.values()) == {0}


def test_the_checklist_of_the_file_holds_for_all_and_lies_beside_it(
    assessor: Run, report: str, tmp_path: Path
) -> None:
    (tmp_path / "我的.yaml").write_text(CHECKLIST, encoding="utf-8")
    (tmp_path / "assessor.yaml").write_text("checklist: 我的.yaml\n", encoding="utf-8")
    assert json.loads(assessor("assess", report, "-o", "-").out)["checklist"]["id"] == "mine"
    assert assessor("explain", report, "1.1").out.startswith("1.1 丙")
    ran = assessor("check", report, "--format", "json")
    assert json.loads(ran.out)["reports"][0]["checklist"]["id"] == "mine"


def test_the_command_line_beats_the_file(assessor: Run, report: str, tmp_path: Path) -> None:
    (tmp_path / "assessor.yaml").write_text("level: township\nchecklist: 没有.yaml\n", encoding="utf-8")
    assert assessor("assess", report).fails(2, "assessor.yaml:2", "没有.yaml")
    (tmp_path / "assessor.yaml").write_text("level: township\n", encoding="utf-8")
    result = json.loads(assessor("assess", report, "-o", "-", "--level", "县").out)
    assert result["report"]["level"] == "county"
    assert "不适用" not in assessor("explain", report, "5.2", "--level", "市级").out.splitlines()[0]


def test_another_file_may_be_named(assessor: Run, report: str, tmp_path: Path) -> None:
    (tmp_path / "乡镇.yaml").write_text("level: 乡镇\n", encoding="utf-8")
    result = json.loads(assessor("assess", report, "-o", "-", "--config", "乡镇.yaml").out)
    assert result["report"]["level"] == "township"
    assert "不适用" in assessor("explain", report, "7.1", "--config", "乡镇.yaml").out.splitlines()[0]


def test_each_report_has_the_settings_of_its_own_folder(assessor: Run, report: str, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "稿" / "assessor.yaml").write_text("level: 乡镇\n", encoding="utf-8")
    assert assessor("assess", report, "b.txt", "--format", "json", "-o", "out").code == 0
    levels = [
        json.loads((tmp_path / "out" / f"{stem}.json").read_text(encoding="utf-8"))["report"]["level"]
        for stem in ("a", "b")
    ]
    assert levels == ["township", "county"]


def test_a_level_that_is_none_is_told_with_all_there_are(assessor: Run, report: str) -> None:
    assert assessor("assess", report, "--level", "国家").fails(
        2, "“国家”不在可选值之中：province 省级、city 市级、county 县级、township 乡镇级、department 部门"
    )


def test_explain_tells_of_every_id_that_is_none_before_it_explains_any(assessor: Run, report: str) -> None:
    ran = assessor("explain", report, "22.1", "99.9", "22.9")
    assert (ran.code, ran.out) == (2, "")
    assert [line.startswith("错误：清单") for line in ran.err.splitlines()] == [True, True]
