"""FZ101: the part on measures and results is missing."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import body
from assessor.rules.required_parts import SOURCE, whole

FEWEST = 3
"""Fewer sentences on what was done than this are no account of a year."""


def check(report: Report) -> Iterator[Finding]:
    """Yield one finding when hardly a sentence reports what was done."""
    done = sum(sentence.stance == "done" for sentence in body(report))
    if done < FEWEST:
        yield Finding(*whole(report), f"未见“主要举措和成效”：全文写明已做工作的句子只有 {done} 句")


RULE = Rule(
    id="FZ101",
    name="缺主要举措和成效",
    severity="error",
    reason="上一年度推进法治政府建设的主要举措和成效是年度报告的必备内容。",
    source=SOURCE,
    bad="青石县2024年法治政府建设年度报告\n一、存在的不足和原因\n执法力量不足，原因是编制偏紧。\n二、2025年工作安排\n将开展执法培训。",
    good=(
        "青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县政府常务会议会前学法12次。审查合同187件。"
        "办结行政复议案件55件。组织执法资格考试2场。\n二、存在的不足和原因\n执法力量不足，原因是编制偏紧。"
    ),
    remedy="补写“主要举措和成效”部分，逐项写明做了什么、结果如何。",
    check=check,
)
