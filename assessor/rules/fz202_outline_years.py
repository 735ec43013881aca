"""FZ202: an outline named with the wrong years."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.titles import Named, named_outlines
from assessor.rules.words import any_of, words


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each wrong pair of years.

    The former outline's own years are right where the former outline is meant: in a report on its last
    year or the one after, or in a sentence on its evaluation.
    """
    for named in named_outlines(report):
        if named.given != named.years and not (named.given == named.former and _former_meant(report, named)):
            right = f"{named.years[0]}—{named.years[1]}"
            wrong = f"{named.given[0]}—{named.given[1]}"
            yield Finding(
                named.start, named.end, f"《{named.name}》的年限是 {right} 年，此处写作 {wrong} 年", right
            )


def _former_meant(report: Report, named: Named) -> bool:
    if named.former and report.year is not None and report.year <= named.former[1] + 1:
        return True
    text = report.document.text
    start = max(text.rfind(mark, 0, named.start) for mark in "。\n") + 1
    ends = [end for end in (text.find(mark, named.end) for mark in "。\n") if end >= 0]
    sentence = text[start : named.start] + text[named.end : min(ends, default=len(text))]
    return any_of(words()["former_meant"]).search(sentence) is not None


RULE = Rule(
    id="FZ202",
    name="纲要年限写错",
    severity="error",
    reason="《法治政府建设实施纲要》现行年限是2021—2025年；写成2022—2025年或上一轮的2015—2020年，多为误记或套用旧稿。",
    source="中共中央、国务院《法治政府建设实施纲要（2021—2025年）》（中发〔2021〕33号）",
    bad="青石县2024年法治政府建设年度报告\n全面落实《法治政府建设实施纲要（2022—2025年）》，分解任务36项。",
    good="青石县2024年法治政府建设年度报告\n全面落实《法治政府建设实施纲要（2021—2025年）》，分解任务36项。",
    remedy="改为（2021—2025年）；确指上一轮纲要的，写明“上一轮”或“总结评估”。",
    check=check,
)
