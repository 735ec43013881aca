"""Labelled reports: sentence by sentence, what two careful readers cite it for (tests/gold/GUIDE.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessor.errors import ConfigurationError
from assessor.model.text import Document

_UNIT = re.compile(r"[^。！？；;\n]+[。！？；;]?[”’」』\"]?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A labelled unit. firm: ids both readers cite it for; borderline: ids only one does (not scored)."""

    start: int
    end: int
    stance: str
    firm: frozenset[str]
    borderline: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelledReport:
    """A report's text and its labelled units."""

    name: str
    text: str
    units: tuple[Unit, ...]

    def document(self) -> Document:
        """Return the report as a document."""
        return Document(f"{self.name}.txt", self.text, "")

    def by_span(self) -> dict[tuple[int, int], Unit]:
        """Return the units by where they stand: start and end, character offsets into the text."""
        return {(unit.start, unit.end): unit for unit in self.units}

    def ids(self, stance: str = "done") -> tuple[set[str], set[str]]:
        """Return the ids firmly labelled on units of that stance, and those labelled borderline only."""
        units = [unit for unit in self.units if unit.stance == stance]
        firm = {identifier for unit in units for identifier in unit.firm}
        return firm, {identifier for unit in units for identifier in unit.borderline} - firm


def _units(text: str) -> Iterator[tuple[int, int]]:
    for match in _UNIT.finditer(text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start >= 2:
            yield start, end


def load_report(path: Path) -> LabelledReport:
    """Return the labelled report of `path` (a .txt with a .lab beside it).

    Raises ConfigurationError when a label names a unit that is not there.
    """
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    spans = list(_units(text))
    units = []
    for number, line in enumerate(path.with_suffix(".lab").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        index, stance, *rest = line.split("\t")
        ids = [one.strip() for one in (rest[0] if rest else "").split(",") if one.strip()]
        try:
            start, end = spans[int(index)]
        except (ValueError, IndexError):
            raise ConfigurationError(f"{path.stem}.lab:{number}：没有编号为 {index} 的句子") from None
        firm = frozenset(one for one in ids if not one.endswith("?"))
        borderline = frozenset(one[:-1] for one in ids if one.endswith("?"))
        units.append(Unit(start, end, stance.strip(), firm, borderline))
    return LabelledReport(path.stem, text, tuple(units))


def load_set(folder: Path) -> tuple[LabelledReport, ...]:
    """Return every labelled report in `folder`, by name; raise ConfigurationError if there is none."""
    paths = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".lab").is_file())
    if not paths:
        raise ConfigurationError(f"{folder.name}：没有标注好的报告（.txt 与同名 .lab）")
    return tuple(load_report(path) for path in paths)


def is_score_only(folder: Path) -> bool:
    """Tell whether a set may be scored but not looked into (it holds a file named SCORE-ONLY)."""
    return (folder / "SCORE-ONLY").exists()
