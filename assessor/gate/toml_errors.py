"""What tomllib objects to, in the words of someone who writes `[tool.assessor]`."""

from __future__ import annotations

import re
import tomllib
from typing import Final

_PLACED: Final = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL
)

# By how the message begins, the first that fits.
_MEANINGS: Final[tuple[tuple[str, str], ...]] = (
    ("Invalid value", "等号后面的值写法有误：文字要加半角引号，是非写 true 或 false"),
    ("Invalid statement", "这一行既不是“键 = 值”，也不是“[表名]”"),
    ("Expected newline or end of document", "值后面多了字：一行只写一项，文字要整个放在引号里"),
    ("Expected '=' after a key", "键后面缺少半角等号 ="),
    ("Invalid initial character for a key part", "键的写法有误：含汉字、标点的键要加引号"),
    ("Cannot overwrite a value", "这个键写了两次，请删去一个"),
    ("Duplicate inline table key", "这个键写了两次，请删去一个"),
    ("Cannot declare", "这个表写了两次，请并成一个"),
    ("Cannot redefine namespace", "这个表写了两次，请并成一个"),
    ("Cannot mutate immutable namespace", "这个表在别处已经写全，不能再添，请并成一个"),
    ("Expected ']", "表名的方括号 ] 没有配对"),
    ("Unclosed array", "方括号 [ ] 没有配对，或其中少了半角逗号"),
    ("Unclosed inline table", "花括号 { } 没有配对，或其中少了半角逗号"),
    ("Unescaped '\\'", "双引号里的反斜杠 \\ 有误；请改用单引号"),
    ("Invalid hex value", "双引号里的反斜杠 \\ 有误；请改用单引号"),
    ("Escaped character", "双引号里的反斜杠 \\ 有误；请改用单引号"),
    ("Unterminated string", "引号没有配对"),
    ("Illegal character '\\n'", "引号没有配对"),
    ("Found invalid character '\\n'", "引号没有配对"),
    ("Illegal character", "有看不见的控制字符，请删去"),
    ("Found invalid character", "有看不见的控制字符，请删去"),
    ("Invalid date or datetime", "这个日期或时间不存在"),
)

_ENDS: Final = "到文件末尾还没有写完；请检查最后一项的值，以及各处的括号、引号是否配对"


def in_chinese(error: tomllib.TOMLDecodeError, last: int) -> tuple[int, str]:
    """Return the line of the error and a Chinese message, which names the column.

    last: the number of lines of the file, where an error is that shows only at its end.
    """
    placed = _PLACED.fullmatch(str(error))
    what = placed["what"] if placed else str(error)
    meaning = next((chinese for start, chinese in _MEANINGS if what.startswith(start)), "写法有误")
    if placed is None or placed["line"] is None:
        return last, f"TOML 格式错误：{_ENDS}"
    return int(placed["line"]), f"TOML 格式错误（第 {placed['column']} 列）：{meaning}"
