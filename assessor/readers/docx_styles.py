"""What the styles of a Word file say of a paragraph: heading level, list, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.readers.containers import attribute, local_name

if TYPE_CHECKING:
    from lxml import etree

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*[1-9]$", re.IGNORECASE)
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: `num_id` of `w:num` ("0" takes it out), `level` from 0.

    Either is None where the style or paragraph leaves it to what it is based on.
    """

    num_id: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None
    place: ListPlace


def whole(value: str | None) -> int | None:
    """Return `value` as an integer, or None when it is absent or no small integer."""
    if value is None or not re.fullmatch(r"-?\d{1,9}", value):
        return None
    return int(value)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child with that local name, or None."""
    if element is None:
        return None
    return next((node for node in element if local_name(node) == name), None)


def child_value(element: etree._Element | None, name: str) -> str | None:
    """Return the `w:val` of the first child with that local name, or None."""
    node = child(element, name)
    return None if node is None else attribute(node, "val")


def outline_of(properties: etree._Element | None) -> int | None:
    """Return the outline level (0-8 headings, 9 text) that a `w:pPr` sets, or None."""
    return whole(child_value(properties, "outlineLvl"))


def place_of(properties: etree._Element | None) -> ListPlace:
    """Return the list place that a `w:pPr` sets."""
    numbering = child(properties, "numPr")
    return ListPlace(child_value(numbering, "numId"), whole(child_value(numbering, "ilvl")))


class Styles:
    """The paragraph styles of a Word file."""

    def __init__(self, root: etree._Element | None) -> None:
        """Take the root of `styles.xml`, or None when the file has none."""
        self._styles: dict[str, _Style] = {}
        self.default: str | None = None
        for node in root if root is not None else ():
            if local_name(node) != "style":
                continue
            style_id = attribute(node, "styleId") or ""
            properties = child(node, "pPr")
            self._styles[style_id] = _Style(
                name=child_value(node, "name") or style_id,
                based_on=child_value(node, "basedOn"),
                outline=outline_of(properties),
                place=place_of(properties),
            )
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in {"1", "true", "on"}:
                self.default = style_id

    def _chain(self, style_id: str | None) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _DEEPEST_CHAIN:
            style = self._styles[style_id]
            chain.append(style)
            style_id = style.based_on
        return chain

    def heading_level(self, style_id: str | None) -> int | None:
        """Return 1-9 when the style (or one it is based on) is a heading, else None."""
        for style in self._chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if 0 <= style.outline <= 8 else None
            found = _HEADING_NAME.match(style.name.strip())
            if found:
                return int(found.group(1))
        return None

    def is_contents(self, style_id: str | None) -> bool:
        """Tell whether the style is that of an entry in a table of contents."""
        return any(_CONTENTS_NAME.match(style.name.strip()) for style in self._chain(style_id))

    def place(self, style_id: str | None) -> ListPlace:
        """Return the list place the style gives, the nearest in the chain first."""
        num_id: str | None = None
        level: int | None = None
        for style in self._chain(style_id):
            num_id = num_id if num_id is not None else style.place.num_id
            level = level if level is not None else style.place.level
        return ListPlace(num_id, level)
