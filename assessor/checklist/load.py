"""Load a checklist file and the part files it names; every error at once, with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from assessor.checklist import fields
from assessor.checklist.complaints import Complaints
from assessor.checklist.yaml_lines import Node
from assessor.errors import ChecklistError
from assessor.model.checklist import Checklist, Checkpoint, Item, Part
from assessor.model.collection import paused_collection
from assessor.model.levels import LEVELS
from assessor.model.result import Asked
from assessor.model.text import Level

_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")

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


class _Reading(Complaints):
    """One load in progress: what is wrong so far, and what only the whole checklist can tell.

    families: those that hold where the reading is; checkpoints: the ids met so far.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.families: Mapping[str, str] = {}
        self.checkpoints: set[str] = set()
        self.yielding: list[_Yielding] = []


def load_checklist_file(path: Path) -> Checklist:
    """Return the checklist in the YAML file at `path` (format: docs/checklist.md).

    Raises ChecklistError with every problem found, each naming file and line.
    """
    reading = _Reading(path)
    with paused_collection():
        top = reading.read()
        checklist = None if top is None else _top(reading, top)
    problems = reading.problems()
    if problems or checklist is None:
        raise ChecklistError(problems)
    return checklist


def _top(reading: _Reading, top: Node) -> Checklist | None:
    if not fields.is_mapping(reading, top, _TOP_KEYS, "清单"):
        return None
    reading.families = shared = fields.families(reading, top, {})
    identifier, title, version = (
        fields.text(reading, top, key, "清单") for key in ("id", "title", "version")
    )
    if version and not _VERSION.fullmatch(version):
        line = (top.get("version") or top).line
        message = f"“version”的值“{version}”不是版本号：应为数字，可用“.”分段，如 1 或 1.0.0"
        reading.complain(line, message)
    first, last = fields.years(reading, top)
    parts = []
    for entry in fields.lines(reading, top, "parts", "清单"):
        node = reading.read_part(entry) if isinstance(entry.value, str) else entry
        if node is not None:
            parts.append(_part(reading, node, shared))
        reading.file = reading.root
    _check_yielding(reading)
    return Checklist(identifier, title, version, first, last, tuple(parts), reading.digest.hexdigest())


def _part(reading: _Reading, node: Node, shared: Mapping[str, str]) -> Part:
    if not fields.is_mapping(reading, node, _PART_KEYS, "部分"):
        return Part("", "", ())
    reading.families = fields.families(reading, node, shared)
    items = tuple(_item(reading, item) for item in fields.lines(reading, node, "items", "部分"))
    return Part(fields.text(reading, node, "id", "部分"), fields.text(reading, node, "title", "部分"), items)


def _item(reading: _Reading, node: Node) -> Item:
    if not fields.is_mapping(reading, node, _ITEM_KEYS, "条目"):
        return Item("", "", ())
    asked = fields.asked(reading, node, dict.fromkeys(LEVELS, "asked"))
    note = fields.text(reading, node, "asked_note", "条目", required=False)
    checkpoints = tuple(
        checkpoint
        for child in fields.lines(reading, node, "checkpoints", "条目")
        if (checkpoint := _checkpoint(reading, child, asked, note)) is not None
    )
    return Item(
        fields.text(reading, node, "id", "条目"), fields.text(reading, node, "title", "条目"), checkpoints
    )


def _checkpoint(reading: _Reading, node: Node, asked: dict[Level, Asked], note: str) -> Checkpoint | None:
    if not fields.is_mapping(reading, node, _CHECKPOINT_KEYS, "检查点"):
        return None
    match, other = fields.examples(reading, node)
    yields_to = tuple(fields.texts(reading, node, "yields_to"))
    checkpoint = Checkpoint(
        id=fields.text(reading, node, "id", "检查点"),
        title=fields.text(reading, node, "title", "检查点"),
        requirement=fields.text(reading, node, "requirement", "检查点"),
        closes=fields.text(reading, node, "closes", "检查点", required=False),
        weight=fields.weight(reading, node),
        asked=fields.asked(reading, node, asked),
        asked_note=fields.text(reading, node, "asked_note", "检查点", required=False) or note,
        subject=fields.terms(reading, node, "subject", reading.families),
        strong=fields.cues(reading, node, "strong", reading.families),
        weak=fields.cues(reading, node, "weak", reading.families),
        vetoes=fields.cues(reading, node, "not", reading.families),
        masks=fields.terms(reading, node, "mask", reading.families),
        yields_to=tuple(child.text for child in yields_to),
        zero=fields.cues(reading, node, "zero", reading.families),
        moot=fields.cues(reading, node, "moot", reading.families),
        match_examples=match,
        other_examples=other,
    )
    reading.yielding.extend(
        _Yielding(reading.file, child.line, checkpoint.id, child.text) for child in yields_to
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
    if not any(child.value for key in ("strong", "weak") if (child := node.get(key)) is not None):
        named = f"检查点 {checkpoint.id} " if checkpoint.id else "检查点"
        reading.complain(node.line, f"{named}没有任何线索（strong 或 weak）")


def _check_yielding(reading: _Reading) -> None:
    for one in reading.yielding:
        if one.other not in reading.checkpoints:
            reading.file = one.file
            reading.complain(one.line, f"检查点 {one.checkpoint} 的 yields_to 写了不存在的编号 {one.other}")
