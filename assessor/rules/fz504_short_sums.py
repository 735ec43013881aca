"""FZ504: parts that nearly, but not quite, add up to their total (a hint)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.breakdowns import breakdowns
from assessor.rules.figures import plain
from assessor.rules.fz501_sums import contradicted

NEARLY = Decimal("0.85")
"""其中 may name only the weightiest parts; below this share of the total it is taken to."""


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each 其中-list of two or more parts that falls a little short of its total."""
    for breakdown in breakdowns(report):
        total = breakdown.total
        if len(breakdown.parts) < 2 or contradicted(breakdown) or breakdown.explained():
            continue
        if breakdown.enumerated and NEARLY * total <= breakdown.sum < total:
            sum_, unit = plain(breakdown.sum), breakdown.unit
            message = (
                f"分项相加为 {sum_}{unit}，比总数 {plain(total)}{unit}少 {plain(total - breakdown.sum)}{unit}"
            )
            yield Finding(breakdown.start, breakdown.end, message)


RULE = Rule(
    id="FZ504",
    name="分项合计略少于总数",
    severity="info",
    reason="“其中”可以只列主要分项，但合计与总数只差一点时，多为漏项或笔误。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n办理行政处罚案件156件，其中市场监管68件、城市管理80件。",
    good="青石县2024年法治政府建设年度报告\n办理行政处罚案件156件，其中市场监管68件、城市管理88件。",
    remedy="核对是否漏列分项；不必列全的可不改。",
    check=check,
)
