"""FZ112: a paragraph or a long sentence that stands in the report twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.reading import lines

_MARKS = re.compile(r"[\W_]+")
SHORTEST = 24
"""In characters, marks aside: shorter lines (回到目录, 单位名称) repeat for good reasons."""


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each paragraph, or sentence of a new paragraph, already read once."""
    paragraphs: dict[str, int] = {}
    sentences: dict[str, int] = {}
    reported: list[tuple[int, int]] = []
    for line in lines(report):
        text = _MARKS.sub("", line.text)
        if len(text) >= SHORTEST and text in paragraphs:
            reported.append((line.start, line.end))
            yield Finding(line.start, line.end, f"本段与第 {_line(report, paragraphs[text])} 行重复")
        paragraphs.setdefault(text, line.start)
    for sentence in report.sentences:
        text = _MARKS.sub("", report.quote(sentence.start, sentence.end))
        if len(text) < SHORTEST:
            continue
        inside = any(start <= sentence.start < end for start, end in reported)
        if text in sentences and not inside:
            yield Finding(
                sentence.start, sentence.end, f"本句与第 {_line(report, sentences[text])} 行的句子重复"
            )
        sentences.setdefault(text, sentence.start)


def _line(report: Report, offset: int) -> int:
    return report.document.text.count("\n", 0, offset) + 1


RULE = Rule(
    id="FZ112",
    name="段落重复",
    severity="warning",
    reason="整段整句重复多为粘贴失误，也会使同一工作被计两次。",
    source="公文校核惯例",
    bad=(
        "青石县2024年法治政府建设年度报告\n"
        "全年收到行政复议申请64件，受理58件，审结55件，其中撤销、确认违法6件。\n"
        "评查行政执法案卷260份。\n"
        "全年收到行政复议申请64件，受理58件，审结55件，其中撤销、确认违法6件。"
    ),
    good=(
        "青石县2024年法治政府建设年度报告\n"
        "全年收到行政复议申请64件，受理58件，审结55件，其中撤销、确认违法6件。\n评查行政执法案卷260份。"
    ),
    remedy="删去重复的一处。",
    check=check,
)
