"""Labelled reports: sentence by sentence, what two careful readers cite it for (tests/gold/GUIDE.md)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessor.errors import ConfigurationError
from assessor.model.text import Document

STANCES: Final = {"done": "已做", "plan": "计划", "problem": "不足", "zero": "零报告", "other": "其他"}
"""What a labelled sentence may be, and what that means."""
STANCES_ZH: Final = "、".join(f"{name} {meaning}" for name, meaning in STANCES.items())
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


def load_set(folder: Path, known: Collection[str] | None = None) -> tuple[LabelledReport, ...]:
    """Return every labelled report in `folder`, by name.

    known: the ids a label may name, None for any. Raises ConfigurationError if there is no such report, or
    with every fault of all of them, one a line with file and line number.
    """
    paths = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".lab").is_file())
    if not paths:
        raise ConfigurationError(f"{folder.name or folder}：没有标注好的报告（.txt 与同名 .lab）")
    problems: list[str] = []
    reports = tuple(_report(path, known, problems) for path in paths)
    if problems:
        raise ConfigurationError("\n".join(problems))
    return reports


def _report(path: Path, known: Collection[str] | None, problems: list[str]) -> LabelledReport:
    """Return the report; what is wrong with it is added to `problems`, and left out of it."""
    labels = path.with_suffix(".lab")
    text, lines = _text(path, problems), _text(labels, problems)
    if text is None or lines is None:
        return LabelledReport(path.stem, "", ())
    spans = list(_units(text))
    units: dict[int, Unit] = {}
    first: dict[int, int] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        index, stance, *rest = (*line.split("\t"), "")
        ids = [one.strip() for one in (rest[0] if rest else "").split(",") if one.strip()]
        wrong = list(_faults(line, len(spans), known, ids))
        position = int(index) if not wrong else -1
        if position in first:
            wrong.append(f"第 {position} 句重复标注（第 {first[position]} 行已有）")
        problems.extend(f"{labels.name}:{number}: {what}" for what in wrong)
        if not wrong:
            first[position] = number
            firm = frozenset(one for one in ids if not one.endswith("?"))
            borderline = frozenset(one[:-1] for one in ids if one.endswith("?"))
            units[position] = Unit(*spans[position], stance.strip(), firm, borderline)
    if not lines.strip():
        problems.append(f"{labels.name}: 是空的，没有一行标注")
    return LabelledReport(path.stem, text, tuple(units.values()))


def _faults(line: str, sentences: int, known: Collection[str] | None, ids: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a line of labels, for a report of that many sentences."""
    index, *rest = (one.strip() for one in line.split("\t"))
    if not rest:
        yield "各栏要用制表符（Tab）隔开：句子序号、性质、检查点编号"
        return
    if not (index.isascii() and index.isdecimal()):
        yield f"句子序号“{index}”不是从 0 起的整数"
    elif int(index) >= sentences:
        yield f"没有编号为 {index} 的句子，报告共 {sentences} 句，编号 0—{sentences - 1}"
    if rest[0] not in STANCES:
        yield f"性质“{rest[0]}”不在可选值之中：{STANCES_ZH}"
    if known is not None:
        yield from (f"清单里没有检查点“{one}”" for one in ids if one.removesuffix("?") not in known)


def _text(path: Path, problems: list[str]) -> str | None:
    try:
        data = path.read_bytes()
    except OSError:
        problems.append(f"{path.name}: 打不开，请检查它是不是文件、有没有读取权限")
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.append(f"{path.name}:{line}: 不是 UTF-8 编码，请另存为 UTF-8")
        return None


def is_score_only(folder: Path) -> bool:
    """Tell whether a set may be scored but not looked into (it holds a file named SCORE-ONLY)."""
    return (folder / "SCORE-ONLY").exists()
