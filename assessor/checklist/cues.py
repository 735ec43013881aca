"""The little language in which a lawyer writes a cue (docs/checklist.md).

    cue   := chain (" + " chain)*            all chains in the same sentence
    chain := slot ((" ~ " | " … ") slot)*    in one clause; ~ in either order, … in this order
    slot  := term ("/" term)*                any one of them
    term  := literal | "#unit" | "《title》" | "{family}"

`~20` and `…20` set the distance in characters (DEFAULT_DISTANCE otherwise).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assessor.model.checklist import MAX_TERM, Chain, Cue, Link, Term
from assessor.model.shadow import normalise

DEFAULT_DISTANCE = 12
MAX_DISTANCE = 80
MAX_ALTERNATIVES = 200

_LINK = re.compile(r"\s+(~|…|\.\.\.)(\d*)\s+")
_DANGLING = re.compile(r"\s(~|…|\.\.\.|\+)\d*\s*$")
_FAMILY = re.compile(r"^\{([^{}]+)\}$")
_DOCUMENT = re.compile(r"^《([^《》]+)》$")

# Where only a word is read, what has a meaning elsewhere would be looked for as it stands, and never be found.
_LINKED = re.compile(r"\s(?:~|…|\.\.\.|\+)\d*\s")
_HALF_WIDTH = {"～": "~", "＋": "+", "／": "/", "｛": "{", "｝": "}", "＃": "#"}
_FULL_WIDTH = re.compile(r"\s([～＋])\d*\s|([／｛｝])|^([＃])")


class CueError(ValueError):
    """A cue that cannot be read; the message is Chinese and says what is wrong."""


@lru_cache(maxsize=65536)
def parse_term(source: str) -> Term:
    """Return the term written as `source`; raise CueError when it is empty, too long or no single word."""
    source = source.strip()
    _check_signs(source)
    document = _DOCUMENT.match(source)
    if document:
        return _checked(Term("document", normalise(document.group(1)), source))
    if source.startswith("#"):
        return Term("number", normalise(source[1:]), source)
    return _checked(Term("literal", normalise(source), source))


def _check_signs(source: str) -> None:
    wide = _FULL_WIDTH.search(source)
    if wide:
        sign = wide[wide.lastindex or 0]
        raise CueError(f"“{source}”里的“{sign}”是全角的，请改成半角的“{_HALF_WIDTH[sign]}”")
    if "{" in source or "}" in source:
        raise CueError(f"“{source}”：词族要单独写作 {{名称}}，前后不能连着别的字；词族里不能再写词族")
    if source.count("《") != source.count("》"):
        raise CueError(f"“{source}”的书名号没有配对")
    if _LINKED.search(source):
        raise CueError(f"“{source}”：这里只能写词，不能用 ~、…、+ 连接")


def _checked(term: Term) -> Term:
    if not term.text:
        raise CueError(f"“{term.source}”是空的：去掉引号、空格后没有字了")
    if "#" in term.text:
        raise CueError(f"“{term.source}”：# 只能写在词的最前面（#件、#%）")
    if len(term.text) > MAX_TERM:
        raise CueError(f"“{term.source[:12]}…”太长：一个词最多 {MAX_TERM} 个字")
    return term


def is_anchor(term: Term) -> bool:
    """Tell whether a cue may hang on the term: two characters or more, and no figure."""
    return term.kind != "number" and len(term.text) > 1


@lru_cache(maxsize=1024)
def parse_family(words: str) -> tuple[Term, ...]:
    """Return the terms of a word family written "A/B/C"; raises as `parse_term`."""
    pieces = words.split("/")
    if not all(map(str.strip, pieces)):
        raise CueError("有空的备选词（多了一个“/”？）")
    return tuple(map(parse_term, pieces))


def parse_slot(source: str, families: Mapping[str, str]) -> tuple[Term, ...]:
    """Return the alternatives of a slot, word families (name -> "A/B/C") put in, without repeats."""
    terms: dict[Term, None] = {}
    for piece in map(str.strip, source.split("/")):
        if not piece:
            raise CueError(f"“{source}”里有空的备选词（多了一个“/”？）")
        family = _FAMILY.match(piece)
        if family is None:
            terms[parse_term(piece)] = None
            continue
        words = families.get(family.group(1))
        if words is None:
            raise CueError(f"没有名为“{family.group(1)}”的词族(families)")
        terms.update(dict.fromkeys(parse_family(words)))
    if len(terms) > MAX_ALTERNATIVES:
        raise CueError(f"一处备选词超过 {MAX_ALTERNATIVES} 个，请拆成几条")
    return tuple(terms)


def _parse_chain(source: str, families: Mapping[str, str]) -> Chain:
    pieces = _LINK.split(source.strip())
    slots = tuple(parse_slot(piece, families) for piece in pieces[0::3])
    links = []
    for operator, distance in zip(pieces[1::3], pieces[2::3], strict=True):
        reach = int(distance) if distance else DEFAULT_DISTANCE
        if reach > MAX_DISTANCE:
            raise CueError(f"距离 {reach} 太大，最多 {MAX_DISTANCE} 个字")
        links.append(Link(ordered=operator != "~", distance=reach))
    return Chain(slots, tuple(links))


def parse_cue(source: str, families: Mapping[str, str]) -> Cue:
    """Return the cue written as `source`.

    families: name -> "A/B/C". Raises CueError with a Chinese message when it cannot be read.
    """
    if not source.strip():
        raise CueError("空的线索")
    for stray in ("~", "…"):
        if re.search(rf"\S{re.escape(stray)}|(?<!\s){re.escape(stray)}", source):
            raise CueError(f"“{source}”：“{stray}”两边要有空格")
    if _DANGLING.search(source):
        raise CueError(f"“{source}”：末尾缺一处词；含 # 的线索要加引号，否则 YAML 把 # 和后面的当作注释")
    chains = tuple(_parse_chain(piece, families) for piece in re.split(r"\s+\+\s+", source))
    slots = [slot for chain in chains for slot in chain.slots]
    if not any(all(is_anchor(term) for term in slot) for slot in slots):
        raise CueError(f"“{source}”至少要有一处全是两个字以上的词（不含 # 和单字）")
    return Cue(source, chains)
