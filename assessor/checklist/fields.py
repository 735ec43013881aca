"""The kinds of value a checklist is made of, each read from its key or complained of.

A key that is left empty counts as not written. Text is taken as it stands in the file (`Node.text`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from assessor.checklist.complaints import Complaints
from assessor.checklist.cues import CueError, is_anchor, parse_cue, parse_family, parse_slot
from assessor.checklist.yaml_errors import colon_hint
from assessor.checklist.yaml_lines import Node
from assessor.model.checklist import Cue, Example, Term
from assessor.model.levels import LEVELS
from assessor.model.result import Asked
from assessor.model.text import Level
from assessor.model.typesetting import typeset

ASKED: Final[Mapping[str, Asked]] = {"asked": "asked", "optional": "optional", "none": "not_applicable"}

_PROSE: Final = {"title", "requirement", "closes", "asked_note"}
"""What is printed for the user to read, with full-width punctuation however it was typed."""

_WEIGHTS: Final = (1, 2, 3)
"""一般, 重要, 必写 (docs/scoring.md)."""

_YEAR: Final = re.compile(r"[1-9][0-9]{3}")

_UNREADABLE_FAMILY: Final = "有误的词族"
"""Stands in for the words of a family that could not be read, so that the cues with it are not blamed."""


def given(node: Node, key: str) -> Node | None:
    """Return what is written under the key, None where there is nothing."""
    child = node.get(key)
    return None if child is None or child.value is None else child


def is_mapping(found: Complaints, node: Node, allowed: Collection[str], what: str, example: str = "") -> bool:
    """Tell whether the node is a mapping, complaining if it is not, and of every key that is not `allowed`."""
    if not isinstance(node.value, dict):
        found.complain(node.line, f"{what}应写成{example or '“键: 值”的形式'}{colon_hint(node.text)}")
        return False
    for key, value in node.value.items():
        if key not in allowed:
            hint = colon_hint(key) or f"；可用的键：{'、'.join(sorted(allowed))}"
            found.complain(value.line, f"{what}里没有“{key}”这个键{hint}")
    return True


def text(found: Complaints, node: Node, key: str, what: str, *, required: bool = True) -> str:
    """Return the text under the key; "" where there is none, complaining if it is required."""
    child = given(node, key)
    if child is not None and not child.is_scalar:
        found.complain(child.line, f"{what}的“{key}”应是一行文字，不能是{child.shown()}；{_quoting(child)}")
        return ""
    if child is None or not child.text.strip():
        if required:
            found.complain((child or node).line, f"{what}缺少“{key}”")
        return ""
    return typeset(child.text) if key in _PROSE else child.text


def lines(found: Complaints, node: Node, key: str, what: str = "") -> list[Node]:
    """Return the entries of the list under the key; `what` must have one, if it is named."""
    child = given(node, key)
    if child is not None and not isinstance(child.value, list):
        found.complain(child.line, f"“{key}”应是列表，每行以“- ”开头")
        return []
    if what and not (child and child.value):
        found.complain((child or node).line, f"{what}没有“{key}”，或其中一条也没有")
    return list(child or ())


def texts(found: Complaints, node: Node, key: str) -> Iterator[Node]:
    """Yield the entries of a list of texts, complaining of those that are none."""
    for line in lines(found, node, key):
        if line.is_scalar and line.text.strip():
            yield line
        else:
            what = "" if line.is_scalar or line.value is None else f"，不能是{line.shown()}"
            found.complain(line.line, f"“{key}”的每一条应是一行文字{what}；{_quoting(line)}")


def _quoting(node: Node) -> str:
    """Return what to do about a value that was meant as text."""
    if isinstance(node.value, dict):
        return "含“: ”或以 { 开头的文字，整条要加引号"
    if isinstance(node.value, list):
        return "以 [ 开头的文字要加引号"
    return "这一条是空的（# 以后是注释；含 # 的文字要加引号）"


def weight(found: Complaints, node: Node) -> float:
    """Return the weight of a checkpoint, 1 where none is written."""
    child = given(node, "weight")
    if child is None:
        return 1.0
    if isinstance(child.value, bool) or child.value not in _WEIGHTS:
        quotes = "，不加引号" if isinstance(child.value, str) and child.text in ("1", "2", "3") else ""
        found.complain(
            child.line, f"“weight”应是 1（一般）、2（重要）或 3（必写）{quotes}，不能是{child.shown()}"
        )
        return 1.0
    return float(child.value)


def years(found: Complaints, node: Node) -> tuple[int | None, int | None]:
    """Return the first and the last year for which the checklist is meant, None where it does not say."""
    valid = given(node, "valid")
    if valid is None or not is_mapping(
        found, valid, {"from", "until"}, "“valid”", " {from: 2021, until: 2025}"
    ):
        return None, None
    first, last = (_year(found, valid, key) for key in ("from", "until"))
    if first is not None and last is not None and first > last:
        found.complain(valid.line, f"“valid”的起始年度 {first} 晚于截止年度 {last}")
    return first, last


def _year(found: Complaints, valid: Node, key: str) -> int | None:
    child = given(valid, key)
    if child is None:
        return None
    if _YEAR.fullmatch(child.text):
        return int(child.text)
    found.complain(child.line, f"“valid”的“{key}”应是四位数的年度，如 2024，不能是{child.shown()}")
    return None


def asked(found: Complaints, node: Node, default: dict[Level, Asked]) -> dict[Level, Asked]:
    """Return what is asked of each level: what is written, of the others the default."""
    child = given(node, "asked")
    if child is None:
        return default
    if not isinstance(child.value, dict):
        found.complain(
            child.line, f"“asked”应写成 {{province: asked, township: none}}{colon_hint(child.text)}"
        )
        return default
    result = dict(default)
    for key, value in child.value.items():
        if key not in LEVELS:
            hint = colon_hint(key) or f"，应是 {'/'.join(LEVELS)}"
            found.complain(value.line, f"“asked”里没有“{key}”这个层级{hint}")
        elif value.text not in ASKED:
            found.complain(
                value.line,
                f"“asked”里 {key} 的取值应是 asked（应报）、optional（选报）或 none（不适用），不能是{value.shown()}",
            )
        else:
            result[key] = ASKED[value.text]
    return result


def families(found: Complaints, node: Node, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the word families (name -> "A/B/C") that hold below the node, the inherited ones included."""
    result = dict(inherited)
    child = given(node, "families")
    if child is None:
        return result
    if not isinstance(child.value, dict):
        found.complain(child.line, f"“families”应写成“名称: 词/词/词”{colon_hint(child.text)}")
        return result
    for name, words in child.value.items():
        result[name] = _family(found, child, name, words)
    return result


def _family(found: Complaints, node: Node, name: str, words: Node) -> str:
    if isinstance(words.value, list):
        written = "/".join(line.text for line in texts(found, node, name))
        if not written and words.value:  # complained of already, line by line
            return _UNREADABLE_FAMILY
    else:
        written = words.text if words.is_scalar else ""
    if not written.strip():
        hint = "；含 { 或“: ”的要加引号" if isinstance(words.value, dict) else ""
        found.complain(words.line, f"词族“{name}”里没有词，应写成“{name}: 词/词/词”{hint}")
        return _UNREADABLE_FAMILY
    try:
        parse_family(written)
    except CueError as error:
        found.complain(words.line, f"词族“{name}”：{error}")
        return _UNREADABLE_FAMILY
    return written


def cues(found: Complaints, node: Node, key: str, known: Mapping[str, str]) -> tuple[Cue, ...]:
    """Return the cues under the key; `known`: the families they may name."""
    result: dict[str, Cue] = {}
    for line in texts(found, node, key):
        if line.text in result:
            found.complain(line.line, f"线索“{line.text}”重复")
            continue
        try:
            result[line.text] = parse_cue(line.text, known)
        except CueError as error:
            found.complain(line.line, str(error))
    return tuple(result.values())


def terms(found: Complaints, node: Node, key: str, known: Mapping[str, str]) -> tuple[Term, ...]:
    """Return the terms under the key, each once; `known`: the families they may name."""
    result: dict[Term, None] = {}
    for line in texts(found, node, key):
        try:
            for term in parse_slot(line.text, known):
                if not is_anchor(term):
                    found.complain(line.line, f"“{term.source}”太短：至少要有两个字")
                result[term] = None
        except CueError as error:
            found.complain(line.line, str(error))
    return tuple(result)


def examples(found: Complaints, node: Node) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the examples that must be evidence, and those that must not."""
    child = given(node, "examples")
    if child is None or not is_mapping(
        found, child, {"match", "not"}, "“examples”", "“match:”和“not:”两列，例句写在其下，每行以“- ”开头"
    ):
        return (), ()
    match, other = (
        tuple(_example(line.text, found.place(line.line)) for line in texts(found, child, key))
        for key in ("match", "not")
    )
    return match, other


def _example(source: str, place: str) -> Example:
    if source.startswith("〔") and "〕" in source:
        heading, _, sentence = source[1:].partition("〕")
        return Example(sentence.strip(), heading, place)
    return Example(source.strip(), place=place)
