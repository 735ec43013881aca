"""Small ways of reading a report that several rules share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.model.text import Report, Sentence

_HALF_WIDTH = str.maketrans("０１２３４５６７８９％（）．－，：；＋", "0123456789%()．-,:;+")


def half_width(text: str) -> str:
    """Return `text` with full-width digits and signs narrowed, character for character (same offsets)."""
    return text.translate(_HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line: a paragraph or a heading. start/end leave out surrounding white space."""

    number: int
    start: int
    end: int
    text: str


def lines(report: Report) -> Iterator[Line]:
    """Yield the report's non-empty lines, numbered from 1 as `Sentence.paragraph` counts them."""
    number = 0
    for match in re.finditer(r"[^\n]+", report.document.text):
        text = match.group()
        stripped = text.strip()
        if stripped:
            number += 1
            start = match.start() + len(text) - len(text.lstrip())
            yield Line(number, start, start + len(stripped), stripped)


def paragraph_span(report: Report, sentence: Sentence) -> tuple[int, int]:
    """Return start and end of the paragraph `sentence` stands in, as offsets into the text."""
    text = report.document.text
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    return start, len(text) if end < 0 else end


def body(report: Report) -> Iterator[Sentence]:
    """Yield the sentences that can be evidence (role `body`)."""
    return (sentence for sentence in report.sentences if sentence.role == "body")


def of(report: Report, sentence: Sentence) -> str:
    """Return the sentence's own characters."""
    return report.quote(sentence.start, sentence.end)
