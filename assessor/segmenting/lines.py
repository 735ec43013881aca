"""Paragraphs, sentences and the numbering that a line begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A sentence ends at 。！？； (or their half-width forms ; ! ?) with the quotation marks that follow.
# A run of 1,000 characters without any is cut: matching takes time that grows with its square.
_SENTENCE = re.compile(r"[^。！？；;\n]{1,1000}[。！？；;]?[”’」』\"]?")

# Numbering as reports use it; the rank follows GB/T 9704-2012 7.3.3: 一、 (一) 1. (1).
_NUMBERINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|篇)[、.．:：\s]*")),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}[、.．]\s*")),
    (1, re.compile(r"【[一二三四五六七八九十]{1,3}】\s*")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*[、.．]?\s*")),
    (3, re.compile(r"[0-9０-９]{1,2}\s*[.．、](?![0-9０-９])\s*")),
    (3, re.compile(r"0[0-9]\s+(?=\S)")),
    (4, re.compile(r"[（(][0-9０-９]{1,2}[)）]\s*[、.．]?\s*")),
    (4, re.compile(r"[0-9]{1,2}[)）]\s*")),
    (5, re.compile(r"[①-⑳㈠-㈩]\s*")),
)
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_BULLET = re.compile(r"[★☆●○■◆▪•·►➢※\-*]\s*")
POINT = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,2}(?:是|要|则|来)|其[一二三四五六七八九十]是?|第[一二三四五六七八九十]{1,2}[,，、]|首先|其次|再次|最后)[,，:：、]?\s*"
)
"""A point run in the paragraph: 一是…, 二要…, 第一,… ."""


_FIGURE = re.compile(
    r"[0-9０-９]{1,15}(?:[.,，][0-9０-９]{1,15})?\s{0,5}(?:余|多)?\s{0,5}(?:[件个项次人名户家条份场期起万亿元批宗卷部处台套类所支辆%％‰]|人次|公里|平方)|(?!一次|一件|两次)[一二两三四五六七八九十百千]{1,12}(?:余|多)?(?:件|名|次|场|份|起|宗|户|人次|卷)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: a non-empty line of the text without the white space around it.

    number: 1-based; rank: of its numbering (1 一、 … 5 ①), 0 without; body: offset behind the numbering.
    """

    number: int
    start: int
    end: int
    rank: int
    body: int


def has_figure(text: str) -> bool:
    """Tell whether `text` holds a count with a unit."""
    return _FIGURE.search(text) is not None


def split_lines(text: str) -> list[Line]:
    """Return the paragraphs of `text` in order."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            first = start + raw.index(stripped[0])
            rank, length = numbering(stripped)
            lines.append(Line(len(lines) + 1, first, first + len(stripped), rank, first + length))
        start += len(raw) + 1
    return lines


def numbering(text: str) -> tuple[int, int]:
    """Return rank and length of the numbering `text` begins with; (0, 0) when it begins with none."""
    markdown = _MARKDOWN.match(text)
    skipped = markdown.end() if markdown else 0
    for rank, pattern in _NUMBERINGS:
        found = pattern.match(text, skipped)
        if found and found.end() < len(text):
            return rank, found.end()
    if markdown:
        return min(len(markdown.group(1)), 4), skipped
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text):
        return 0, bullet.end()
    return 0, 0


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences within `text[start:end]`, white space around them left out."""
    for match in _SENTENCE.finditer(text, start, end):
        first, last = match.span()
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last - first >= 2:
            yield first, last
