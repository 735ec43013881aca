"""Dates up to which figures run, when that is before the end of the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.model.text import Report
from assessor.rules.numbering import chinese_number
from assessor.rules.reading import half_width, of
from assessor.rules.words import any_of, words

_MONTH = r"(?P<month>1[012]|[1-9]|十[一二]?|[一二三四五六七八九])月(?P<day>\d{1,2}日|底|末|份|中旬|上旬)?"
_UNTIL = re.compile(rf"截[至止]到?(?:目前)?(?:(?P<year>20\d\d)年|今年|本年度?)?{_MONTH}")
_SPAN = re.compile(r"(?<!\d)1月?[-—–－~～至到](?P<month>[2-9]|1[01])月(?P<day>份|底|末)?(?!\d*日)")


@dataclass(frozen=True, slots=True)
class CutOff:
    """start/end of the date; `overall` when it is said of the report's figures as a whole."""

    start: int
    end: int
    text: str
    overall: bool


def cut_offs(report: Report) -> Iterator[CutOff]:
    """Yield the dates before the end of the report's year at which figures are said to stop.

    30 or 31 December is the year's end; so is 12月底. Dates of other years are left alone.
    """
    span = any_of(words()["data_span"])
    for sentence in report.sentences:
        if sentence.stance == "plan":
            continue
        text = half_width(of(report, sentence))
        for pattern in (_UNTIL, _SPAN):
            for match in pattern.finditer(text):
                given = match["month"]
                month = int(given) if given.isdigit() else chinese_number(given)
                year = match.groupdict().get("year")
                if month >= 12 or (year and report.year and int(year) != report.year):
                    continue
                before = (
                    re.split(r"[,，。;；:：()（]", text[: match.start()])[-1] or text[: match.start()][-12:]
                )
                overall = span.search(before) is not None
                start = sentence.start + match.start()
                end = sentence.start + match.end()
                yield CutOff(start, end, report.quote(start, end), overall)
