"""What PyYAML and libyaml object to, in the words of someone who writes a list of lines and indents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

_BREAK: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_UNREADABLE: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELSE: Final = "请对照上下几行检查缩进、引号和括号"

_COLON: Final = "冒号要用半角的“:”，后面空一格；这里是全角的“：”"
_SPACE: Final = "冒号“:”后面要空一格"

# A key of ours, also behind a dash, or a family's name, with a colon that is none to YAML. A list's line
# of Chinese may well have one.
_KEY: Final = r"\s*(?:(?:[-{]\s*)*[A-Za-z_]\w*|\w{1,12})"
_FULL_WIDTH: Final = re.compile(rf"{_KEY}\s*：")
_UNSPACED: Final = re.compile(rf"{_KEY}(?<!\d):(?![\s/\\]|$)")

# Slips that can be seen in the line itself, whatever the parser made of them; the first that is found.
_VALUE: Final = r"(?:^\s*|- +|: +|[\[,]\s*)"
_SLIPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"[ -]*\t"), "行首有制表符（Tab）；缩进只能用空格，请换成空格"),
    (re.compile(r"[ -]*[\u3000\xa0]"), "行首有全角空格；缩进要用半角空格"),
    (_FULL_WIDTH, _COLON),
    (_UNSPACED, _SPACE),
    (
        re.compile(rf""".*?{_VALUE}\{{[^{{}}"':,]*\}}\s*[^\s,\]}}#:]"""),
        "以 { 开头的文字，整条要加引号",
    ),
    (
        re.compile(r""".*?(?:- +|: +)\[[^\[\]]*\]\s*[^\s,\]}#:]"""),
        "以 [ 开头的文字，整条要加引号",
    ),
    (
        re.compile(r""".*?(?:- +|: +)(["'])(?:(?!\1).)*\1\s*[^\s,\]}#:"']"""),
        "引号之后多了字；引号要括住整条文字",
    ),
    (re.compile(r".*?(?:- +|: +)[“‘]"), "引号要用半角的 ' 或 \"；“”‘’ 不算引号"),
)

# Looked for in what was being read and what was wrong with it, the first that fits.
_MEANINGS: Final[tuple[tuple[str, str], ...]] = (
    ("mapping values are not allowed", "一行里多了一个“: ”，或缩进与上一行不合；含冒号的文字要加引号"),
    ("flow sequence", "方括号 [ ] 没有配对，或其中少了半角逗号"),
    ("flow mapping", "花括号 { } 没有配对，或其中少了半角逗号"),
    ("unknown escape character", "双引号里的反斜杠 \\ 有误；请改用单引号"),
    ("quoted scalar", "引号没有配对"),
    ("cannot start any token", "有不能用在开头的字符；以 @ % ` 开头的文字要加引号"),
    ("alias", "以 * 开头的文字要加引号"),
    ("anchor", "以 & 开头的文字要加引号"),
    ("another document", "出现了第二个“---”，一个文件只能有一份"),
    ("block scalar", "“|”或“>”之后要换行"),
    ("tag", "以 ! 开头的文字要加引号"),
    ("simple key", "这一行不成“键: 值”：少了冒号，或是上一行的文字换了行而没有缩进"),
    ("block node", "多了一个括号或逗号；以括号、逗号开头的文字要加引号"),
    ("block mapping", "缩进与上下行不一致，或引号之后多了字"),
    ("block collection", "缩进与上下行不一致，或这一行少了开头的“- ”"),
)


def in_chinese(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line (1-based, 0 unknown) of the error in `text` and a Chinese message."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    begun = error.context_mark.line + 1 if error.context_mark else line
    keyless = "simple key" in said
    for number, content in _suspects(_BREAK.split(text), said, line, begun):
        for pattern, slip in _SLIPS:
            if pattern.match(content):
                return number, f"YAML 格式错误：{slip}"
    meaning = next((chinese for words, chinese in _MEANINGS if words in said), _ELSE)
    if keyless:  # found out at the next line, wherever that is
        return begun, f"YAML 格式错误：{meaning}"
    return line, f"YAML 格式错误：{meaning}" + (f"（从第 {begun} 行起）" if begun < line else "")


def _suspects(lines: list[str], said: str, line: int, begun: int) -> Iterator[tuple[int, str]]:
    """Yield the lines, by number, in which the slip may be.

    A line that is no `key: value` is noticed only at the next one that is: it comes first if the parser
    knows it, and the one above is looked at if it does not.
    """
    numbers = [begun, line] if "simple key" in said else [line]
    if "mapping values" in said or "block mapping" in said:
        numbers.extend(range(line - 1, 0, -1))
    for number in numbers:
        content = lines[number - 1] if 0 < number <= len(lines) else ""
        if content.strip() and not content.lstrip().startswith("#"):
            yield number, content
            if number < line:
                return


def colon_hint(text: str) -> str:
    """Return, behind "；", what is wrong with the colon of a `text` that was to be a mapping; "" for nothing."""
    if _FULL_WIDTH.match(text):
        return f"；{_COLON}"
    return f"；{_SPACE}" if _UNSPACED.match(text) else ""


def unreadable_character(text: str) -> tuple[int, str]:
    """Return the line of the first character that YAML does not allow (0 unknown), and a Chinese message."""
    found = _UNREADABLE.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return line, "YAML 格式错误：有看不见的控制字符，请删去"
