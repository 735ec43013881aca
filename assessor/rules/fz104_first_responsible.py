"""FZ104: nothing on how the principals of party and government did their duty as first responsible."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import of
from assessor.rules.required_parts import SOURCE, whole
from assessor.rules.words import any_of, words


def check(report: Report) -> Iterator[Finding]:
    """Yield one finding when no sentence on what was done names the duty, or a principal and a deed."""
    cues = words()["required_parts"]
    duty, principals, deeds = (any_of(cues[key]) for key in ("duty", "principals", "deeds"))
    for sentence in report.sentences:
        if sentence.stance in ("plan", "problem") or sentence.role == "furniture":
            continue
        text = of(report, sentence)
        if duty.search(text):
            return
        if sentence.role in ("body", "lead") and principals.search(text) and deeds.search(text):
            return
    yield Finding(*whole(report), "未见党政主要负责人履行推进法治建设第一责任人职责的情况")


RULE = Rule(
    id="FZ104",
    name="缺第一责任人履职情况",
    severity="error",
    reason="党政主要负责人履行推进法治建设第一责任人职责、加强法治政府建设的有关情况是年度报告的必备内容。",
    source=SOURCE + "；《党政主要负责人履行推进法治建设第一责任人职责规定》",
    bad="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n办结行政复议案件55件。审查合同187件。",
    good="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县长主持召开法治政府建设专题会议3次，带头述法。办结行政复议案件55件。",
    remedy="补写党政主要负责人对法治建设重要工作部署、重大问题过问、重点环节协调、重要任务督办的具体情况。",
    check=check,
)
