"""FZ113: heading numbers that skip or repeat (a hint)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.numbering import Numbered, chinese_number, numbered_lines
from assessor.rules.reading import lines

_RUN_IN = re.compile(r"(?<![一二三四五六七八九十第])([一二三四五六七八九十])是(?!否|不是|指)")


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each number that does not follow the one before it of the same style.

    A number may start again from 1, and may run on across higher headings, as the outline's own do.
    """
    last: dict[int, Numbered] = {}
    for heading in numbered_lines(report):
        before = last.get(heading.style)
        last[heading.style] = heading
        if heading.number != 1 and (before is None or heading.number != before.number + 1):
            yield Finding(heading.start, heading.end, _message(heading.mark, heading.number, before))
    yield from _run_in(report)


def _message(mark: str, number: int, before: Numbered | None) -> str:
    if before is None:
        return f"序号“{mark}”之前没有第一个序号"
    if number == before.number:
        return f"序号“{mark}”重复"
    return f"序号“{mark}”不连续：上一个同级序号是“{before.mark}”"


def _run_in(report: Report) -> Iterator[Finding]:
    """The same for 一是…二是…三是… within a paragraph."""
    for line in lines(report):
        last = 0
        for match in _RUN_IN.finditer(line.text):
            number = chinese_number(match[1])
            if number not in (1, last + 1) and last:
                what = "重复" if number == last else f"不连续（前一个是第 {last} 点）"
                yield Finding(line.start + match.start(), line.start + match.end(), f"“{match[0]}”{what}")
            last = number if number == 1 or last else 0


RULE = Rule(
    id="FZ113",
    name="序号跳号或重号",
    severity="info",
    reason="序号跳号、重号多为增删段落后漏改，也可能意味着丢了一段。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n一、优化政务服务\n设置综合窗口26个。\n三、规范行政执法\n评查案卷260份。",
    good="青石县2024年法治政府建设年度报告\n一、优化政务服务\n设置综合窗口26个。\n二、规范行政执法\n评查案卷260份。",
    remedy="核对是否漏段，重新编号。",
    check=check,
)
