"""FZ207: a single figure that stops before the year's end (a hint)."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.cut_off import cut_offs


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each date before the year's end at which one figure is said to stop."""
    for cut in cut_offs(report):
        if not cut.overall:
            yield Finding(cut.start, cut.end, f"此处数据只到“{cut.text}”，宜更新到年底")


RULE = Rule(
    id="FZ207",
    name="单项数据截止早于年底",
    severity="info",
    reason="个别数据停在年底之前，可能是成稿后未更新；确属阶段性事项的可不改。",
    source="实践中部门报告常于当年11—12月成稿",
    bad="青石县2024年法治政府建设年度报告\n截至11月底，全县收到行政复议申请64件。",
    good="青石县2024年法治政府建设年度报告\n截至12月底，全县收到行政复议申请64件。",
    remedy="更新为全年数据。",
    check=check,
)
