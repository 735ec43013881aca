"""Whatever the text, a rule ends, points into it and says one line."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.rules.registry import findings
from tests.rules.conftest import report_of

PIECES = st.sampled_from(
    [
        *"一二三四五，。；：、（）()【】《》“”？?%％\n \t",
        *(
            "其中",
            "分别为",
            "其他",
            "由",
            "到",
            "占",
            "率",
            "约",
            "余",
            "件",
            "个",
            "万元",
            "XX",
            "××",
            "待补充",
        ),
        *("0", "12", "1,203", "３", "98.7", "2024年", "2021—2025", "截至11月底", "一是", "三是", "目录"),
        *("法制政府", "法治政府建设实施纲要", "商务制度改革", "行政复仪", "习近平法治想", "第一责任人"),
        *("化解", "办结", "同比增长", "存在不足", "原因", "下一步", "青石县2024年法治政府建设年度报告"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map("".join))
def test_rules_hold_on_any_text(text: str) -> None:
    report = report_of(text)
    found = list(findings(report))
    for rule, one in found:
        assert 0 <= one.start <= one.end <= len(report.document.text), rule.id
        assert one.message
        assert not one.correction or one.correction != report.quote(one.start, one.end)
    assert found == list(findings(report))
