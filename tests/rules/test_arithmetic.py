"""FZ501-FZ504: sums, percentages, rates."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Found, annual


@pytest.mark.parametrize(
    "wrong",
    [
        "制定检查计划156个，其中单部门68个、联合98个。",
        "制定检查计划156个，其中单部门68个、联合78个。",
        "“四张清单”共计80项，其中不予处罚37项、从轻处罚25项、减轻处罚19项。",
        "审结41件，其中维持48件。",
        "办理案件55件，其中维持30件，撤销10件，其他16件。",
        "查处案件33件：采砂10件、取水12件、弃渣9件。",
        "制定检查计划156个，分别为单部门68个、联合98个。",
        # What stands before 其中 in its own sentence is the total, whatever the sentence before counts.
        "排查纠纷3861件。审结91件，其中调解结案99件。",
        "排查纠纷3861件。审结91件，其中调解60件、纠错70件。",
        "排查纠纷3861件，审结91件，其中调解结案99件。",
        # Ways a case ends exclude each other: a comma joins them as well.
        "审结91件，其中调解60件，纠错70件。",
        "审结91件，其中决定维持60件，直接纠错99件。",
        "查处案件1,342件，其中采砂1,000件、取水300件，其余52件。",
    ],
)
def test_parts_that_contradict_their_total_are_told(find: Found, wrong: str) -> None:
    assert len(find("FZ501", annual(wrong))) == 1


@pytest.mark.parametrize(
    "right",
    [
        "制定检查计划156个，其中单部门68个、联合88个。",
        "立案39件，其中取水14件、建设11件、水土保持8件、其他6件。",
        "一审已结17件：驳回11件、撤诉4件、败诉2件。",
        # The total is the one before last.
        "办结619件，结转下年度15件。其中部分公开271件，不掌握208件，其余140件作其他处理。",
        "办结619件，结转下年度15件，其中部分公开271件、不掌握208件。",
        "收到申请120件，已审结91件，其中土地类99件、劳动类21件。",
        # A part broken down in passing.
        "17宗转入裁决，其中拟作决定11宗，决定生效7宗，另4宗在诉讼期内；其余6宗仍在调查。",
        # People may be both.
        "执法人员30人，其中党员20人、本科以上学历25人。",
        # A partial list.
        "办理案件500件，其中涉企120件、涉农80件。",
        # Rounded figures add up to nothing.
        "办件约18万件，其中网上17万件、窗口3万件。",
        "审结41件。其中维持18件，撤销6件，确认违法2件，责令履行1件，驳回2件，调解后终止12件。",
        "制定检查计划156个，分别为单部门68个、联合88个。",
        "立案和结案分别为30件、28件，移送分别是12件、9件。",
        "收到举报23件（其中平台转办8件），查实9件。",
        # What follows a comma may be something else.
        "办理代表建议88件，其中重点建议12件，政协提案103件。",
        "办理代表建议88件，其中重点建议12件，政协提案80件。",
        "受理复议申请120件，其中涉及土地60件，审结110件。",
        # What is set right is set right by revoking or changing it.
        "审结100件，其中直接纠错20件，撤销12件，变更8件，驳回75件。",
        "开展调解91件，其中调解纠纷80件，调解成功78件。",
    ],
)
def test_sound_breakdowns_pass(find: Found, right: str) -> None:
    assert find("FZ501", annual(right)) == []
    assert find("FZ504", annual(right)) == []


def test_a_list_a_little_short_of_its_total_is_hinted(find: Found) -> None:
    (finding,) = find("FZ504", annual("办理处罚案件156件，其中市场监管68件、城市管理80件。"))
    assert "少 8件" in finding.message


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("排查矛盾纠纷163起，化解156起，化解率98.7%。", "95.7%"),
        ("调解案件2318件，成功2287件，成功率97.7%。", "98.7%"),
        ("应诉案件14件，负责人出庭12件，出庭率95.7%。", "85.7%"),
        ("收到申请486件，受理412件，占88.8%。", "84.8%"),
        ("案件由100件增加到150件，同比增长40%。", "50.0%"),
    ],
)
def test_percentages_that_do_not_follow_are_told_with_the_right_one(
    find: Found, wrong: str, right: str
) -> None:
    (finding,) = find("FZ502", annual(wrong))
    assert finding.correction == right


@pytest.mark.parametrize(
    "sound",
    [
        "排查矛盾纠纷163起，化解156起，化解率95.7%。",
        # Rounded down as some offices do.
        "年初积案67件，化解61件，化解率91%。",
        # A rate of its own definition.
        "审结389件，直接纠错63件，综合纠错率31.4%。",
        "办理建议46件，办结46件，按期办结率100%。",
        # The whole stands in the sentence before.
        "在册743人。新参加考试61人，通过52人。满60学时的688人，占92.6%。",
        "审结421件，直接纠错23件，调解和解终止168件，占审结数的39.9%。",
        "受理工单1000件，办结980件，其余正在办理，办结率100%。",
        "力争化解160起，化解率达到95%以上。",
    ],
)
def test_percentages_that_follow_pass(find: Found, sound: str) -> None:
    assert find("FZ502", annual(sound)) == []


@pytest.mark.parametrize("wrong", ["办结率101.2%", "负责人出庭应诉率达到103%", "满意率为110％"])
def test_rates_over_the_whole_are_told(find: Found, wrong: str) -> None:
    assert len(find("FZ503", annual(f"办理建议88件，{wrong}。"))) == 1


@pytest.mark.parametrize(
    "sound", ["办结率100%", "增长率120%", "完成率112%", "同比增长150%", "投资完成年度计划的108%"]
)
def test_what_may_exceed_the_whole_passes(find: Found, sound: str) -> None:
    assert find("FZ503", annual(f"办理建议88件，{sound}。")) == []
