"""TOML that cannot be read is told in Chinese, with line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gate.conftest import Check


@pytest.mark.parametrize(
    ("line", "column", "complaint"),
    [
        ("fail_on = never", 11, "文字要加半角引号，是非写 true 或 false"),
        ("fail_on = “never”", 11, "文字要加半角引号"),
        ("fail_on: never", 8, "键后面缺少半角等号 ="),
        ("fail_on ＝ 'never'", 9, "键后面缺少半角等号 ="),
        ("fail_on = 'never' 是", 19, "值后面多了字"),
        ("级别 = 'x'", 1, "既不是“键 = 值”，也不是“[表名]”"),
        ("level = 'x'\nlevel = 'y'", 12, "这个键写了两次，请删去一个"),
        ("score = {minimum = 1, minimum = 2}", 34, "这个键写了两次，请删去一个"),
        ("[tool.assessor]", 15, "这个表写了两次，请并成一个"),
        ("[tool.assessor.score", 21, "表名的方括号 ] 没有配对"),
        ("baseline = 'x", 14, "引号没有配对"),
        ('baseline = "x\n', 14, "引号没有配对"),
        ('baseline = "C:\\x"', 17, "双引号里的反斜杠 \\ 有误；请改用单引号"),
        ("expires = 2026-02-30", 11, "这个日期或时间不存在"),
        ("required = {checkpoints = ['1.1' '2.1']}", 34, "方括号 [ ] 没有配对，或其中少了半角逗号"),
        ("score = {minimum = 1", 21, "花括号 { } 没有配对"),
        ("score = {}\n[tool.assessor.score.parts]", 27, "这个表写了两次，请并成一个"),
        ("# \x01", 3, "控制字符"),
    ],
)
def test_it_names_the_line_the_column_and_what_to_do(
    check: Check, repository: Path, line: str, column: int, complaint: str
) -> None:
    text = f"[tool.assessor]\n{line}\n\n[tool.other]\nx = 'y'\n"
    (repository / "pyproject.toml").write_text(text, encoding="utf-8")
    ran = check("good.txt")
    assert ran.code == 2
    where = len(line.rstrip().split("\n")) + 1
    assert ran.err.startswith(f"错误：pyproject.toml:{where}: TOML 格式错误（第 {column} 列）：")
    assert complaint in ran.err
    assert not re.search(r"[A-Za-z]{4}", ran.err.split("格式错误")[1].replace("true 或 false", ""))


@pytest.mark.parametrize("line", ["required.checkpoints = [\n'1.1',", "level = 'x\nbaseline =", "level ="])
def test_what_shows_only_at_the_end_is_said_there(check: Check, repository: Path, line: str) -> None:
    text = f"[tool.assessor]\n{line}"
    (repository / "pyproject.toml").write_text(text, encoding="utf-8")
    last = len(text.splitlines())
    assert check("good.txt").err.startswith(
        f"错误：pyproject.toml:{last}: TOML 格式错误：到文件末尾还没有写完"
    )
