"""A baseline: what it knows is not told again, what got worse is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessor.gate.reporters import FORMATS
from tests.gate.conftest import Check


@pytest.fixture
def based(check: Check, repository: Path) -> Check:
    """`check` in a repository whose drafts have a baseline, base.json."""
    check("thin.txt", "good.txt", "--write-baseline", "base.json")
    return check


def change(repository: Path, name: str, old: str, new: str) -> None:
    text = (repository / name).read_text(encoding="utf-8")
    assert old in text
    (repository / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_what_it_knows_passes_in_every_format(based: Check, form: str) -> None:
    assert based("thin.txt", "--baseline", "base.json", "--format", form).code == 0


def test_what_it_knows_is_not_told_again(based: Check, repository: Path) -> None:
    assert based("thin.txt", "--baseline", "base.json").out == ""
    change(repository, "thin.txt", "培训64人", "参训率108%")
    out = based("thin.txt", "--baseline", "base.json").out
    assert out.count("FZ") == 1
    assert "，基线已有 " in out


def test_lines_moved_are_no_news(based: Check, repository: Path) -> None:
    change(repository, "thin.txt", "一、主要做法", "以下是正文。\n\n一、主要做法")
    assert based("thin.txt", "--baseline", "base.json").code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_new_fault_fails_in_every_format(based: Check, repository: Path, form: str) -> None:
    change(repository, "thin.txt", "培训64人", "参训率108%")
    ran = based("thin.txt", "--baseline", "base.json", "--format", form)
    assert ran.code == 1
    assert "FZ503" in ran.out


def test_the_same_fault_once_more_is_news(based: Check, repository: Path) -> None:
    change(repository, "thin.txt", "截至11月底，", "推进法制政府建设。截至11月底，")
    assert based("thin.txt", "--baseline", "base.json").code == 1


def test_a_checkpoint_lost_is_told_though_nothing_required_it(based: Check, repository: Path) -> None:
    change(repository, "good.txt", "全县行政机关负责人出庭应诉率100%。", "")
    ran = based("good.txt", "--baseline", "base.json")
    assert ran.code == 1
    assert "FZ009 检查点 23.1" in ran.out
    assert "基线为已覆盖，现为未见" in ran.out


def test_a_score_that_falls_below_the_known_one_fails_again(check: Check, repository: Path) -> None:
    check("good.txt", "--min-score", "90", "--write-baseline", "base.json")
    again = ("good.txt", "--min-score", "90", "--baseline", "base.json", "--rule", "FZ009=off")
    assert check(*again).code == 0
    change(repository, "good.txt", "全县行政机关负责人出庭应诉率100%。", "")
    ran = check(*again)
    assert ran.code == 1
    assert "FZ001" in ran.out


def test_a_report_it_does_not_know_is_told_in_full(based: Check, repository: Path) -> None:
    (repository / "new.txt").write_bytes((repository / "thin.txt").read_bytes())
    assert based("new.txt", "--baseline", "base.json").code == 1


def test_writing_it_twice_gives_the_same_bytes(based: Check, repository: Path) -> None:
    first = (repository / "base.json").read_bytes()
    based("good.txt", "thin.txt", "--write-baseline", "again.json")
    assert (repository / "again.json").read_bytes() == first
    assert str(repository).encode() not in first


def test_sarif_keeps_known_results_with_their_state(based: Check, repository: Path) -> None:
    plain = json.loads(based("thin.txt", "--format", "sarif").out)["runs"][0]["results"]
    change(repository, "thin.txt", "培训64人", "参训率108%")
    out = based("thin.txt", "--format", "sarif", "--baseline", "base.json").out
    results = json.loads(out)["runs"][0]["results"]
    known = [one for one in results if one["baselineState"] == "unchanged"]
    assert [one["partialFingerprints"] for one in known] == [one["partialFingerprints"] for one in plain]
    assert [one["ruleId"] for one in results if one["baselineState"] == "new"] == ["FZ503"]
    assert all("baselineState" not in one for one in plain)


def test_the_policy_can_name_it(based: Check, repository: Path) -> None:
    (repository / "assessor.yaml").write_text("baseline: base.json\n", encoding="utf-8")
    assert based("thin.txt").code == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "other", "reports": {}}', '{"schema": 1', "[" * 100_000]
)
def test_what_is_no_baseline_is_2(check: Check, repository: Path, text: str) -> None:
    (repository / "base.json").write_text(text, encoding="utf-8")
    ran = check("good.txt", "--baseline", "base.json")
    assert ran.code == 2
    assert "“base.json”不是 assessor 的基线文件" in ran.err


def test_a_folder_is_no_baseline(check: Check, repository: Path) -> None:
    (repository / "base").mkdir()
    ran = check("good.txt", "--baseline", "base")
    assert ran.code == 2
    assert "base" in ran.err


@pytest.mark.parametrize("place", [".", "..", "/"])
def test_a_folder_with_no_name_of_its_own_is_named_as_it_was_given(check: Check, place: str) -> None:
    ran = check("good.txt", "--baseline", place)
    assert ran.code == 2
    assert f"“{place}”" in ran.err
