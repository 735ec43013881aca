"""Markdown: the marks that a reader of the page does not see are taken off, line by line.

Patterns are bounded and line shapes are told by plain string work, so that no line, however
long or odd, takes more than linear time.
"""

from __future__ import annotations

import re

from assessor.readers.characters import notices_on
from assessor.readers.decoding import decode
from assessor.readers.extraction import Extraction, TextBuilder
from assessor.readers.limits import Limits, require_characters

_IMAGE_OR_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\n]{0,300}\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|__|~~|`)(?=\S)([^*_~`\n]{1,200}?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BULLETS = ("- ", "* ", "+ ", "> ", "-\t", "*\t", "+\t")
_MOST_HASHES = 6


def extract(data: bytes, limits: Limits) -> Extraction:
    """Return the text of a Markdown file with `#` headings declared; a table row is one line.

    Raises UnreadableError when no encoding fits or the text is too long.
    """
    raw, notices = decode(data)
    require_characters(len(raw), limits)
    builder = TextBuilder(limits)
    text = _without_comments(raw.replace("\r\n", "\n").replace("\r", "\n"))
    for line in (line.strip(" \t") for line in _without_front_matter(text)):
        hashes = len(line) - len(line.lstrip("#"))
        if 1 <= hashes <= _MOST_HASHES and line[hashes : hashes + 1] in {" ", "\t"}:
            builder.add(_plain(line[hashes:].strip(" \t").rstrip("#").strip(" \t")), hashes)
        elif _is_rule(line):
            continue
        elif line.startswith("|"):
            cells = (_plain(cell.strip()) for cell in line.strip("|").split("|"))
            builder.add("  ".join(cell for cell in cells if cell))
        else:
            builder.add(_plain(line[2:] if line.startswith(_BULLETS) else line))
    return builder.extraction(notices + notices_on(raw))


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    kept.append(text[position:])
    return "".join(kept)


def _without_front_matter(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[0].rstrip() == "---" and "---" in (rest := [line.rstrip() for line in lines[1:200]]):
        return lines[rest.index("---") + 2 :]
    return lines


def _is_rule(line: str) -> bool:
    """Tell whether the line draws: a thematic break, an underline, or the rule of a table."""
    drawn = set(line) - set(" \t")
    return (
        len(line) >= 3
        and bool(drawn)
        and ((drawn <= set("|:-") and "-" in drawn) or drawn in ({"*"}, {"_"}, {"="}))
    )


def _plain(line: str) -> str:
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", _IMAGE_OR_LINK.sub(r"\1", line)))
