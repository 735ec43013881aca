"""FZ111: the same heading twice under one parent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import body

_MARKS = re.compile(r"[\W_]+")
_CONTENTS = re.compile(r"^\s*目\s*录\s*$", re.MULTILINE)
SHORTEST = 4
"""Shorter titles (其他, 小结) may well come twice."""


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each heading that repeats an earlier one of the same parent, marks aside."""
    seen: dict[tuple[tuple[str, ...], str], int] = {}
    listed = _table_of_contents(report)
    for section in report.sections:
        title = _MARKS.sub("", section.title)
        if len(title) < SHORTEST or section.id == "s0" or section.start in listed:
            continue
        key = (section.path[:-1], title)
        if key in seen:
            line = report.document.text.count("\n", 0, seen[key]) + 1
            end = report.document.text.find("\n", section.start)
            end = section.end if end < 0 else min(end, section.end)
            yield Finding(section.start, end, f"标题“{section.title}”与第 {line} 行的标题重复")
        else:
            seen[key] = section.start


def _table_of_contents(report: Report) -> range:
    """Return the offsets from a line 目录 to the first sentence after it; its headings come again below."""
    heading = _CONTENTS.search(report.document.text)
    if heading is None:
        return range(0)
    first = next((sentence.start for sentence in body(report) if sentence.start > heading.end()), 0)
    return range(heading.start(), first)


RULE = Rule(
    id="FZ111",
    name="标题重复",
    severity="warning",
    reason="同一级下出现两个相同的标题，多为拼稿或粘贴所致，读者无法判断哪一段为准。",
    source="实践中的真实差错（同一标题重复两次）",
    bad="青石县2024年法治政府建设年度报告\n一、优化政务服务\n设置综合窗口26个。\n二、规范行政执法\n评查案卷260份。\n三、优化政务服务\n办件18.6万件。",
    good="青石县2024年法治政府建设年度报告\n一、优化政务服务\n设置综合窗口26个。\n二、规范行政执法\n评查案卷260份。",
    remedy="合并两段，或改写其中一个标题。",
    check=check,
)
