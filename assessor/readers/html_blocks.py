"""From the elements of a page to lines: one a paragraph, one a table row, list numbers in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessor.readers.characters import one_line
from assessor.readers.extraction import CELL_GAP, Extraction, TextBuilder
from assessor.readers.html_pages import TEXT_TAG, PageKnowledge
from assessor.readers.limits import Limits
from assessor.readers.numerals import numeral

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "st1",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LIST_STYLES = {
    "decimal": "decimal",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,5}:\s{0,5}([a-z\-]{3,30})", re.IGNORECASE)
_LAYOUT_CELL = 200
_DEEPEST = 150
_BREAK = "\x00"


@dataclass(slots=True)
class _List:
    number_format: str
    next_number: int


@dataclass(slots=True)
class BlockWriter:
    """Writes the elements of a page into a text; `write` may be called once."""

    knowledge: PageKnowledge
    limits: Limits
    has_body: bool = False
    _builder: TextBuilder = field(init=False)
    _pieces: list[str] = field(default_factory=list)
    _heading: int | None = None
    _title: str = ""
    _lists: list[_List | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._builder = TextBuilder(self.limits)

    def title(self, title: str) -> None:
        """Put the page's title first; the main text then does not repeat it."""
        self._title = "".join(title.split())
        self._builder.add(title)

    def extraction(self, notices: tuple[str, ...]) -> Extraction:
        """Return what was written."""
        return self._builder.extraction(notices)

    def write(self, root: LexborNode) -> None:
        """Write everything under `root` that is read."""
        self._children(root, 0)
        self._end_block()

    def _children(self, parent: LexborNode, depth: int) -> None:
        if depth > _DEEPEST:
            # Deeper than any page is built: the text still counts, its layout does not.
            self._pieces.append(self.knowledge.text_of(parent))
            return
        node = parent.child
        while node is not None:
            self._node(node, depth)
            node = node.next

    def _node(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == TEXT_TAG:
            self._pieces.append(node.text_content or "")
        elif self.knowledge.is_dropped(node):
            return
        elif tag == "br":
            self._pieces.append(_BREAK)
        elif tag in _INLINE:
            self._children(node, depth + 1)
        elif tag == "table":
            self._end_block()
            self._table(node, depth + 1)
        else:
            self._end_block()
            self._heading = _HEADINGS.get(tag, self._heading)
            self._block(node, tag, depth + 1)
            self._end_block()
            if tag in _HEADINGS:
                self._heading = None

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag in {"ol", "ul"}:
            self._lists.append(_list_of(node) if tag == "ol" else None)
            self._children(node, depth)
            self._end_block()
            self._lists.pop()
            return
        if tag == "li" and self._lists and (current := self._lists[-1]) is not None:
            given = node.attributes.get("value") or ""
            number = (
                int(given) if given.isascii() and given.isdigit() and len(given) < 5 else current.next_number
            )
            current.next_number = number + 1
            label = numeral(number, current.number_format)
            if label:
                self._pieces.append(label + ("." if label[0].isascii() else "、"))
        self._children(node, depth)

    def _end_block(self) -> None:
        if not self._pieces:
            return
        joined, self._pieces = "".join(self._pieces), []
        for piece in joined.split(_BREAK):
            line = one_line(piece)
            if not line or self.knowledge.is_dropped_line(line):
                continue
            if self._title and "".join(line.split()) == self._title:
                self._title = ""
                continue
            self.has_body = True
            self._builder.add(line, self._heading)

    def _table(self, table: LexborNode, depth: int) -> None:
        for row in self._rows(table):
            cells = [
                node
                for node in _elements(row)
                if node.tag in {"td", "th"} and not self.knowledge.is_dropped(node)
            ]
            if any(self._is_layout(cell) for cell in cells):
                for cell in cells:
                    self._children(cell, depth + 2)
                    self._end_block()
                continue
            texts = [text for cell in cells if (text := self._cell_text(cell, depth + 2))]
            line = CELL_GAP.join(texts)
            if line and not self.knowledge.is_dropped_line(line):
                self.has_body = True
                self._builder.add(line)

    def _rows(self, table: LexborNode) -> list[LexborNode]:
        rows: list[LexborNode] = []
        for node in _elements(table):
            if node.tag == "tr":
                rows.append(node)
            elif node.tag in {"tbody", "thead", "tfoot"} and not self.knowledge.is_dropped(node):
                rows.extend(inner for inner in _elements(node) if inner.tag == "tr")
        return [row for row in rows if not self.knowledge.is_dropped(row)]

    def _is_layout(self, cell: LexborNode) -> bool:
        """Tell whether a cell only places prose on the page, as old sites do, and holds no figure of a table."""
        if len(self.knowledge.text_of(cell)) <= _LAYOUT_CELL:
            return False
        return any(node.tag in {"p", "div", "br", "table"} for node in self.knowledge.read_nodes(cell))

    def _cell_text(self, cell: LexborNode, depth: int) -> str:
        scratch = BlockWriter(self.knowledge, self.limits)
        scratch._children(cell, depth)
        scratch._end_block()
        return scratch.extraction(()).text.strip().replace("\n", " ")


def _elements(parent: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    node = parent.child
    while node is not None:
        if node.tag != TEXT_TAG:
            found.append(node)
        node = node.next
    return found


def _list_of(node: LexborNode) -> _List:
    attributes = node.attributes
    given = attributes.get("start") or ""
    start = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 1
    style = _LIST_STYLE.search((attributes.get("style") or "")[:500])
    if style:
        return _List(_LIST_STYLES.get(style.group(1).lower(), "decimal"), start)
    return _List(_LIST_TYPES.get(attributes.get("type") or "1", "decimal"), start)
