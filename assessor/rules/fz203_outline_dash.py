"""FZ203: the dash between an outline's years is lost."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.titles import named_outlines


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each pair of years with nothing between them."""
    for named in named_outlines(report):
        if not named.dash:
            right = f"{named.given[0]}—{named.given[1]}"
            yield Finding(named.start, named.end, "年限中的连接号丢失（多为网页转码所致）", right)


RULE = Rule(
    id="FZ203",
    name="纲要年限连接号丢失",
    severity="warning",
    reason="连接号在网页转码、粘贴时容易丢失，成为“（20212025年）”。",
    source="实践中的真实差错",
    bad="青石县2024年法治政府建设年度报告\n全面落实《法治政府建设实施纲要（20212025年）》，分解任务36项。",
    good="青石县2024年法治政府建设年度报告\n全面落实《法治政府建设实施纲要（2021—2025年）》，分解任务36项。",
    remedy="补上连接号：2021—2025年。",
    check=check,
)
