"""FZ501: parts that contradict their total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.breakdowns import Breakdown, breakdowns
from assessor.rules.figures import plain
from assessor.rules.words import words


def contradicted(breakdown: Breakdown) -> bool:
    """Tell whether the parts cannot belong to the total.

    One part is more than the total; or the list is complete (a remainder, a colon list, two complements)
    and no choice of its parts adds up; or parts joined by 、 add up to more than the total although
    they are counted in a unit that does not overlap.
    """
    if breakdown.exceeded():
        return True
    if len(breakdown.parts) < 2 or breakdown.explained():
        return False
    if breakdown.remainder or breakdown.complementary():
        return True
    overlapping = re.fullmatch(words()["overlapping_units"], breakdown.unit) is not None
    if breakdown.declared:
        return breakdown.enumerated and not overlapping
    return breakdown.enumerated and not overlapping and breakdown.sum > breakdown.total


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each breakdown whose figures contradict each other."""
    for breakdown in breakdowns(report):
        if contradicted(breakdown):
            shown = breakdown.parts[: breakdown.firm] if breakdown.exceeded() else breakdown.parts
            parts = "、".join(plain(part) for part in shown)
            total, unit = plain(breakdown.total), breakdown.unit
            if breakdown.exceeded():
                message = f"分项（{parts}{unit}）大于总数 {total}{unit}"
            else:
                message = f"分项 {parts} 相加为 {plain(breakdown.sum)}{unit}，与总数 {total}{unit}不符"
            yield Finding(breakdown.start, breakdown.end, message)


RULE = Rule(
    id="FZ501",
    name="分项与总数不符",
    severity="warning",
    reason="分项之和与总数对不上，或分项大于总数，是数据公开后最容易被质疑的差错。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n制定年度检查计划156个，其中单部门计划68个、联合计划98个。",
    good="青石县2024年法治政府建设年度报告\n制定年度检查计划156个，其中单部门计划68个、联合计划88个。",
    remedy="核对数据来源，更正总数或分项。",
    check=check,
)
