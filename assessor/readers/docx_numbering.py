"""Automatic list numbering of a Word file, counted as Word counts it (ECMA-376 part 1, 17.9).

A draft numbered by Word holds no 一、 or （一） in its text; without the labels its
structure, and the words a reader sees, would be lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import category

from assessor.readers.containers import attribute, local_name
from assessor.readers.docx_styles import ListPlace, Styles, child, child_value, place_of, whole
from assessor.readers.numerals import numeral

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level] = field(default_factory=dict)
    style_link: str | None = None


@dataclass(slots=True)
class _Instance:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of one document; `label` must be asked in document order, once a paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Take the root of `numbering.xml` (None when there is none) and the document's styles."""
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._instances: dict[str, _Instance] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for node in root if root is not None else ():
            if local_name(node) == "abstractNum":
                self._abstracts[attribute(node, "abstractNumId") or ""] = _abstract(node)
            elif local_name(node) == "num":
                self._instances[attribute(node, "numId") or ""] = _instance(node)

    def place(self, properties: etree._Element | None, style_id: str | None) -> ListPlace:
        """Return the list place of a paragraph with `w:pPr` `properties` and that style."""
        own, styled = place_of(properties), self._styles.place(style_id)
        num_id = own.num_id if own.num_id is not None else styled.num_id
        level = own.level if own.level is not None else styled.level
        if own.num_id is None and num_id is not None and style_id is not None:
            # A style linked from a list level takes that level, whatever its own ilvl.
            level = self._linked_level(num_id, style_id, level)
        return ListPlace(num_id, level)

    def _linked_level(self, num_id: str, style_id: str, otherwise: int | None) -> int | None:
        resolved = self._resolve(num_id)
        if resolved is None:
            return otherwise
        _, abstract, instance = resolved
        for index in range(_LEVELS):
            if _level(abstract, instance, index).style == style_id:
                return index
        return otherwise

    def label(self, place: ListPlace) -> str:
        """Count one paragraph at `place` and return its label as the reader sees it, with its gap.

        Returns "" for paragraphs in no list and for bullets.
        """
        resolved = self._resolve(place.num_id) if place.num_id is not None else None
        if resolved is None or place.num_id is None:
            return ""
        key, abstract, instance = resolved
        index = min(max(place.level or 0, 0), _LEVELS - 1)
        counters = self._counters.setdefault(key, {})
        if place.num_id not in self._begun:
            self._begun.add(place.num_id)
            for level_index in instance.starts:
                counters.pop(level_index, None)
        level = _level(abstract, instance, index)
        start = instance.starts.get(index, level.start)
        counters[index] = counters[index] + 1 if index in counters else start
        for deeper in range(index + 1, _LEVELS):
            after = _level(abstract, instance, deeper).restart_after
            if after is None or index < after:
                counters.pop(deeper, None)
        return self._rendered(level, index, counters, abstract, instance)

    @staticmethod
    def _rendered(
        level: _Level, index: int, counters: dict[int, int], abstract: _Abstract, instance: _Instance
    ) -> str:
        if level.number_format == "bullet":
            return ""

        def number(found: re.Match[str]) -> str:
            shown = int(found.group(1)) - 1
            if shown > index:
                return ""
            other = _level(abstract, instance, shown)
            value = counters.get(shown, instance.starts.get(shown, other.start))
            return numeral(value, "decimal" if level.legal and shown < index else other.number_format)

        label = _PLACEHOLDER.sub(number, level.text).strip()
        # 一、标题 and （一）标题 stand close; 第一条 内容 and 1 内容 need the gap to be read.
        return label + " " if label and label[-1].isalnum() and category(label[-1]) != "No" else label

    def _resolve(self, num_id: str) -> tuple[str, _Abstract, _Instance] | None:
        for _ in range(_LEVELS):
            instance = self._instances.get(num_id)
            abstract = self._abstracts.get(instance.abstract) if instance else None
            if instance is None or abstract is None:
                return None
            if abstract.levels or abstract.style_link is None:
                return instance.abstract, abstract, instance
            linked = self._styles.place(abstract.style_link).num_id
            if linked is None or linked == num_id:
                return None
            num_id = linked
        return None


def _level(abstract: _Abstract, instance: _Instance, index: int) -> _Level:
    return instance.levels.get(index) or abstract.levels.get(index) or _Level()


def _read_level(node: etree._Element) -> _Level:
    legal = child(node, "isLgl")
    return _Level(
        start=_number(child_value(node, "start"), 1),
        number_format=_number_format(node),
        text=child_value(node, "lvlText") or "",
        restart_after=whole(child_value(node, "lvlRestart")),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false", "off"},
        style=child_value(node, "pStyle"),
    )


def _number_format(node: etree._Element) -> str:
    plain = child_value(node, "numFmt")
    if plain is None:
        # Newer formats stand in an alternate-content wrapper with a fallback for older programs.
        for inner in node.iter():
            if local_name(inner) == "numFmt" and attribute(inner, "val") not in {None, "custom"}:
                return attribute(inner, "val") or "decimal"
    return plain or "decimal"


def _number(value: str | None, otherwise: int) -> int:
    found = whole(value)
    return otherwise if found is None else found


def _abstract(node: etree._Element) -> _Abstract:
    abstract = _Abstract(style_link=child_value(node, "numStyleLink"))
    for level in node:
        index = whole(attribute(level, "ilvl")) if local_name(level) == "lvl" else None
        if index is not None:
            abstract.levels[index] = _read_level(level)
    return abstract


def _instance(node: etree._Element) -> _Instance:
    instance = _Instance(child_value(node, "abstractNumId") or "")
    for override in node:
        index = whole(attribute(override, "ilvl")) if local_name(override) == "lvlOverride" else None
        if index is None:
            continue
        level = child(override, "lvl")
        if level is not None:
            instance.levels[index] = _read_level(level)
        start = whole(child_value(override, "startOverride"))
        if start is not None:
            instance.starts[index] = start
    return instance
