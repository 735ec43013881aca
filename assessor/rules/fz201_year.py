"""FZ201: the report's year differs between title, headings, opening sentence and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import half_width, lines
from assessor.rules.words import any_of, words

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_RANGE = re.compile(r"20\d\d年?\s*[—–\-－~～至到]+\s*20\d\d")
_NAMED = re.compile(r"《[^》]*》|〈[^〉]*〉|“[^”]*”")
_OPENING = re.compile(r"(20\d\d)年(?:度|来|以来)?[,,，]")
_SIGNED = re.compile(r"(20\d\d)年\d{1,2}月\d{1,2}日\Z")

LONGEST = 40
"""In characters; a longer line is no heading."""


def _years(text: str) -> Iterator[re.Match[str]]:
    """Yield the years named in `text`, document titles, quotations and ranges aside."""
    hidden = [match.span() for pattern in (_NAMED, _RANGE) for match in pattern.finditer(text)]
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in hidden):
            yield match


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each place whose year cannot be right for a report on `Report.year`."""
    if report.year is not None:
        yield from _headings(report, report.year)
        yield from _opening_and_date(report, report.year)


def _headings(report: Report, year: int) -> Iterator[Finding]:
    """The headings of the first level; those further down may well be about an earlier year's doings."""
    text = half_width(report.document.text)
    earlier = any_of(words()["earlier_meant"])
    for section in report.sections:
        if section.level != 1 or earlier.search(section.title):
            continue
        end = text.find("\n", section.start, section.end)
        # A run-in heading ends with its first sentence.
        heading = re.split(r"[。;:!?]", text[section.start : end if end >= 0 else section.end])[0]
        if len(heading) > LONGEST:
            continue
        plan = section.stance == "plan"
        for match in _years(heading):
            named = int(match[1])
            start = section.start + match.start()
            if plan and named == year:
                message = f"下一年度安排的标题写作 {named} 年，报告年度是 {year} 年"
                yield Finding(start, start + 4, message, str(year + 1))
            elif not plan and named not in (year, year + 1):
                yield Finding(start, start + 4, f"标题写作 {named} 年，报告年度是 {year} 年", str(year))


def _opening_and_date(report: Report, year: int) -> Iterator[Finding]:
    found = list(lines(report))
    opening = next((line for line in found if len(line.text) >= 40), None)
    if opening is not None:
        match = _OPENING.match(half_width(opening.text))
        if match and int(match[1]) != year:
            message = f"正文以“{match[1]}年”开头，报告年度是 {year} 年"
            yield Finding(opening.start, opening.start + 4, message, str(year))
    for line in found[-3:]:
        match = _SIGNED.fullmatch(half_width(line.text))
        if match and int(match[1]) not in (year, year + 1):
            message = f"落款日期在 {match[1]} 年，报告年度是 {year} 年"
            yield Finding(line.start, line.start + 4, message)


RULE = Rule(
    id="FZ201",
    name="年度前后不一致",
    severity="warning",
    reason="标题、小标题、正文开头和落款的年度应当一致，不一致多为套用上年旧稿。",
    source="实践中的真实差错（2025年报告的小标题写“2024年基本情况”）",
    bad="青石县2025年法治政府建设年度报告\n一、2024年法治政府建设基本情况\n审查合同187件。\n二、2026年工作安排\n将开展执法培训。",
    good="青石县2025年法治政府建设年度报告\n一、2025年法治政府建设基本情况\n审查合同187件。\n二、2026年工作安排\n将开展执法培训。",
    remedy="核对年度；如确为引述往年情况，可改写标题。",
    check=check,
)
