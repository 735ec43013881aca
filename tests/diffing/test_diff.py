"""Two sides compared: what was gained, what was lost, what is proven otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assessor.cli import run
from assessor.diffing.compare import compare
from assessor.diffing.snapshot import Snapshot, from_assessment, from_json
from assessor.diffing.tell import FORMATS, Format, tell
from assessor.errors import ConfigurationError, UnreadableError
from assessor.model.result import LEVEL_ZH, MENTION_ZH, Assessment, Status
from assessor.rendering.json_result import to_json


@pytest.fixture
def snapshot(assessment: Assessment) -> Snapshot:
    return from_assessment(assessment, "初稿.txt")


def changed(snapshot: Snapshot, identifier: str, status: Status, *evidence: str) -> Snapshot:
    """The snapshot with one checkpoint as given."""
    point = replace(snapshot.points[identifier], status=status, evidence=evidence)
    return replace(snapshot, name="二稿.txt", points={**snapshot.points, identifier: point})


def test_a_result_is_no_different_from_itself(snapshot: Snapshot) -> None:
    assert compare(snapshot, snapshot).changes == ()


def test_a_json_result_says_the_same_as_the_assessment(assessment: Assessment, snapshot: Snapshot) -> None:
    other = from_json(to_json(assessment).encode(), "初稿.txt")
    assert compare(snapshot, other).changes == ()
    assert other == replace(snapshot, points=other.points)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("missing", "covered", "gained"),
        ("mentioned", "declared_none", "gained"),
        ("covered", "missing", "lost"),
        ("declared_none", "mentioned", "lost"),
        ("missing", "mentioned", "moved"),
        ("declared_none", "covered", "moved"),
    ],
)
def test_kinds_of_change(snapshot: Snapshot, before: Status, after: Status, kind: str) -> None:
    old, new = changed(snapshot, "22.1", before), changed(snapshot, "22.1", after, "收到申请64件。")
    (change,) = compare(old, new).changes
    assert (change.kind, change.new.id) == (kind, "22.1")


def test_other_evidence_is_a_change_and_its_sentences_are_shown(snapshot: Snapshot) -> None:
    old = changed(snapshot, "22.1", "covered", "收到申请64件。", "审结55件。")
    new = changed(snapshot, "22.1", "covered", "收到申请64件。", "审结58件。")
    (change,) = compare(old, new).changes
    assert (change.kind, change.removed, change.added) == ("evidence", ("审结55件。",), ("审结58件。",))


def test_a_checkpoint_that_keeps_some_of_its_evidence_says_so(snapshot: Snapshot) -> None:
    both = changed(snapshot, "22.1", "covered", "收到申请64件。", "审结55件。")
    one = changed(snapshot, "22.1", "covered", "收到申请64件。")
    lost, gained = compare(both, one), compare(one, both)
    assert tell(lost, "text").endswith("    - 审结55件。\n    = 其余依据未变\n")
    assert tell(gained, "text").endswith("    + 审结55件。\n    = 其余依据未变\n")
    assert tell(lost, "md").endswith("| 已覆盖 | 审结55件。 | 其余依据未变 |\n")
    assert tell(gained, "md").endswith("| 已覆盖 | 其余依据未变 | 审结55件。 |\n")


@pytest.mark.parametrize("form", ["text", "md"])
def test_evidence_that_is_all_other_leaves_no_rest(snapshot: Snapshot, form: Format) -> None:
    old = changed(snapshot, "22.1", "covered", "收到申请64件。")
    new = changed(snapshot, "22.1", "covered", "收到申请65件。")
    assert "其余" not in tell(compare(old, new), form)


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_plan_that_became_an_achievement_is_marked_as_the_plan_it_was(
    assessment: Assessment, form: Format
) -> None:
    (point, *_) = [one for one in assessment.checkpoints() if one.status == "mentioned"]
    mention = point.mentions[0]
    for old in (from_assessment(assessment, "a"), from_json(to_json(assessment).encode(), "a")):
        kept = old.points[point.id]
        now = replace(kept, status="covered", evidence=("已经办成。",), kinds={})
        told = tell(compare(old, replace(old, points={**old.points, point.id: now})), form)
        assert f"〔{MENTION_ZH[mention.kind]}〕{mention.text[:6]}" in told
        assert "〕已经办成" not in told


@pytest.mark.parametrize("form", FORMATS)
def test_the_old_sentence_is_shown_when_a_mention_goes(assessment: Assessment, form: Format) -> None:
    (point, *_) = [one for one in assessment.checkpoints() if one.status == "mentioned"]
    sentence = point.mentions[0].text
    for old in (from_assessment(assessment, "a"), from_json(to_json(assessment).encode(), "a")):
        comparison = compare(old, changed(old, point.id, "missing"))
        (change,) = comparison.changes
        assert (change.kind, change.removed[0], change.added) == ("moved", sentence, ())
        assert sentence[:10] in tell(comparison, form)


def test_a_sentence_is_shown_on_both_sides_when_it_changed_its_standing(snapshot: Snapshot) -> None:
    old = changed(snapshot, "22.1", "mentioned", "收到申请64件。")
    (change,) = compare(old, changed(snapshot, "22.1", "covered", "收到申请64件。")).changes
    assert change.removed == change.added == ("收到申请64件。",)


@pytest.mark.parametrize("form", FORMATS)
def test_reports_of_different_levels_are_compared_with_a_warning(snapshot: Snapshot, form: Format) -> None:
    county, town = replace(snapshot, level="county"), replace(snapshot, level="township")
    told = tell(compare(county, town), form)
    assert f"层级不同（原稿按{LEVEL_ZH['county']}，新稿按{LEVEL_ZH['township']}）" in told
    assert "层级不同" not in tell(compare(town, town), form)


def test_white_space_is_no_change(snapshot: Snapshot) -> None:
    old = changed(snapshot, "22.1", "covered", "收到申请64件。")
    new = changed(snapshot, "22.1", "covered", "收到　申请 64件。")
    assert compare(old, new).changes == ()


def test_results_of_different_checklists_are_not_compared(snapshot: Snapshot) -> None:
    with pytest.raises(ConfigurationError, match="清单不同"):
        compare(snapshot, replace(snapshot, checklist="other"))


def test_results_of_different_versions_are_compared_with_a_notice(snapshot: Snapshot) -> None:
    comparison = compare(snapshot, replace(snapshot, checklist_version="9.9.9"))
    assert "清单版本不同" in comparison.notices[0]
    for form in FORMATS:
        assert "清单版本不同" in tell(comparison, form)


def test_checkpoints_that_only_one_side_has_are_named(snapshot: Snapshot) -> None:
    fewer = replace(snapshot, points={k: v for k, v in snapshot.points.items() if k != "22.1"})
    for old, new in ((snapshot, fewer), (fewer, snapshot)):
        comparison = compare(old, new)
        assert comparison.changes == ()
        assert comparison.notices == ("只在一份结果中有的检查点未比较：22.1",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"schema_version": "1.0"}',
        b'{"schema_version": "2.0"}',
    ],
)
def test_what_is_no_result_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^坏\.json："):
        from_json(data, "坏.json")


def test_text_counts_and_lists(snapshot: Snapshot) -> None:
    old, new = changed(snapshot, "22.1", "covered", "收到申请64件。"), changed(snapshot, "22.1", "missing")
    lines = tell(compare(old, replace(new, score=50.0)), "text").splitlines()
    assert lines[0] == "二稿.txt → 二稿.txt"
    assert lines[1].endswith(f"→ 50.0（{50.0 - (old.score or 0):+.1f}）")
    assert lines[2] == "新增覆盖 0，丢失覆盖 1，状态变化 0，依据变化 0"
    assert "    - 收到申请64件。" in lines


def test_markdown_is_not_broken_by_a_reports_own_marks(snapshot: Snapshot) -> None:
    new = changed(snapshot, "22.1", "covered", "受理|审结 <b>55</b> 件\n*如下*[1]")
    table = tell(compare(changed(snapshot, "22.1", "missing"), new), "md")
    (row,) = [line for line in table.splitlines() if line.startswith("| 22.1")]
    assert row.endswith(r"| — | 受理\|审结 &lt;b&gt;55&lt;/b&gt; 件 \*如下\*\[1\] |")


def test_json_lists_every_change(snapshot: Snapshot) -> None:
    new = changed(snapshot, "22.1", "missing")
    data = json.loads(tell(compare(changed(snapshot, "22.1", "covered", "收到64件。"), new), "json"))
    assert data["counts"] == {"gained": 0, "lost": 1, "moved": 0, "evidence": 0}
    (change,) = data["changes"]
    assert (change["checkpoint"], change["new_status"], change["removed"]) == (
        "22.1",
        "missing",
        ["收到64件。"],
    )


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two drafts; the second has lost a sentence on being sued."""
    monkeypatch.chdir(tmp_path)
    text = "青石县2024年法治政府建设年度报告\n一、主要举措和成效\n审查行政规范性文件57件。"
    lost = "全县行政机关负责人出庭应诉率100%。\n"
    (tmp_path / "old.txt").write_text(f"{text}{lost}", encoding="utf-8")
    (tmp_path / "new.txt").write_text(f"{text}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def diff(drafts: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    def call(*args: str) -> Ran:
        code = run(["diff", *args])
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return call


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_tells_what_was_lost(diff: Callable[..., Ran], form: str) -> None:
    ran = diff("old.txt", "new.txt", "--format", form)
    assert ran.code == 0
    assert "23.1" in ran.out
    assert "出庭应诉率100%" in ran.out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("output", [(), ("-o", "out/diff")], ids=["stdout", "file"])
def test_a_loss_fails_when_asked_to(diff: Callable[..., Ran], form: str, output: tuple[str, ...]) -> None:
    args = ("--format", form, *output, "--fail-on-lost")
    assert diff("old.txt", "new.txt", *args).code == 1
    assert diff("new.txt", "old.txt", *args).code == 0


def test_a_result_and_a_draft_can_be_compared(diff: Callable[..., Ran], drafts: Path) -> None:
    assert run(["assess", "old.txt", "-o", "out", "--format", "json"]) == 0
    assert "丢失覆盖 0" in diff("out/old.json", "old.txt").out
    assert "丢失覆盖 1" in diff("out/old.json", "new.txt").out


def test_what_cannot_be_read_is_3_and_named(diff: Callable[..., Ran], drafts: Path) -> None:
    (drafts / "bad.json").write_text("{", encoding="utf-8")
    for name in ("none.json", "bad.json", "none.txt"):
        ran = diff("old.txt", name)
        assert ran.code == 3
        assert name in ran.err
