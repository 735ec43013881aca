"""FZ206: the report says that its figures as a whole stop before the year's end."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.cut_off import cut_offs


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each statement on the span of all figures."""
    for cut in cut_offs(report):
        if cut.overall:
            yield Finding(cut.start, cut.end, f"全文数据只到年底之前（“{cut.text}”），不等于全年数")


RULE = Rule(
    id="FZ206",
    name="全文数据截止早于年底",
    severity="warning",
    reason="年度报告应反映全年情况；当年十一二月就成稿的，数据口径不是全年，与次年公开的年度数据会对不上。",
    source="《法治政府建设与责任落实督察工作规定》关于上一年度报告的规定；实践中部门报告常于当年11—12月公开",
    bad="青石县城管局2024年法治政府建设年度报告\n现将有关情况报告如下（数据截至11月30日）。\n查处违法案件389件。",
    good="青石县城管局2024年法治政府建设年度报告\n现将有关情况报告如下（数据截至12月31日）。\n查处违法案件389件。",
    remedy="补齐全年数据后再公开；暂时补不齐的，注明后续更新。",
    check=check,
)
