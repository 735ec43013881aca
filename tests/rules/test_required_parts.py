"""FZ101-FZ105: the four parts an annual report must have."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Found, annual

DONE = "县政府常务会议会前学法12次。办结行政复议案件55件。评查行政执法案卷260份。"
SHORT = "一是基层执法力量薄弱，主要是编制偏紧。二是部分单位政务公开不及时。"
PLAN = "将组织全员执法培训，制定行政裁量权基准。"


def complete(**changed: str) -> str:
    parts = {
        "duty": "县长带头履行推进法治建设第一责任人职责，主持召开专题会议3次。",
        "short": f"二、存在的不足和原因\n{SHORT}",
        "plan": f"三、2025年工作安排\n{PLAN}",
    } | changed
    return annual(DONE, parts["duty"], parts["short"], parts["plan"])


@pytest.mark.parametrize("rule", ["FZ101", "FZ102", "FZ103", "FZ104", "FZ105"])
def test_a_complete_report_has_them_all(find: Found, rule: str) -> None:
    assert find(rule, complete()) == []


def test_shortcomings_without_a_heading_count(find: Found) -> None:
    prose = "2024年，我县法治政府建设虽取得一定进展，但仍存在一些薄弱环节，原因在于法治队伍力量不足。"
    assert find("FZ102", complete(short=prose)) == []
    assert find("FZ103", complete(short=prose)) == []


def test_a_cause_in_the_next_paragraph_counts(find: Found) -> None:
    short = (
        "二、存在的问题及原因\n一是执法人员专业素养有待提升。二是公共法律服务供给有待强化。\n"
        "究其原因：一是培训不系统。二是资源配置不均衡。"
    )
    assert find("FZ103", complete(short=short)) == []


def test_a_cause_after_an_empty_line_counts(find: Found) -> None:
    short = (
        "2024年，我县法治政府建设虽取得一定进展，但仍存在一些薄弱环节：执法力量不足。"
        "\n\n究其原因，主要是编制偏紧。"
    )
    assert find("FZ103", complete(short=short)) == []


def test_a_heading_that_announces_causes_gives_none(find: Found) -> None:
    short = "二、存在的不足和原因\n一是执法人员专业素养有待提升。二是公共法律服务供给有待强化。"
    (finding,) = find("FZ103", complete(short=short))
    assert "没有写原因" in finding.message


def test_missing_shortcomings_are_not_told_twice(find: Found) -> None:
    text = complete(short="")
    assert len(find("FZ102", text)) == 1
    assert find("FZ103", text) == []


def test_a_principal_and_a_deed_count_without_the_set_phrase(find: Found) -> None:
    duty = "局党组书记、局长签收法治工作文件并批示21次，出庭应诉4次。"
    assert find("FZ104", complete(duty=duty)) == []


def test_a_mere_intention_to_do_the_duty_does_not_count(find: Found) -> None:
    plan = "三、2025年工作安排\n将推动党政主要负责人履行推进法治建设第一责任人职责。"
    assert len(find("FZ104", complete(duty="", plan=plan))) == 1


def test_plans_in_one_section_with_shortcomings_count(find: Found) -> None:
    text = annual(DONE, "二、存在问题与今后努力方向", SHORT, "2025年，将着力办好执法培训等三件事。")
    assert find("FZ105", text) == []
