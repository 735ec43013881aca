"""What is printed on pages but is no part of the report: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assessor.readers.page_layout import Line

_PAGE_NUMBER = re.compile(
    r"[\s\-—–―─·•.~～_|]*(?:第\s*)?[0-9０-９〇一二三四五六七八九十ivxIVX]{1,5}\s*(?:页|/\s*[0-9]{1,4})?"
    r"(?:\s*[,，/]?\s*共\s*[0-9０-９一二三四五六七八九十]{1,4}\s*页)?[\s\-—–―─·•.~～_|]*$"
)
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十]+")
_EDGE_LINES = 2
_LEAST_REPEATS = 2


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without its page number and the heads and feet that repeat.

    A page number is a line of nothing else at the very top or bottom. A running head or foot is
    a line among the first or last two that returns, figures aside, at the same height on at
    least three pages and on more than a third of all.
    """
    repeated = _repeated(pages)
    kept: list[list[Line]] = []
    for lines in pages:
        edges = _edges(lines)
        dropped = {index for index in edges if _key(lines[index]) in repeated}
        rest = [index for index in range(len(lines)) if index not in dropped]
        for index in rest[:1] + rest[-1:]:
            if _PAGE_NUMBER.match(lines[index].text) and len(rest) > 1:
                dropped.add(index)
        kept.append([line for index, line in enumerate(lines) if index not in dropped])
    return kept


def _edges(lines: Sequence[Line]) -> set[int]:
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].top)
    return set(by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:])


def _key(line: Line) -> tuple[str, int]:
    height = round(line.top / max(line.size, 1e-6) / 2)
    return _DIGITS.sub("0", "".join(line.text.split())), height


def _repeated(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    seen: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        seen.update({_key(lines[index]) for index in _edges(lines)})
    least = max(_LEAST_REPEATS, len(pages) // 3 + 1)
    return {key for key, count in seen.items() if count >= least}
