"""What is known of the pages of government sites, and which of their elements are not read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

TEXT_TAG = "-text"
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE)
_LONG_LINE = 130


@dataclass(frozen=True, slots=True)
class PageKnowledge:
    """The contents of `data/government_pages.yaml`; see the comments there."""

    containers: tuple[str, ...]
    title_meta: frozenset[str]
    title_elements: tuple[str, ...]
    not_title: re.Pattern[str]
    dropped_tags: frozenset[str]
    dropped_names: frozenset[str]
    dropped_roles: frozenset[str]
    dropped_line: re.Pattern[str]

    def is_dropped_line(self, line: str) -> bool:
        """Tell whether the whole line is page furniture (责任编辑, share buttons, counters)."""
        return len(line) <= _LONG_LINE and self.dropped_line.fullmatch(line) is not None

    def is_dropped(self, node: LexborNode) -> bool:
        """Tell whether an element and all in it is left out: furniture by tag, name or role, or hidden."""
        tag = node.tag
        if tag in self.dropped_tags or (tag or "").startswith(("!", "_")) or tag == "-comment":
            return True
        attributes = node.attributes
        if not attributes:
            return False
        if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
            return True
        if _HIDDEN_STYLE.search((attributes.get("style") or "")[:2_000]):
            return True
        if (attributes.get("role") or "").lower() in self.dropped_roles:
            return True
        if tag in {"body", "html", "main", "article"}:
            return False
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:500]
        return any(word.lower() in self.dropped_names for word in _WORDS.findall(names))

    def is_inside_dropped(self, node: LexborNode) -> bool:
        """Tell whether an element stands in one that is left out."""
        parent: LexborNode | None = node.parent
        while parent is not None:
            if self.is_dropped(parent):
                return True
            parent = parent.parent
        return False

    def read_nodes(self, root: LexborNode) -> Iterator[LexborNode]:
        """Yield `root` and every node under it that is read, in document order, without recursion."""
        node: LexborNode | None = root
        while node is not None:
            descend = node.mem_id == root.mem_id or not self.is_dropped(node)
            if descend:
                yield node
            step = node.child if descend else None
            while step is None and node is not None and node.mem_id != root.mem_id:
                step = node.next
                if step is None:
                    node = node.parent
            node = step

    def text_of(self, root: LexborNode) -> str:
        """Return the text under `root` that is read, without white space."""
        return "".join(
            "".join((node.text_content or "").split())
            for node in self.read_nodes(root)
            if node.tag == TEXT_TAG
        )

    def prose_lengths(self, root: LexborNode) -> dict[int, int]:
        """Map every element under `root` that holds prose (text outside links) to its length in characters."""
        lengths: dict[int, int] = {}
        for node in self.read_nodes(root):
            length = len("".join((node.text_content or "").split())) if node.tag == TEXT_TAG else 0
            if not length:
                continue
            above: list[int] = []
            parent: LexborNode | None = node
            linked = False
            while parent is not None and not linked:
                linked = parent.tag == "a"
                above.append(parent.mem_id)
                parent = None if parent.mem_id == root.mem_id else parent.parent
            if not linked:
                for mem_id in above:
                    lengths[mem_id] = lengths.get(mem_id, 0) + length
        return lengths


@lru_cache(maxsize=1)
def page_knowledge() -> PageKnowledge:
    """Return what is known of government pages, read once from the package's data."""
    import yaml

    text = (
        resources.files("assessor.readers.data").joinpath("government_pages.yaml").read_text(encoding="utf-8")
    )
    data = yaml.safe_load(text)
    return PageKnowledge(
        containers=tuple(data["containers"]),
        title_meta=frozenset(name.lower() for name in data["title_meta"]),
        title_elements=tuple(data["title_elements"]),
        not_title=re.compile(data["not_titles"]),
        dropped_tags=frozenset(data["dropped_tags"]),
        dropped_names=frozenset(data["dropped_names"]),
        dropped_roles=frozenset(data["dropped_roles"]),
        dropped_line=re.compile("|".join(f"(?:{pattern})" for pattern in data["dropped_lines"])),
    )
