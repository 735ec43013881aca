"""FZ503: a rate over 100 % of something that cannot exceed the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import half_width
from assessor.rules.words import words


@lru_cache(maxsize=1)
def _rate() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>(?:{words()['bounded_rates']})率)(?:均|都)?(?:达到|达|为|是|高达|保持在|提高到|提升到|提升至)?"
        r"(?P<percent>\d{2,4}(?:\.\d+)?)%"
    )


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each such rate."""
    for match in _rate().finditer(half_width(report.document.text)):
        if Decimal(match["percent"]) > 100:
            yield Finding(
                match.start("percent"),
                match.end("percent") + 1,
                f"{match['name']}为 {match['percent']}%，不可能超过 100%",
            )


RULE = Rule(
    id="FZ503",
    name="比率超过100%",
    severity="error",
    reason="办结率、出庭率、满意率等是部分占整体的比率，不可能超过100%。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n办理人大代表建议88件，办结率101.2%。",
    good="青石县2024年法治政府建设年度报告\n办理人大代表建议88件，办结率100%，完成年度投资计划的112%。",
    remedy="核对数据后更正。",
    check=check,
)
