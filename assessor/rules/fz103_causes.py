"""FZ103: shortcomings are named, their causes are not."""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.required_parts import SOURCE, shortcomings, text_around
from assessor.rules.words import any_of, words


def check(report: Report) -> Iterator[Finding]:
    """Yield one finding, at the first shortcoming, when no cause is given near any of them.

    A heading that only announces causes (存在的不足和原因) gives none.
    """
    found = shortcomings(report)
    told = tuple(sentence for sentence in found if sentence.role != "heading")
    causes = any_of(*words()["required_parts"]["causes"])
    announced = {report.quote(s.start, s.end) for s in report.sentences if s.role == "heading"}
    for paragraph in text_around(report, told):
        if any(causes.search(line) for line in paragraph.split("\n") if line.strip() not in announced):
            return
    if found:
        first = (told or found)[0]
        yield Finding(first.start, first.end, "写了存在的不足，没有写原因")


RULE = Rule(
    id="FZ103",
    name="只写不足没写原因",
    severity="error",
    reason="《规定》要求写“存在的不足和原因”，只列不足、不析原因是最常见的缺项。",
    source=SOURCE,
    bad="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县政府常务会议会前学法12次。\n二、存在的不足\n一是执法力量不足。二是政务公开不够及时。",
    good="青石县2024年法治政府建设年度报告\n一、主要举措和成效\n县政府常务会议会前学法12次。\n二、存在的不足\n一是执法力量不足，主要原因是编制偏紧。",
    remedy="在每条不足之后写明原因（体制、力量、能力、保障等），或另写一段“究其原因”。",
    check=check,
)
