"""FZ401: placeholders, notes and comments left over from drafting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.words import words


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each leftover, one per place.

    A name made unrecognisable on purpose (黎××同志) is none.
    """
    text = report.document.text
    known = words()
    taken: list[tuple[int, int]] = []
    for entry in known["leftovers"]:
        for match in re.finditer(entry["cue"], text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            if entry.get("name") and _stands_for_a_name(text, start, end):
                continue
            taken.append((start, end))
            yield Finding(start, end, f"疑为未完稿的残留（{entry['what']}）：“{match[0].strip()}”")


def _stands_for_a_name(text: str, start: int, end: int) -> bool:
    surname = start > 0 and text[start - 1] in words()["surnames"]
    return surname and not re.match(words()["not_after_name"], text[end : end + 1])


RULE = Rule(
    id="FZ401",
    name="未完稿残留",
    severity="warning",
    reason="“XX”“××”“【待补充】”、空括号、批注等是起草时的占位，不应出现在报送稿中。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n全年办结行政复议案件XX件，【此处补充应诉数据】。",
    good="青石县2024年法治政府建设年度报告\n全年办结行政复议案件55件，局党组书记黎××同志包案化解9件。",
    remedy="补上实际内容，或删去。",
    check=check,
)
