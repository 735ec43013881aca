"""What the rules on the four required parts share: where a report speaks of its shortcomings and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report, Sentence
from assessor.rules.reading import lines, of, paragraph_span
from assessor.rules.words import any_of, words

SOURCE = "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）关于年度报告内容的规定"


_NEXT_LINE = re.compile(r"\s*[^\n]*")

FEWEST_CHARACTERS = 6
"""Shorter lines are headings and signatures, no plan."""

ASIDES = 3
"""A report that admits more shortcomings than this in passing has told them, part or no part."""


def whole(report: Report) -> tuple[int, int]:
    """Return the span of the report's first line, where something missing from the report is shown."""
    first = next(lines(report), None)
    return (first.start, first.end) if first else (0, 0)


def shortcomings(report: Report) -> tuple[Sentence, ...]:
    """Return the sentences in which the report speaks of its shortcomings, in text order.

    Those of a section whose stance is `problem`, and those that admit a shortcoming in the wording of
    checklist/form-rules.yaml; an aside in a paragraph on achievements is left out by its wording.
    """
    cues = any_of(*words()["required_parts"]["shortcomings"])
    sections = {section.id for section in report.sections if section.stance == "problem"}
    found = tuple(
        sentence
        for sentence in report.sentences
        if sentence.role not in ("furniture", "greeting")
        and (
            sentence.section in sections
            or (sentence.stance in ("problem", "other") and cues.search(of(report, sentence)))
        )
    )
    # What only sounds like an admission (it has a doubt) is no shortcoming told to the reader.
    asides = tuple(
        sentence for sentence in report.sentences if sentence.stance == "problem" and not sentence.doubt
    )
    return found or (asides if len(asides) > ASIDES else ())


def text_around(report: Report, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Yield the paragraphs the sentences stand in, each once, and the one after (often the causes)."""
    text = report.document.text
    seen: set[int] = set()
    for sentence in sentences:
        start, end = paragraph_span(report, sentence)
        if start not in seen:
            seen.add(start)
            following = _NEXT_LINE.match(text, end)
            yield text[start : following.end() if following else end]


def plans(report: Report) -> bool:
    """Tell whether the report says what will be done next year (or next).

    In a section on plans (or on shortcomings and plans together), or in a sentence that names the next
    year, or in one the reader of stances takes for a plan.
    """
    cues = any_of(*words()["required_parts"]["plans"])
    next_year = (
        re.compile(rf"{report.year + 1}年.{{0,12}}(将|要|工作|重点|安排|打算|计划)") if report.year else None
    )
    sections = {s.id for s in report.sections if s.stance == "plan" or cues.search(s.title)}
    for sentence in report.sentences:
        if sentence.role in ("furniture", "greeting", "heading"):
            continue
        text = of(report, sentence)
        if sentence.section in sections and len(text) >= FEWEST_CHARACTERS:
            return True
        if next_year and next_year.search(text):
            return True
        if sentence.stance == "plan" and cues.search(text):
            return True
    return False
