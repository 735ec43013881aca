"""Load a checklist file and the part files it names; every error at once, with file and line."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple

from assessor.checklist.cues import CueError, is_anchor, parse_cue, parse_family, parse_slot
from assessor.checklist.yaml_lines import Node, YamlError, load_yaml
from assessor.errors import ChecklistError
from assessor.model.checklist import Checklist, Checkpoint, Cue, Example, Item, Part, Term
from assessor.model.collection import paused_collection
from assessor.model.levels import LEVELS
from assessor.model.result import Asked
from assessor.model.text import Level
from assessor.model.typesetting import typeset
from assessor.reasons import reason_of

_ASKED: dict[str, Asked] = {"asked": "asked", "optional": "optional", "none": "not_applicable"}

_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")

_PROSE = {"title", "requirement", "closes", "asked_note"}
"""What is printed for the user to read, with full-width punctuation however it was typed."""

_WEIGHTS = (1, 2, 3)
"""一般, 重要, 必写 (docs/scoring.md)."""

_TOP_KEYS = {"id", "title", "version", "valid", "families", "parts"}
_PART_KEYS = {"id", "title", "items", "families"}
_ITEM_KEYS = {"id", "title", "asked", "asked_note", "checkpoints"}
_CHECKPOINT_KEYS = {
    *("id", "title", "requirement", "closes", "weight", "asked", "asked_note", "subject", "strong", "weak"),
    *("not", "mask", "yields_to", "zero", "moot", "examples"),
}


class _Yielding(NamedTuple):
    """A line of a `yields_to`, to be checked once all checkpoints are known: `other` may come later."""

    file: Path
    line: int
    checkpoint: str
    other: str


class _Reading:
    """One load in progress: collects the complaints, each as `file:line: what`.

    _found: each complaint behind its place, by which they are sorted: the file in order of reading, the line.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root
        self._found: list[tuple[int, int, str]] = []
        self._order: dict[Path, int] = {}
        self.families: dict[str, str] = {}
        self.digest = hashlib.sha256()
        self.checkpoints: set[str] = set()
        self.yielding: list[_Yielding] = []

    def place(self, line: int) -> str:
        try:
            name = self.file.relative_to(self.root.parent)
        except ValueError:
            name = Path(self.file.name)
        return f"{name.as_posix()}:{line}" if line else name.as_posix()

    def complain(self, line: int, message: str) -> None:
        """Keep a complaint of the file being read; line 0 is no line: it is of the whole file."""
        file = self._order.setdefault(self.file, len(self._order))
        self._found.append((file, line, f"{self.place(line)}: {message}"))

    def problems(self) -> tuple[str, ...]:
        """Return the complaints by file and line, those of one line in the order they were made."""
        return tuple(message for *_, message in sorted(self._found, key=lambda found: found[:2]))

    def yaml(self, path: Path, named: int = 0) -> Node | None:
        """Return the file's root, or None after complaining; `named`: the root file's line that names it."""
        self.file = path
        self._order.setdefault(path, len(self._order))
        try:
            node, complaints = load_yaml(path)
            self.digest.update(path.read_bytes())
        except OSError as error:
            if named:
                self.file = self.root
            what = f"“{path.name}”" if named else "清单文件"
            self.complain(named, f"{what}打不开（{reason_of(error)}），请检查路径和权限")
            return None
        except YamlError as error:
            self.complain(error.line, str(error))
            return None
        for line, message in complaints:
            self.complain(line, message)
        return node

    def keys(self, node: Node, allowed: set[str], what: str) -> None:
        if not isinstance(node.value, dict):
            self.complain(node.line, f"{what}应是“键: 值”的形式")
            return
        for key, value in node.value.items():
            if key not in allowed:
                self.complain(
                    value.line, f"{what}里没有“{key}”这个键；可用的键：{'、'.join(sorted(allowed))}"
                )

    def text(self, node: Node, key: str, what: str, *, required: bool = True) -> str:
        child = node.get(key)
        if child is None or child.value is None or child.value == "":
            if required:
                self.complain(node.line, f"{what}缺少“{key}”")
            return ""
        if isinstance(child.value, (list, dict)):
            self.complain(child.line, f"{what}的“{key}”应是一行文字")
            return ""
        return typeset(str(child.value)) if key in _PROSE else str(child.value)

    def lines(self, node: Node, key: str) -> list[Node]:
        child = node.get(key)
        if child is None or child.value is None:
            return []
        if not isinstance(child.value, list):
            self.complain(child.line, f"“{key}”应是列表，每行以“- ”开头")
            return []
        return list(child)

    def weight(self, node: Node) -> float:
        child = node.get("weight")
        if child is None:
            return 1.0
        if isinstance(child.value, bool) or child.value not in _WEIGHTS:
            self.complain(child.line, f"“weight”应是 1（一般）、2（重要）或 3（必写），不能是“{child.value}”")
            return 1.0
        return float(child.value)

    def cues(self, node: Node, key: str) -> tuple[Cue, ...]:
        cues: dict[str, Cue] = {}
        for line in self.lines(node, key):
            if not isinstance(line.value, (str, int, float)):
                self.complain(line.line, f"“{key}”的每一条应是一行文字（含 # 或 {{ 的要加引号）")
                continue
            source = str(line.value)
            if source in cues:
                self.complain(line.line, f"线索“{source}”重复")
                continue
            try:
                cues[source] = parse_cue(source, self.families)
            except CueError as error:
                self.complain(line.line, str(error))
        return tuple(cues.values())

    def terms(self, node: Node, key: str) -> tuple[Term, ...]:
        terms: dict[Term, None] = {}
        for line in self.lines(node, key):
            try:
                for term in parse_slot(str(line.value), self.families):
                    if not is_anchor(term):
                        self.complain(line.line, f"“{term.source}”太短：至少要有两个字")
                    terms[term] = None
            except CueError as error:
                self.complain(line.line, str(error))
        return tuple(terms)

    def examples(self, node: Node, key: str) -> tuple[Example, ...]:
        examples = node.get("examples")
        if examples is None:
            return ()
        return tuple(_example(str(line.value), self.place(line.line)) for line in self.lines(examples, key))

    def asked(self, node: Node, default: dict[Level, Asked]) -> dict[Level, Asked]:
        child = node.get("asked")
        if child is None:
            return default
        if not isinstance(child.value, dict):
            self.complain(child.line, "“asked”应写成 {province: asked, …}")
            return default
        asked = dict(default)
        for key, value in child.value.items():
            if key not in LEVELS or value.value not in _ASKED:
                self.complain(
                    value.line, f"“asked”的层级应是 {'/'.join(LEVELS)}，取值应是 {'/'.join(_ASKED)}"
                )
                continue
            asked[key] = _ASKED[value.value]
        return asked


def _example(text: str, place: str) -> Example:
    if text.startswith("〔") and "〕" in text:
        heading, _, sentence = text[1:].partition("〕")
        return Example(sentence.strip(), heading, place)
    return Example(text.strip(), place=place)


def load_checklist_file(path: Path) -> Checklist:
    """Return the checklist in the YAML file at `path` (format: docs/checklist.md).

    Raises ChecklistError with every problem found, each naming file and line.
    """
    reading = _Reading(path)
    with paused_collection():
        top = reading.yaml(path)
        checklist = None if top is None else _top(reading, top)
    problems = reading.problems()
    if problems or checklist is None:
        raise ChecklistError(problems)
    return checklist


def _top(reading: _Reading, top: Node) -> Checklist:
    reading.keys(top, _TOP_KEYS, "清单")
    reading.families = _families(reading, top, {})
    shared = reading.families
    header: dict[str, Any] = {key: reading.text(top, key, "清单") for key in ("id", "title", "version")}
    version = top.get("version")
    if version is not None and header["version"] and not _VERSION.fullmatch(header["version"]):
        reading.complain(
            version.line,
            f"“version”的值“{header['version']}”不是版本号：应为数字，可用“.”分段，如 1 或 1.0.0",
        )
    valid = top.get("valid")
    years = [valid.get(key) if valid is not None else None for key in ("from", "until")]
    parts = []
    entries = reading.lines(top, "parts")
    for entry in entries:
        if isinstance(entry.value, str):
            node = reading.yaml(reading.root.parent / entry.value, entry.line)
            if node is not None:
                parts.append(_part(reading, node, shared))
            reading.file = reading.root
        else:
            parts.append(_part(reading, entry, shared))
    if not entries:
        reading.complain(top.line, "清单没有“parts”")
    _check_yielding(reading)
    first, last = (
        int(year.value) if year is not None and isinstance(year.value, int) else None for year in years
    )
    return Checklist(
        **header, valid_from=first, valid_until=last, parts=tuple(parts), digest=reading.digest.hexdigest()
    )


def _families(reading: _Reading, node: Node, inherited: dict[str, str]) -> dict[str, str]:
    families = dict(inherited)
    child = node.get("families")
    if child is None:
        return families
    if not isinstance(child.value, dict):
        reading.complain(child.line, "“families”应写成“名称: 词/词/词”")
        return families
    for name, words in child.value.items():
        try:
            parse_family(str(words.value))
            families[name] = str(words.value)
        except CueError as error:
            reading.complain(words.line, str(error))
    return families


def _part(reading: _Reading, node: Node, shared: dict[str, str]) -> Part:
    reading.keys(node, _PART_KEYS, "部分")
    reading.families = _families(reading, node, shared)
    items = tuple(_item(reading, item) for item in reading.lines(node, "items"))
    return Part(reading.text(node, "id", "部分"), reading.text(node, "title", "部分"), items)


def _item(reading: _Reading, node: Node) -> Item:
    reading.keys(node, _ITEM_KEYS, "条目")
    asked = reading.asked(node, dict.fromkeys(LEVELS, "asked"))
    note = reading.text(node, "asked_note", "条目", required=False)
    checkpoints = tuple(
        _checkpoint(reading, child, asked, note) for child in reading.lines(node, "checkpoints")
    )
    return Item(reading.text(node, "id", "条目"), reading.text(node, "title", "条目"), checkpoints)


def _checkpoint(reading: _Reading, node: Node, asked: dict[Level, Asked], note: str) -> Checkpoint:
    reading.keys(node, _CHECKPOINT_KEYS, "检查点")
    checkpoint = Checkpoint(
        id=reading.text(node, "id", "检查点"),
        title=reading.text(node, "title", "检查点"),
        requirement=reading.text(node, "requirement", "检查点"),
        closes=reading.text(node, "closes", "检查点", required=False),
        weight=reading.weight(node),
        asked=reading.asked(node, asked),
        asked_note=reading.text(node, "asked_note", "检查点", required=False) or note,
        subject=reading.terms(node, "subject"),
        strong=reading.cues(node, "strong"),
        weak=reading.cues(node, "weak"),
        vetoes=reading.cues(node, "not"),
        masks=reading.terms(node, "mask"),
        yields_to=tuple(str(child.value) for child in reading.lines(node, "yields_to")),
        zero=reading.cues(node, "zero"),
        moot=reading.cues(node, "moot"),
        match_examples=reading.examples(node, "match"),
        other_examples=reading.examples(node, "not"),
    )
    _check(reading, node, checkpoint)
    return checkpoint


def _check(reading: _Reading, node: Node, checkpoint: Checkpoint) -> None:
    identifier = node.get("id")
    if identifier is not None and checkpoint.id:
        if checkpoint.id in reading.checkpoints:
            reading.complain(identifier.line, f"检查点编号 {checkpoint.id} 重复")
        reading.checkpoints.add(checkpoint.id)
    # Cues that are written but could not be read have been complained of.
    cues = [child for key in ("strong", "weak") if (child := node.get(key)) is not None]
    if all(child.value in (None, []) for child in cues):
        named = f"检查点 {checkpoint.id} " if checkpoint.id else "检查点"
        reading.complain(node.line, f"{named}没有任何线索（strong 或 weak）")
    reading.yielding.extend(
        _Yielding(reading.file, child.line, checkpoint.id, str(child.value))
        for child in node.get("yields_to") or ()
    )


def _check_yielding(reading: _Reading) -> None:
    for one in reading.yielding:
        if one.other not in reading.checkpoints:
            reading.file = one.file
            reading.complain(one.line, f"检查点 {one.checkpoint} 的 yields_to 写了不存在的编号 {one.other}")
