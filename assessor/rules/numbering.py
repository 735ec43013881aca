"""Heading numbers as they stand in the text: 一、 (一) 1. (1), in the order of GB/T 9704."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.model.text import Report
from assessor.rules.reading import half_width, lines

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_STYLES = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、"),
    re.compile(r"[(（](?P<number>[一二三四五六七八九十]{1,3})[)）]"),
    re.compile(r"(?P<number>\d{1,2})[.．、](?!\d)"),
    re.compile(r"[(（](?P<number>\d{1,2})[)）]"),
)
STYLE_NAMES = ("一、", "（一）", "1.", "（1）")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a heading number. style: 0-3, index into `STYLE_NAMES`."""

    style: int
    number: int
    start: int
    end: int
    mark: str


def chinese_number(text: str) -> int:
    """Return the value of a Chinese number from 一 to 九十九; 0 when it is none."""
    if "十" not in text:
        return _DIGITS.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return _DIGITS.get(tens, 1 if not tens else 0) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def numbered_lines(report: Report) -> Iterator[Numbered]:
    """Yield the lines that begin with a number of one of the four styles, in text order."""
    for line in lines(report):
        narrow = half_width(line.text)
        for style, pattern in enumerate(_STYLES):
            match = pattern.match(narrow)
            if match:
                given = match["number"]
                number = int(given) if given.isdigit() else chinese_number(given)
                yield Numbered(style, number, line.start, line.start + match.end(), line.text[: match.end()])
                break
