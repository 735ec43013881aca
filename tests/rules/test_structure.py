"""FZ111-FZ114: headings and paragraphs."""

from __future__ import annotations

from tests.rules.conftest import Found, annual

LONG = "全年收到行政复议申请64件，受理58件，审结55件，其中撤销、确认违法6件，直接纠错率10.9%。"


def test_the_same_heading_under_different_parents_is_no_repeat(find: Found) -> None:
    text = annual(
        "（一）工作情况介绍", "办结案件55件。", "二、县政府部门", "（一）工作情况介绍", "办结案件12件。"
    )
    assert find("FZ111", text) == []


def test_a_table_of_contents_is_no_repeat(find: Found) -> None:
    text = (
        "青石县2024年法治政府建设年度报告\n目　录\n一、主要举措和成效\n二、存在的不足和原因\n"
        "一、主要举措和成效\n办结案件55件。\n二、存在的不足和原因\n执法力量不足，原因是编制偏紧。"
    )
    assert find("FZ111", text) == []


def test_a_paragraph_pasted_twice_is_told_once_with_the_line_of_the_first(find: Found) -> None:
    (finding,) = find("FZ112", annual(LONG, "评查案卷260份。", LONG))
    assert finding.message == "本段与第 3 行重复"


def test_a_sentence_repeated_inside_another_paragraph_is_told(find: Found) -> None:
    (finding,) = find("FZ112", annual(LONG, f"评查行政执法案卷260份。{LONG}"))
    assert "本句与第 3 行" in finding.message


def test_short_lines_may_repeat(find: Found) -> None:
    assert find("FZ112", annual("青石县人民政府", "评查案卷260份。", "青石县人民政府")) == []


def test_numbers_that_run_on_across_headings_are_no_skip(find: Found) -> None:
    text = annual(
        "1.学法", "会前学法12次。", "二、规范执法", "2.评查", "评查案卷260份。", "3.培训", "培训64人。"
    )
    assert find("FZ113", text) == []


def test_numbers_that_begin_again_are_no_skip(find: Found) -> None:
    text = annual("（一）学法", "会前学法12次。", "二、规范执法", "（一）评查", "评查案卷260份。")
    assert find("FZ113", text) == []


def test_a_repeated_number_is_told(find: Found) -> None:
    (finding,) = find(
        "FZ113",
        annual("（一）学法", "会前学法12次。", "（一）评查", "评查案卷。").replace(
            "（一）评查", "（三）评查"
        ),
    )
    assert "不连续" in finding.message


def test_a_point_lost_within_a_paragraph_is_told(find: Found) -> None:
    (finding,) = find("FZ113", annual("一是学法12次。二是评查案卷260份。四是培训64人。"))
    assert finding.message == "“四是”不连续（前一个是第 2 点）"


def test_first_second_third_in_full_are_no_skip(find: Found) -> None:
    assert (
        find("FZ113", annual("一是学法。二是评查。三是培训。四是以案释法。五是督办。一是宣传。二是考核。"))
        == []
    )


def test_levels_in_the_order_of_the_standard_pass(find: Found) -> None:
    assert find("FZ114", annual("（一）学法", "1.会前学法", "（1）次数", "会前学法12次。")) == []


def test_a_level_left_out_is_hinted_once(find: Found) -> None:
    assert len(find("FZ114", annual("1.会前学法", "12次。", "2.评查", "260份。"))) == 1


def test_a_higher_level_that_comes_after_a_lower_one_is_hinted(find: Found) -> None:
    text = "青石县2024年法治政府建设年度报告\n（一）学法\n会前学法12次。\n一、规范执法\n评查案卷260份。"
    (finding,) = find("FZ114", text)
    assert finding.message == "“一、”高于“（一）”，却在其后才出现"


def test_a_number_without_a_first_one_is_told(find: Found) -> None:
    text = "青石县2024年法治政府建设年度报告\n（二）学法\n会前学法12次。\n（二）评查\n评查案卷260份。"
    first, second = find("FZ113", text)
    assert first.message == "序号“（二）”之前没有第一个序号"
    assert second.message == "序号“（二）”重复"
