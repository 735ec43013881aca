"""From sentences to statuses, on a checklist small enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist.load import load_checklist_file
from assessor.model.checklist import Checklist
from assessor.model.result import Assessment, CheckpointResult
from assessor.model.text import Document, Level
from assessor.pipeline import assess

CHECKLIST = """\
id: small
title: 小清单
version: 1.0.0
valid: {from: 2021, until: 2025}
parts:
- id: "1"
  title: 复议应诉
  items:
  - id: "1"
    title: 行政复议
    asked: {township: none, department: optional}
    asked_note: 乡镇不办复议
    checkpoints:
    - id: "1.1"
      title: 复议案件
      requirement: 复议案件的件数
      weight: 3
      subject: [行政复议, 复议案件]
      strong:
      - "行政复议/复议案件 ~ 收到/受理/审结 ~ #件"
      - 纠错率
      weak:
      - "审结/办结 ~ #件"
      not:
      - 信访 ~ 复查
      zero: [行政复议案件, 复议申请]
    - id: "1.2"
      title: 复议委员会
      requirement: 复议委员会的组建
      subject: [复议委员会]
      strong:
      - 复议委员会 ~ 组建/成立
      moot: [行政复议案件]
- id: "2"
  title: 执法
  items:
  - id: "2"
    title: 执法监督
    checkpoints:
    - id: "2.1"
      title: 案卷评查
      requirement: 案卷评查的卷数
      subject: [案卷评查]
      strong:
      - "评查 ~ #卷/案卷"
"""


@pytest.fixture(scope="module")
def checklist(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path: Path = tmp_path_factory.mktemp("checklist") / "small.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return load_checklist_file(path)


def judged(checklist: Checklist, text: str, level: Level | None = None) -> Assessment:
    whole = f"某县人民政府关于2023年法治政府建设情况的报告\n一、主要举措和成效\n{text}\n"
    return assess(Document("report.txt", whole, ""), checklist, level=level)


def result(checklist: Checklist, text: str, identifier: str = "1.1") -> CheckpointResult:
    return next(one for one in judged(checklist, text).checkpoints() if one.id == identifier)


def test_a_strong_cue_in_a_done_sentence_is_evidence(checklist: Checklist) -> None:
    found = result(checklist, "全年受理行政复议案件118件，纠错率14.7%。")
    assert found.status == "covered"
    assert found.evidence[0].text == "全年受理行政复议案件118件，纠错率14.7%。"
    assert found.substance == "specific"
    assert found.facts == ("118件", "14.7%")


def test_a_weak_cue_counts_only_where_the_subject_is_in_force(checklist: Checklist) -> None:
    assert result(checklist, "全年审结95件。").status == "missing"
    assert result(checklist, "行政复议工作稳步推进。全年审结95件。").status == "covered"
    assert result(checklist, "（一）行政复议\n全年审结95件，办理周期缩短。").status == "covered"


def test_a_veto_counts_only_in_the_clause_it_stands_in(checklist: Checklist) -> None:
    assert result(checklist, "受理行政复议案件118件，办理信访事项复查9件。").status == "covered"


def test_a_plan_is_mentioned_not_covered(checklist: Checklist) -> None:
    found = result(checklist, "下一步，组建行政复议委员会。", "1.2")
    assert (found.status, found.mentions[0].kind) == ("mentioned", "plan")


def test_a_zero_report_is_declared_none(checklist: Checklist) -> None:
    found = result(checklist, "本年度未发生行政复议案件。")
    assert found.status == "declared_none"
    assert found.evidence[0].text == "本年度未发生行政复议案件。"


@pytest.mark.parametrize(
    "text",
    [
        "全年没有开展案卷评查。",
        "由于人手紧张，未组织评查案卷。",
        "没有公布名单，没有开展案卷评查。",
        "案卷评查没有如期开展。",
        "案卷评查三年没有开展。",
        "案卷评查一次也没有开展过。",
    ],
)
def test_a_duty_that_was_not_done_is_a_shortcoming(checklist: Checklist, text: str) -> None:
    found = result(checklist, text, "2.1")
    assert (found.status, found.mentions[0].kind) == ("mentioned", "problem")


def test_a_duty_done_beside_one_that_was_not_is_evidence(checklist: Checklist) -> None:
    assert result(checklist, "评查案卷120卷，其中未落实公示的3卷已退回。", "2.1").status == "covered"


def test_what_a_denied_matter_would_bring_is_not_asked(checklist: Checklist) -> None:
    assert result(checklist, "全年未发生行政复议案件。", "1.2").status == "not_applicable"


def test_it_is_asked_where_the_sentence_counts_others_of_the_kind(checklist: Checklist) -> None:
    assert result(checklist, "县政府全年未发生行政复议案件，县直部门受理2件。", "1.2").status == "missing"


def test_a_sentence_with_two_denied_cues_is_one_zero_statement(checklist: Checklist) -> None:
    found = result(checklist, "本年度未收到复议申请，未发生行政复议案件。")
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    "text",
    ["行政复议案件，本年度为零。", "我局本年度没有收到行政复议申请，也没有复议案件。"],
)
def test_whatever_stands_in_a_sentence_that_sounds_like_a_zero_report_is_denied(
    checklist: Checklist, text: str
) -> None:
    assert result(checklist, text).status == "declared_none"


@pytest.mark.parametrize(
    "text",
    [
        "未发生因行政复议引发的诉讼，全年办理行政复议申请9件。",
        "依法办理行政复议案件，未发生超期情形。",
        "全年行政复议案件同比下降26%，没有被纠错的。",
    ],
)
def test_work_beside_a_denial_is_not_denied(checklist: Checklist, text: str) -> None:
    assert result(checklist, text).status != "declared_none"


def test_a_denial_in_passing_is_no_zero_report(checklist: Checklist) -> None:
    assert result(checklist, "没有一件行政复议案件超期，审结118件，纠错率14.7%。").status == "covered"


def test_what_falls_away_with_what_did_not_happen_is_not_asked(checklist: Checklist) -> None:
    found = result(checklist, "本年度未发生行政复议案件。", "1.2")
    assert (found.status, found.asked_reason) == ("not_applicable", "报告写明“本年度未发生行政复议案件。”")


def test_evidence_wins_over_what_falls_away(checklist: Checklist) -> None:
    text = "组建行政复议委员会，聘请专家12名。本年度未发生行政复议案件。"
    assert result(checklist, text, "1.2").status == "covered"


def test_a_bare_denial_belongs_to_its_heading(checklist: Checklist) -> None:
    assert result(checklist, "（一）行政复议案件\n全年无申请。").status == "declared_none"


def test_an_all_clear_for_another_matter_is_no_zero_report(checklist: Checklist) -> None:
    assert result(checklist, "全年化解争议760起，没有民转刑案件。").status == "missing"


def test_levels_decide_what_is_asked(checklist: Checklist) -> None:
    statuses = {
        level: [one.status for one in judged(checklist, "评查案卷90卷。", level).checkpoints()]
        for level in ("county", "township", "department")
    }
    assert statuses["county"] == ["missing", "missing", "covered"]
    assert statuses["township"] == ["not_applicable", "not_applicable", "covered"]
    assert judged(checklist, "评查案卷90卷。", "township").summary.score == 100.0
    assert judged(checklist, "评查案卷90卷。", "department").summary.score == 100.0


def test_evidence_wins_over_not_applicable(checklist: Checklist) -> None:
    found = judged(checklist, "全年受理行政复议案件118件，纠错率14.7%。", "township")
    assert next(found.checkpoints()).status == "covered"


def test_the_score_is_the_weighted_share(checklist: Checklist) -> None:
    found = judged(checklist, "全年受理行政复议案件118件，纠错率14.7%。", "county")
    assert found.summary.score == 60.0  # weight 3 of 3 + 1 + 1
    assert found.summary.counts["covered"] == 1


def test_a_sentence_that_goes_on_under_its_heading_is_cited_too(checklist: Checklist) -> None:
    text = "（一）案卷评查\n全年评查案卷90卷，通报不合格案卷3卷。其中甲局、乙局各抽取20份，均当场反馈。"
    assert len(result(checklist, text, "2.1").evidence) == 2


def test_an_empty_claim_is_general(checklist: Checklist) -> None:
    found = result(checklist, "（一）复议委员会\n组建行政复议委员会，聘请专家学者参与疑难案件审理。", "1.2")
    assert (found.status, found.substance) == ("covered", "general")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("今天天气很好，大家都很高兴。\n" * 30, "文体存疑"),
        ("下一步，将进一步加强案卷评查。\n" * 30, "文体存疑"),
    ],
)
def test_a_text_of_another_kind_is_assessed_with_a_warning(
    checklist: Checklist, text: str, warning: str
) -> None:
    assert any(warning in one for one in judged(checklist, text).warnings)


def test_a_checklist_of_few_checkpoints_may_cite_few_sentences(checklist: Checklist) -> None:
    found = judged(checklist, "评查案卷90卷。\n" + "新建农贸市场一座，惠及周边居民。\n" * 30)
    assert not any("文体存疑" in one for one in found.warnings)


def test_a_plan_by_its_title_is_doubted(checklist: Checklist) -> None:
    document = Document("x", "某县2024年法治政府建设工作要点\n一、开展案卷评查\n评查案卷90卷。\n", "")
    assert any("方案、通知" in one for one in assess(document, checklist).warnings)


def test_a_year_outside_the_checklists_is_said(checklist: Checklist) -> None:
    document = Document("x", "某县2017年法治政府建设情况报告\n一、主要工作\n评查案卷90卷。\n", "")
    assert any("2017" in one for one in assess(document, checklist).warnings)


def test_evidence_is_the_reports_own_text(checklist: Checklist) -> None:
    found = judged(checklist, "“行政复議”案件：全年受 理行政复议案件１１８件。")
    text = found.report.document.text
    for one in found.checkpoints():
        for evidence in one.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
            assert all(text[m.start : m.end] == m.text for m in evidence.matched)
    assert next(found.checkpoints()).status == "covered"
