"""What PyYAML and libyaml object to, in the words of someone who writes a list of lines and indents."""

from __future__ import annotations

import re
from typing import Final

import yaml

_UNREADABLE: Final = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELSE: Final = "请对照上下几行检查缩进、引号和括号"

# Looked for in what was being read and what was wrong with it, the first that fits.
_MEANINGS: Final[tuple[tuple[str, str], ...]] = (
    ("mapping values are not allowed", "一行里多了一个“: ”，或缩进与上一行不合；含冒号的文字要加引号"),
    ("flow sequence", "方括号 [ ] 没有配对，或其中少了逗号"),
    ("flow mapping", "花括号 { } 没有配对，或其中少了逗号"),
    ("unknown escape character", "双引号里的反斜杠 \\ 有误；请改用单引号"),
    ("quoted scalar", "引号没有配对"),
    ("cannot start any token", "有不能用在开头的字符：缩进要用空格，不用制表符；以 @ % ` 开头的文字要加引号"),
    ("alias", "以 * 开头的文字要加引号"),
    ("anchor", "以 & 开头的文字要加引号"),
    ("another document", "出现了第二个“---”，一个文件只能有一份"),
    ("block scalar", "“|”或“>”之后要换行"),
    ("tag", "以 ! 开头的文字要加引号"),
    ("block node", "多了一个括号或逗号；以括号、逗号开头的文字要加引号"),
    ("block mapping", "缩进与上下行不一致，或引号之后多了字"),
    ("block collection", "缩进与上下行不一致，或这一行少了开头的“- ”"),
)


def in_chinese(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Return the line (1-based, 0 unknown) of the error and a Chinese message."""
    said = f"{error.context or ''} {error.problem or ''}"
    meaning = next((chinese for words, chinese in _MEANINGS if words in said), _ELSE)
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    begun = error.context_mark.line + 1 if error.context_mark else line
    return line, f"YAML 格式错误：{meaning}" + (f"（从第 {begun} 行起）" if begun < line else "")


def unreadable_character(text: str) -> tuple[int, str]:
    """Return the line of the first character that YAML does not allow (0 unknown), and a Chinese message."""
    found = _UNREADABLE.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 0
    return line, "YAML 格式错误：有看不见的控制字符，请删去"
