"""What in a sentence can be checked, and what only looks like a figure."""

from __future__ import annotations

import pytest

from assessor.judging.facts import facts_of


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("印发《行政裁决工作规程》，9月底前办结112件。", ("《行政裁决工作规程》", "9月底", "112件")),
        ("制发电子印章5620枚，开设专题课程8讲，得分由3分提高至5分。", ("5620枚", "8讲", "3分", "5分")),
        ("2023 年 9 月 底前办结 112 件，占 98.5 %。", ("2023 年 9 月 底", "112 件", "98.5 %")),
        ("按时办结率百分之九十八。", ("百分之九十八",)),
        ("覆盖12个县、3个省。", ("12个县", "3个省")),
        ("服务21个省重点项目和41个市直部门。", ("21个", "41个")),
    ],
)
def test_what_can_be_checked(sentence: str, facts: tuple[str, ...]) -> None:
    assert facts_of(sentence) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年工作取得一定成效。",
        "平台二期工程建成投用。",
        "组织百日攻坚，千名干部进万家。",
        "实行“一支队伍管执法”，配备“五个一”装备。",
        "群众十分满意，三分之一的事项下放。",
    ],
)
def test_what_only_looks_like_a_figure(sentence: str) -> None:
    assert facts_of(sentence) == ()
