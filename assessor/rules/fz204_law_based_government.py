"""FZ204: 法制政府 for 法治政府."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.words import words


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each 法制政府."""
    wrong, right = str(words()["wrong_government"]), str(words()["right_government"])
    for match in re.finditer(re.escape(wrong), report.document.text):
        yield Finding(match.start(), match.end(), f"“{wrong}”应为“{right}”", right)


RULE = Rule(
    id="FZ204",
    name="法治政府写成法制政府",
    severity="error",
    reason="“法治政府”是固定提法，“法制政府”在标题、文件名、机构名中都是错的。",
    source="《法治政府建设实施纲要（2021—2025年）》的名称与用语",
    bad="青石县2024年法治政府建设年度报告\n调整法制政府建设领导小组，由县长任组长。",
    good="青石县2024年法治政府建设年度报告\n调整法治政府建设领导小组，由县长任组长。",
    remedy="改为“法治政府”。",
    check=check,
)
