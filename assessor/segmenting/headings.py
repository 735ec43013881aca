"""Which lines, and which first sentences of lines, are headings rather than statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Document
from assessor.segmenting.lines import POINT, Line, has_figure, numbering, split_sentences

TITLE_LINES = 10
LONGEST_HEADING = 60
LONGEST_RUN_IN = 42
UNNUMBERED_RUN_IN = 36
SHORTEST_REST = 1.2
"""A run-in heading is followed by at least this many times its own length of text in its paragraph."""

# What a heading does not hold: titles, digits, speech, a finished action told as a story.
_TOLD = re.compile(r"[《0-9０-９“”\"了]|我们|今年|去年|昨|他|她|也在|本年|年内|全年|没有")
_ENDS = "。！？；;!?"
_DATE = re.compile(r"^[（(]?[0-9０-９一二三四五六七八九〇○零]{4}\s*年.{1,8}[月日][)）]?$")


@dataclass(frozen=True, slots=True)
class HeadingSpan:
    """A heading at `start:end` of the text, `body` its offset behind the numbering.

    level: 1 is the highest; run_in: more text of the same paragraph follows.
    """

    start: int
    end: int
    body: int
    level: int
    run_in: bool
    line: int


def find_headings(document: Document, lines: list[Line], rules: ReadingRules) -> list[HeadingSpan]:
    """Return the headings in text order: declared by the format, numbered, unnumbered, run in."""
    text = document.text
    declared = {heading.start: heading.level for heading in document.headings}
    numbered = any(line.rank == 1 for line in lines)
    habitual = _opens_with_run_ins(text, lines)
    headings: list[HeadingSpan] = []
    for index, line in enumerate(lines):
        level = next((declared[o] for o in declared if line.start <= o < line.end), 0)
        if level and line.end - line.start <= LONGEST_HEADING * 2:
            headings.append(HeadingSpan(line.start, line.end, line.body, line.rank or level, False, index))
            continue
        heading = (
            _numbered(text, lines, index) if line.rank else _unnumbered(text, lines, index, rules, numbered)
        )
        if heading is None:
            heading = _run_in(text, line, index, habitual, numbered)
        if heading is not None:
            headings.append(heading)
        headings.extend(_within(text, line, index))
    return headings


def _within(text: str, line: Line, index: int) -> Iterator[HeadingSpan]:
    """Yield the numbered headings inside a paragraph, as web pages that lost their line breaks have them."""
    sentences = list(split_sentences(text, line.start, line.end))
    for (start, end), (follower, end_of_follower) in pairwise(sentences[1:]):
        content = text[start:end]
        rank, length = numbering(content)
        if not rank or end - start > LONGEST_RUN_IN or content[-1] in "；;" or has_figure(content):
            continue
        # A short numbered sentence among its like is an entry of a list.
        following = numbering(text[follower:end_of_follower])[0]
        if following == rank:
            continue
        entitles = not _TOLD.search(content, length) and not following
        if rank <= 2 or (entitles and end - start - length <= UNNUMBERED_RUN_IN):
            yield HeadingSpan(start, end, start + length, rank, True, index)


def _numbered(text: str, lines: list[Line], index: int) -> HeadingSpan | None:
    line = lines[index]
    content = text[line.body : line.end]
    open_ended = content[-1] not in _ENDS and not any(mark in content for mark in "。；;！")
    longest = LONGEST_HEADING if line.rank <= 2 else LONGEST_RUN_IN
    if open_ended and len(content) <= longest and not has_figure(content):
        if line.rank >= 3 and _is_list_member(text, lines, index):
            return None
        return HeadingSpan(line.start, line.end, line.body, line.rank, False, index)
    sentences = list(split_sentences(text, line.body, line.end))
    if not sentences:
        return None
    start, end = sentences[0]
    first = text[start:end]
    short = len(first) <= LONGEST_RUN_IN and not has_figure(first) and first[-1] not in "；;"
    if not short:
        return None
    if len(sentences) > 1:
        if numbering(text[slice(*sentences[1])])[0] == line.rank:
            return None  # the first entry of a list that runs on in the paragraph
        return HeadingSpan(line.start, end, line.body, line.rank, True, index)
    if line.rank <= 2 and _is_followed(text, lines, index):
        return HeadingSpan(line.start, line.end, line.body, line.rank, False, index)
    return None


def _is_followed(text: str, lines: list[Line], index: int) -> bool:
    """Tell whether a numbered line is followed by what it heads: text, or headings of a lower rank."""
    if index + 1 == len(lines):
        return False
    follower = lines[index + 1]
    if follower.rank:
        return follower.rank > lines[index].rank
    return text[follower.end - 1] in _ENDS + "：:"  # a signature is no text


def _is_list_member(text: str, lines: list[Line], index: int) -> bool:
    """A short numbered line among its like, with no text between, is an entry of a list."""
    line = lines[index]
    near = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return any(other.rank == line.rank and other.end - other.start <= LONGEST_RUN_IN * 2 for other in near)


def _unnumbered(
    text: str, lines: list[Line], index: int, rules: ReadingRules, numbered: bool
) -> HeadingSpan | None:
    line = lines[index]
    content = text[line.body : line.end]
    if index == 0 or index + 1 >= len(lines) or len(content) > UNNUMBERED_RUN_IN:
        return None
    if (
        content[-1] in _ENDS + "：:,，、.…"
        or has_figure(content)
        or _DATE.match(content)
        or "  " in content
        or "\t" in content
    ):
        return None
    if content[0] in '“"「《（(—-' or POINT.match(content):
        return None
    if index < TITLE_LINES and content.endswith(("报告", "总结", "汇报")):
        return None  # the second line of a title that is set in two
    copy = normalise(content)
    if rules.search("furniture", copy) or rules.search("greeting", copy) or rules.search("question", copy):
        return None
    follower = lines[index + 1]
    turns = any(rules.search(name, copy) for name in ("section_problem", "section_plan", "section_done"))
    if not turns and (follower.end - follower.start < 40 and not follower.rank):
        return None
    level = 1 if turns or not numbered else 3
    return HeadingSpan(line.start, line.end, line.body, level, False, index)


def _qualifies(first: str, rest: int) -> bool:
    """Tell whether a first sentence reads like a heading: short, no figure, nothing named, more follows."""
    if len(first) > UNNUMBERED_RUN_IN or first[-1] not in "。：:！" or rest < SHORTEST_REST * len(first):
        return False
    return not has_figure(first) and not _TOLD.search(first)


def _opens_with_run_ins(text: str, lines: list[Line]) -> bool:
    """Tell whether it is this report's habit to open its unnumbered paragraphs with a run-in heading."""
    candidates = opened = 0
    for line in lines:
        sentences = list(split_sentences(text, line.body, line.end))
        if line.rank or len(sentences) < 3 or line.end - line.start < 90:
            continue
        candidates += 1
        start, end = sentences[0]
        opened += _qualifies(text[start:end], line.end - end)
    return candidates >= 4 and opened * 2 >= candidates


def _run_in(text: str, line: Line, index: int, habitual: bool, numbered: bool) -> HeadingSpan | None:
    if line.rank or not habitual or POINT.match(text, line.body):
        return None
    sentences = list(split_sentences(text, line.body, line.end))
    if len(sentences) < 2:
        return None
    start, end = sentences[0]
    if not _qualifies(text[start:end], line.end - end):
        return None
    return HeadingSpan(line.start, end, line.body, 4 if numbered else 2, True, index)
