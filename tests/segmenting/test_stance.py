"""Why was this sentence a plan, a shortcoming, or done?"""

from __future__ import annotations

import pytest

from assessor.checklist.reading import builtin_reading_rules
from assessor.model.text import Document, Report, Sentence
from assessor.segmenting import segment

TITLE = "某市2023年法治政府建设情况报告\n"


def read(text: str) -> Report:
    return segment(Document("report.txt", TITLE + text, ""), builtin_reading_rules())


def only(text: str, heading: str = "一、主要举措和成效") -> Sentence:
    return next(one for one in read(f"{heading}\n{text}\n").sentences if one.role != "heading")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("全年办结行政复议案件271件。", "done"),
        ("将行政裁量权基准执行情况纳入案卷评查。", "done"),
        ("办理时限将由15个工作日压缩至5个工作日以内已经实现。", "done"),
        ("针对文书说理不足的问题，开展专题培训3期。", "done"),
        ("已完成整改的问题占九成。", "done"),
        ("组织执法人员开展模拟办案2次。", "done"),
        ("对拟印发的12件政策文件逐件开展公平竞争审查。", "done"),
        ("针对边界不清、多头管理的不足，编委发文划清三家职责。", "done"),
        ("围绕计划生育等领域清理文件19件。", "done"),
        ("拟于明年上半年出台管理办法。", "plan"),
        ("我局将进一步加强执法监督。", "plan"),
        ("力争年底前实现全覆盖。", "plan"),
        ("正在起草重大行政决策后评估办法。", "plan"),
        ("各单位务必公开权责清单。", "plan"),
        ("必须严格落实行政执法公示制度。", "plan"),
        ("要求各部门公布裁量权基准。", "done"),
        ("应急演练全年开展12次。", "done"),
        ("应当移送的案件已全部移送，共12件。", "done"),
        ("部分单位依法行政意识还不强。", "problem"),
        ("行政裁决工作仍需进一步加强。", "problem"),
        ("执法力量不足，人员老化。", "problem"),
        ("但也要看到，能独立办案的只有两人。", "problem"),
        ("受疫情影响，原定的培训推迟到下半年。", "problem"),
    ],
)
def test_cues_inside_achievements_decide(text: str, stance: str) -> None:
    assert only(text).stance == stance


@pytest.mark.parametrize(
    ("heading", "stance"),
    [
        ("二、存在的问题和不足", "problem"),
        ("二、存在不足及原因", "problem"),
        ("二、工作中的薄弱环节", "problem"),
        ("三、下一步工作打算", "plan"),
        ("三、2024年工作安排", "plan"),
        ("三、2024年重点任务", "plan"),
        ("三、今后怎么干", "plan"),
        ("二、窗口服务怎么做", "done"),
        ("二、坚持问题导向", "done"),
        ("二、突出问题专项整治情况", "done"),
        ("二、严格落实立法计划", "done"),
    ],
)
def test_a_section_lends_its_stance(heading: str, stance: str) -> None:
    assert only("组织开展行政执法案卷评查。", heading).stance == stance


def test_a_lower_heading_inherits_and_an_equal_one_ends_it() -> None:
    report = read("一、存在的问题\n（一）执法方面。\n文书不够规范。\n二、工作成效\n评查案卷90卷。\n")
    assert [one.stance for one in report.sentences if one.role == "body"] == ["problem", "done"]


def test_a_plan_opened_late_lasts_until_the_next_heading() -> None:
    text = (
        "一、主要举措和成效\n"
        + "评查案卷90卷。\n" * 12
        + "下一步，我们抓好三件事。\n开展培训。\n修订办法。\n"
    )
    stances = [one.stance for one in read(text).sentences if one.role == "body"]
    assert stances == ["done"] * 12 + ["plan"] * 3


def test_a_plan_inside_a_paragraph_ends_where_results_are_told_again() -> None:
    text = (
        "一、主要举措和成效\n全年评查案卷11宗。明年准备同邻县互换案卷评查。选派骨干参加执法业务培训2次。\n"
        + "审结行政复议案件52件。\n" * 12
    )
    stances = [one.stance for one in read(text).sentences if one.role == "body"]
    assert stances[:3] == ["done", "plan", "done"]


def test_a_plan_in_one_clause_leaves_the_clause_before_it_done() -> None:
    sentence = only("全年修订应急预案9个，其余2个计划于明年3月完成。")
    assert sentence.stance == "done"
    assert [clause.stance for clause in sentence.clauses] == ["done", "plan"]


def test_in_a_press_conference_each_answer_starts_anew() -> None:
    report = read(
        "[张某] 当然也有不足。培训不够。\n[某日报记者] 请问复议工作怎么样？\n[李某] 今年审结案件271件。\n"
    )
    last = report.sentences[-1]
    assert last.stance == "done"
    assert [one.role for one in report.sentences if "记者" in report.quote(one.start, one.end)] == [
        "question"
    ]


def test_the_cue_that_decided_is_kept() -> None:
    assert (
        "明年" in only("拟于明年上半年出台管理办法。").stance_cue
        or only("拟于明年出台。").stance_cue == "拟于"
    )
