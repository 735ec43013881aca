"""FZ114: heading levels out of the order of GB/T 9704 (a hint)."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.numbering import STYLE_NAMES, numbered_lines


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding where a level first stands under one that is not next above it, or comes too late."""
    open_levels: list[int] = []
    told: set[tuple[int, int]] = set()
    first = None
    for heading in numbered_lines(report):
        first = heading.style if first is None else first
        if heading.style < first and (heading.style, first) not in told:
            told.add((heading.style, first))
            message = f"“{STYLE_NAMES[heading.style]}”高于“{STYLE_NAMES[first]}”，却在其后才出现"
            yield Finding(heading.start, heading.end, message)
        open_levels = [level for level in open_levels if level < heading.style]
        above = open_levels[-1] if open_levels else -1
        open_levels.append(heading.style)
        if above >= 0 and heading.style > above + 1 and (above, heading.style) not in told:
            told.add((above, heading.style))
            used = STYLE_NAMES[heading.style]
            meant = STYLE_NAMES[above + 1]
            message = f"“{STYLE_NAMES[above]}”之下用了“{used}”，按公文层次可用“{meant}”"
            yield Finding(heading.start, heading.end, message)


RULE = Rule(
    id="FZ114",
    name="层次序号越级",
    severity="info",
    reason="公文结构层次序数可以依次用“一、”“（一）”“1.”“（1）”；层次少时越级使用也常见，仅作提示。",
    source="GB/T 9704—2012《党政机关公文格式》关于正文结构层次序数的规定",
    bad="青石县2024年法治政府建设年度报告\n一、优化政务服务\n1.设置综合窗口\n设置综合窗口26个。",
    good="青石县2024年法治政府建设年度报告\n一、优化政务服务\n（一）设置综合窗口\n设置综合窗口26个。",
    remedy="需要时按“一、”“（一）”“1.”“（1）”调整层次。",
    check=check,
)
