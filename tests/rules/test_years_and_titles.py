"""FZ201-FZ207: the report's year, the outline's name and years, the span of the figures."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Found, annual


def test_the_plan_heading_names_the_next_year(find: Found) -> None:
    assert find("FZ201", annual("审查合同187件。", "二、2025年工作安排", "将开展培训。")) == []


def test_a_plan_for_the_year_reported_on_is_wrong(find: Found) -> None:
    (finding,) = find("FZ201", annual("审查合同187件。", "二、2024年工作安排", "将开展培训。"))
    assert finding.correction == "2025"


def test_years_in_titles_and_ranges_are_no_years_of_the_report(find: Found) -> None:
    text = annual("（一）落实《行政复议法》（2023年修订）", "办结55件。").replace("（2023年修订）", "")
    assert find("FZ201", text) == []
    assert find("FZ201", annual("（一）实施2021年至2025年规划", "办结55件。")) == []
    assert find("FZ201", annual("（一）2023年督察反馈问题整改情况", "整改55件。")) == []
    assert find("FZ201", annual("办结55件。", "二、2023年法治督察反馈问题整改情况", "整改55件。")) == []


def test_an_opening_with_last_years_number_is_told(find: Found) -> None:
    opening = (
        "2023年，青石县坚持以习近平法治思想为指导，深入推进依法行政，各项工作取得新的进展，现将情况报告如下。"
    )
    text = f"青石县2024年法治政府建设年度报告\n{opening}\n一、主要举措和成效\n审查合同187件。"
    (finding,) = find("FZ201", text)
    assert "正文以“2023年”开头" in finding.message


def test_a_report_signed_before_its_year_ended_long_ago_is_told(find: Found) -> None:
    assert len(find("FZ201", annual("审查合同187件。", "青石县人民政府", "2022年1月18日"))) == 1
    assert find("FZ201", annual("审查合同187件。", "青石县人民政府", "2025年1月18日")) == []


@pytest.mark.parametrize(
    "title",
    [
        "《法治政府建设实施纲要（2021—2025年）》",
        "《法治政府建设实施纲要(2021-2025年)》",
        "《法治政府建设实施纲要》（２０２１－２０２５年）",
        "《青石市法治政府建设实施纲要（2022—2025年）》",
        "《法治政府建设实施方案（2022—2025年）》",
        "《法治社会建设实施纲要（2020—2025年）》",
        "上一轮《法治政府建设实施纲要（2015—2020年）》总结评估",
    ],
)
def test_right_titles_pass(find: Found, title: str) -> None:
    text = annual(f"全面落实{title}，分解任务36项。")
    assert find("FZ202", text) == []
    assert find("FZ203", text) == []


@pytest.mark.parametrize("years", ["2022—2025", "2015—2020", "2021—2035", "2020-2025"])
def test_wrong_years_are_told_with_the_right_ones(find: Found, years: str) -> None:
    (finding,) = find("FZ202", annual(f"全面落实《法治政府建设实施纲要（{years}年）》，分解任务36项。"))
    assert finding.correction == "2021—2025"


def test_the_former_outline_is_right_in_its_own_years(find: Found) -> None:
    text = annual("全面落实《法治政府建设实施纲要（2015—2020年）》，分解任务36项。", year=2019)
    assert find("FZ202", text) == []


def test_the_former_goal_is_right_where_it_is_looked_back_on(find: Found) -> None:
    text = annual("总结评估上一轮纲要，“廉洁高效、守法诚信”的目标基本实现。")
    assert find("FZ205", text) == []


def test_the_former_goal_is_right_in_its_own_years(find: Found) -> None:
    text = annual("加快建设廉洁高效、守法诚信的法治政府。", year=2020)
    assert find("FZ205", text) == []
    assert len(find("FZ205", text.replace("2020", "2024"))) == 1


@pytest.mark.parametrize("until", ["截至12月底", "截至2024年12月31日", "截至目前", "截至2023年6月"])
def test_the_end_of_the_year_is_no_cut_off(find: Found, until: str) -> None:
    text = annual(f"{until}，收到申请64件。")
    assert find("FZ206", text) == []
    assert find("FZ207", text) == []


@pytest.mark.parametrize("until", ["截至11月底", "截至2024年11月30日", "截至十一月底", "1—11月", "截止10月"])
def test_a_single_figure_that_stops_early_is_hinted(find: Found, until: str) -> None:
    assert len(find("FZ207", annual(f"{until}，全县收到申请64件。"))) == 1


@pytest.mark.parametrize("said", ["（数据截至11月30日）", "，统计时段为1—11月", "（数据统计截至11月底）"])
def test_figures_that_all_stop_early_are_a_warning(find: Found, said: str) -> None:
    assert len(find("FZ206", annual(f"现将有关情况报告如下{said}。"))) == 1
