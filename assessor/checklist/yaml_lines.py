"""YAML with line numbers, read safely: no tags, no aliases, no duplicate keys, bounded size and depth.

Values come back as `Node`s so that every complaint can name the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assessor.checklist.yaml_errors import in_chinese, unreadable_character

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value (None, bool, int, float, str, list[Node] or dict[str, Node]) and its 1-based line.

    text: a scalar as it stands in the file, without its quotes; "" for lists and mappings. Whatever is
    meant as text or as an id is taken from here: to YAML, 1.10 is the number 1.1, 012 is 10 and no is false.
    """

    value: Any
    line: int
    text: str = ""

    def __iter__(self) -> Iterator[Node]:
        return iter(self.value if isinstance(self.value, list) else ())

    def get(self, key: str) -> Node | None:
        """Return the value under `key`, or None when there is none or this is no mapping."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    @property
    def is_scalar(self) -> bool:
        """Whether this is a single value that was written: no list, no mapping, and not left empty."""
        return self.value is not None and not isinstance(self.value, (list, dict))

    def shown(self) -> str:
        """Return what a message says was found here: the text in quotation marks, or what it is instead."""
        if isinstance(self.value, (list, dict)):
            return "列表" if isinstance(self.value, list) else "“键: 值”"
        return f"“{self.text}”" if self.text else "空的"

    def plain(self) -> Any:
        """Return the value as plain Python objects."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return self.value


class YamlError(Exception):
    """A file that is no acceptable YAML: `line` (1-based, 0 unknown) and a Chinese message."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def load_yaml(path: Path) -> tuple[Node, list[tuple[int, str]]]:
    """Read the YAML file at `path`.

    Returns the root and the complaints (line, Chinese message) that do not stop the reading,
    such as duplicate keys. Raises YamlError for anything that does, OSError when it can't be opened.
    """
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise YamlError(0, f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像清单")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise YamlError(line, "不是 UTF-8 编码，请另存为 UTF-8") from None
    return parse_yaml(text)


def parse_yaml(text: str) -> tuple[Node, list[tuple[int, str]]]:
    """Parse YAML text; returns and raises as `load_yaml`."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise YamlError(*in_chinese(error, text)) from None
    except yaml.YAMLError:  # a yaml.reader.ReaderError: the one kind without a mark
        raise YamlError(*unreadable_character(text)) from None
    except RecursionError:
        raise YamlError(0, f"嵌套超过 {MAX_DEPTH} 层") from None
    if root is None:
        raise YamlError(0, "文件是空的")
    complaints: list[tuple[int, str]] = []
    return _convert(root, complaints, set(), 0), complaints


def _convert(node: yaml.Node, complaints: list[tuple[int, str]], seen: set[int], depth: int) -> Node:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise YamlError(line, f"嵌套超过 {MAX_DEPTH} 层")
    if id(node) in seen:
        raise YamlError(line, "不允许使用别名（*名称）：请直接写出内容")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return Node(_scalar(node, line), line, node.value)
    if node.tag not in ("tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"):
        raise YamlError(line, f"不允许的 YAML 标记 {node.tag}")
    if isinstance(node, yaml.SequenceNode):
        return Node([_convert(child, complaints, seen, depth + 1) for child in node.value], line)
    mapping: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        key_line = key_node.start_mark.line + 1
        if not key:
            complaints.append((key_line, "键必须是文字"))
        elif key in mapping:
            complaints.append((key_line, f"键“{key}”重复"))
        mapping[key] = _convert(value_node, complaints, seen, depth + 1)
    return Node(mapping, line)


_TEXTS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "timestamp", "value", "merge")}
_SCALARS = {"tag:yaml.org,2002:int": int, "tag:yaml.org,2002:float": float}


def _scalar(node: yaml.ScalarNode, line: int) -> Any:
    tag, value = node.tag, node.value
    if tag == "tag:yaml.org,2002:null":
        return None
    if tag == "tag:yaml.org,2002:bool":
        return value.lower() in ("true", "yes", "on")
    if tag in _SCALARS:
        try:
            return _SCALARS[tag](value)
        except ValueError:
            return value
    if tag in _TEXTS:
        return value
    raise YamlError(line, f"不允许的 YAML 标记 {tag}")
