"""FZ105: the plan for the next year is missing."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.required_parts import SOURCE, plans, whole


def check(report: Report) -> Iterator[Finding]:
    """Yield one finding when the report says nothing on what comes next."""
    if not plans(report):
        yield Finding(*whole(report), "未见下一年度推进法治政府建设的主要安排")


RULE = Rule(
    id="FZ105",
    name="缺下一年度安排",
    severity="error",
    reason="下一年度推进法治政府建设的主要安排是年度报告的必备内容。",
    source=SOURCE,
    bad="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n办结行政复议案件55件。\n二、存在的不足和原因\n执法力量不足，原因是编制偏紧。",
    good="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n办结行政复议案件55件。\n二、2025年工作安排\n将制定行政裁量权基准，开展执法培训。",
    remedy="补写下一年度主要安排，写明任务、时间和责任单位。",
    check=check,
)
