"""FZ102: the part on shortcomings is missing."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.required_parts import SOURCE, shortcomings, whole


def check(report: Report) -> Iterator[Finding]:
    """Yield one finding when the report admits no shortcoming."""
    if not shortcomings(report):
        yield Finding(*whole(report), "未见“存在的不足和原因”部分")


RULE = Rule(
    id="FZ102",
    name="缺存在的不足",
    severity="error",
    reason="上一年度推进法治政府建设存在的不足和原因是年度报告的必备内容。",
    source=SOURCE,
    bad="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县政府常务会议会前学法12次。审查合同187件。\n二、2025年工作安排\n将开展执法培训。",
    good="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县政府常务会议会前学法12次。\n二、存在的不足和原因\n一是执法力量不足，原因是编制偏紧。",
    remedy="补写“存在的不足和原因”部分，写具体的不足，并逐条写明原因。",
    check=check,
)
