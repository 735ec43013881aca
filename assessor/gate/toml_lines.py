"""A table of a TOML file with line numbers, as `assessor.checklist.yaml_lines` gives YAML.

tomllib tells no lines; they are looked up in the text by the keys' names, which is exact for keys written
one to a line and for `[[…]]` entries, and the line of the table where it cannot be told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

from assessor.checklist.yaml_lines import Node

_HEADER_SPACE = re.compile(r"[\s\"']+")
"""What may stand about the names of a header and means nothing: `[ tool . "assessor" ]`."""


class _Written(float):
    """A number that remembers how it was written: as an id, 1.10 is not 1.1."""

    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number


def load_toml_table(path: Path, table: str) -> Node:
    """Return the table (dotted name, such as `tool.assessor`) of the TOML file, empty if there is none.

    Raises OSError, UnicodeDecodeError or tomllib.TOMLDecodeError when the file is not to be read.
    """
    text = path.read_text(encoding="utf-8-sig")
    value = table_of(tomllib.loads(text, parse_float=_Written), table)
    lines = [
        _HEADER_SPACE.sub("", line) if line.lstrip().startswith("[") else line for line in text.split("\n")
    ]
    parent, _, _ = table.rpartition(".")
    begins = (f"[{table}", f"[[{table}", table, f"[{parent}]")
    first = next(
        (n for begin in begins for n, line in enumerate(lines, 1) if line.lstrip().startswith(begin)), 1
    )
    return _Lines(table, lines).node({} if value is None else value, (), first, len(lines))


def table_of(document: Any, table: str) -> Any:
    """Return what stands at the dotted name in a TOML document, None where there is nothing."""
    for step in table.split("."):
        document = document.get(step) if isinstance(document, dict) else None
    return document


class _Lines:
    """Finds the lines of keys below `table`; a stretch is given by its first and last line, from 1."""

    def __init__(self, table: str, lines: Sequence[str]) -> None:
        self.table = table
        self.lines = lines

    def node(self, value: Any, path: tuple[str, ...], first: int, last: int) -> Node:
        """Return the value with its line; `path` leads to it, `first` is its line, `last` where it ends."""
        if isinstance(value, dict):
            children = {}
            for key, child in value.items():
                line = self._line((*path, key), first, last)
                children[key] = self.node(child, (*path, key), line, last)
            return Node(children, first)
        if isinstance(value, list):
            starts = self._entries(path) or [first] * len(value)
            ends = [*(start - 1 for start in starts[1:]), last]
            entries = zip(value, starts, [max(a, b) for a, b in zip(starts, ends, strict=True)], strict=False)
            return Node([self.node(child, path, start, end) for child, start, end in entries], first)
        if isinstance(value, _Written):
            return Node(float(value), first, value.text)
        if isinstance(value, bool):
            return Node(value, first, str(value).lower())
        plain = value.isoformat() if isinstance(value, date) else value
        return Node(plain, first, str(plain))

    def _entries(self, path: tuple[str, ...]) -> list[int]:
        """Return the lines of the `[[table.path]]` headers."""
        header = f"[[{'.'.join((self.table, *path))}]]"
        return [number for number, line in enumerate(self.lines, 1) if line.strip() == header]

    def _line(self, path: tuple[str, ...], first: int, last: int) -> int:
        """Return the line of the key at `path`: its header, its `key =`, its place in an inline table."""
        key = rf"[\"']?{re.escape(path[-1])}[\"']?"
        dotted = re.escape(".".join((self.table, *path)))
        for pattern in (rf"\s*\[+{dotted}[\].]", rf"\s*{key}\s*=", rf".*[{{,.]\s*{key}\s*="):
            for number in range(first, last + 1):
                if re.match(pattern, self.lines[number - 1].replace('"', "")):
                    return number
        return first
