"""`explain` answers for a covered, a mentioned and a missing checkpoint."""

from __future__ import annotations

import re

import pytest

from assessor.checklist import load_checklist
from assessor.errors import ConfigurationError
from assessor.explaining import Explanation, explain, refuse_unknown
from assessor.model.text import Document

TEXT = """某县2023年法治政府建设情况报告
一、主要举措和成效
全年收到行政复议申请118件，审结95件，综合纠错率14.7%。
二、下一步工作
公布轻微违法行为免罚清单，推行首违不罚。
"""


def ask(identifier: str) -> Explanation:
    return explain(Document("report.txt", TEXT, ""), load_checklist(), identifier)


def test_a_covered_checkpoint_shows_what_matched() -> None:
    found = ask("22.2")
    assert found.result.status == "covered"
    assert found.nearest == ()
    evidence = found.result.evidence[0]
    assert evidence.text.startswith("全年收到行政复议申请118件")
    assert all(TEXT[one.start : one.end] == one.text for one in evidence.matched)
    assert evidence.why


def test_a_mentioned_one_shows_the_plan_and_why_it_is_one() -> None:
    found = ask("16.1")
    assert found.result.status == "mentioned"
    assert found.result.mentions[0].kind == "plan"
    assert "下一步" in found.result.mentions[0].why
    assert found.nearest[0].kind == "plan"


def test_a_missing_one_shows_what_came_nearest_and_what_it_lacked() -> None:
    found = ask("22.1")
    assert found.result.status == "missing"
    assert found.nearest
    assert all(one.lacking for one in found.nearest)


def test_a_zero_report_rests_on_its_sentence_which_is_not_said_to_lack_anything() -> None:
    text = TEXT.replace("综合纠错率14.7%。", "综合纠错率14.7%。\n本年度未制定行政规范性文件。")
    found = explain(Document("report.txt", text, ""), load_checklist(), "9.1")
    assert found.result.status == "declared_none"
    assert [one.text for one in found.result.evidence] == ["本年度未制定行政规范性文件。"]
    assert found.nearest == ()


def test_an_unknown_id_is_the_users_error() -> None:
    with pytest.raises(ConfigurationError, match=r"没有编号为 99\.9 的检查点；assessor checklist show"):
        ask("99.9")


@pytest.mark.parametrize(
    ("given", "hint"), [("22", "条目 22 下有 22.1—22.3"), ("22.9", "条目 22 下有 22.1—22.3")]
)
def test_an_id_near_an_article_is_answered_with_the_checkpoints_there(given: str, hint: str) -> None:
    with pytest.raises(
        ConfigurationError, match=f"没有编号为 {re.escape(given)} 的检查点；{re.escape(hint)}$"
    ):
        ask(given)


def test_all_unknown_ids_are_told_at_once() -> None:
    with pytest.raises(ConfigurationError) as raised:
        refuse_unknown(["99.9", "22.1", "22.9", "99.9"], load_checklist())
    assert [line.split("编号为 ")[1].split(" ")[0] for line in str(raised.value).split("\n")] == [
        "99.9",
        "22.9",
    ]
