"""Sentences that may serve other reports as models, and those that may not."""

from __future__ import annotations

import pytest

from assessor.checklist.reading import builtin_reading_rules
from assessor.comparing.exemplary import exemplary, is_row, opens_with_denial
from assessor.comparing.runs import Quotation

RULES = builtin_reading_rules()


def quotation(text: str) -> Quotation:
    return Quotation("23.1", text, 90.0, "high", ("100%",), "甲县", 2025)


@pytest.mark.parametrize(
    "text",
    [
        "负责人出庭应诉率 96.8% 100% +3.2个百分点",
        "负责人出庭应诉率\t96.8%\t100%\t+3.2个百分点",
        "行政复议案件　64件　55件（审结）",
        "行政机关负责人出庭应诉率\t100%",
    ],
)
def test_rows_of_tables(text: str) -> None:
    assert is_row(text)


@pytest.mark.parametrize(
    "text",
    [
        "收到行政复议申请 64 件，审结 55 件。",
        "收到行政复议申请 64 件，审结 55 件（含上年结转）。”",
        '审查合同 138 份，提出意见 57 条，其中劝停了 1 份。"',
        "全年受理行政复议申请64件，审结55件",
    ],
)
def test_sentences_are_no_rows(text: str) -> None:
    assert not is_row(text)


@pytest.mark.parametrize(
    "text",
    [
        "本年度没有制定行政规范性文件，清理存量文件12件。",
        "2025年，未发生重大行政决策失误，编制目录5项。",
        "截至12月底，全县无新增证明事项，取消证明事项31项。",
        "实现行政复议零申请，化解矛盾纠纷64件。",
    ],
)
def test_sentences_that_begin_by_denying(text: str) -> None:
    assert opens_with_denial(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "开展未成年人法治教育64场次，覆盖1.2万人次。",
        "推进无障碍环境建设，改造点位64处。",
        "审结行政复议案件64件，无一件被撤销。",
        "2025年，办理行政复议案件64件，没有超期。",
    ],
)
def test_sentences_that_do_not(text: str) -> None:
    assert not opens_with_denial(text, RULES)


def test_neither_rows_nor_denials_serve_as_models() -> None:
    good = "全县行政机关负责人出庭应诉64件，出庭应诉率100%。"
    row, denial = "负责人出庭应诉率 96.8% 100% +3.2个百分点", "全县没有负责人未出庭的案件，出庭应诉率100%。"
    found = exemplary(map(quotation, (row, good, denial)), RULES)
    assert [one.text for one in found["23.1"]] == [good]
    assert exemplary([quotation(row)], RULES) == {}
