"""YAML that cannot be read: the likeliest slips are named, each in Chinese and with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assessor.checklist import yaml_lines
from assessor.checklist.yaml_errors import colon_hint
from tests.checklist.sample import problems


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("id: x\n  title: a\n", 2, "一行里多了一个“: ”"),
        ("a: b: c\n", 1, "含冒号的文字要加引号"),
        ("a:\n- [1, 2\n- 3\nb: 4\n", 4, "方括号 [ ] 没有配对，或其中少了半角逗号（从第 2 行起）"),
        ("a: {b: 1\nc: 2\n", 2, "花括号"),
        ('a: "x\nb: 2\n', 3, "引号没有配对（从第 1 行起）"),
        ("a:\n\t- 1\n", 2, "制表符"),
        ("id: x\nitems:\n\t- 1\n", 3, "制表符（Tab）"),
        ("a:\n  b: c\n\td: e\n", 3, "制表符（Tab）"),
        ("a:\n  - b: c\n\u3000\u3000d: e\n  f: g\n", 3, "全角空格"),
        ("id: x\ntitle：裁量\nversion: 1\n", 2, "全角的“：”"),
        ("title：裁量\nversion: 1\n", 1, "全角的“：”"),
        ("- id: x\n  checkpoints：\n  - id: y\n", 2, "全角的“：”"),
        ("score:\n  minimum：60\n  parts: {}\n", 2, "全角的“：”"),
        ("score:\n  minimum：60\n\n  # 各部分\n  parts: {}\n", 2, "全角的“：”"),
        ("id: x\ntitle:裁量\nversion: 1\n", 2, "冒号“:”后面要空一格"),
        ("id: x\ntitle\nversion: 1\n", 2, "少了冒号"),
        ("strong:\n- 公布\n- {制定} ~ 公布\n", 3, "以 { 开头的文字，整条要加引号"),
        ("strong:\n- {制定}/公布\n", 2, "以 { 开头的文字，整条要加引号"),
        ("subject: [{制定}/公布]\n", 1, "以 { 开头的文字，整条要加引号"),
        ("strong:\n- [制定] ~ 公布\n", 2, "以 [ 开头的文字，整条要加引号"),
        ('strong:\n- "#件" ~ 公布\n', 2, "引号要括住整条文字"),
        ("title: “甲: 乙”\n", 1, "引号要用半角的"),
        ("a: **要点**\n", 1, "以 * 开头"),
        ("a:\n  - 1\n - 2\n", 3, "缩进"),
        ('a: "x" y\n', 1, "引号之后多了字"),
        ("a: 清单\nb: \x01\n", 2, "控制字符"),
        ("%YAML 3\n---\na: 1\n", 1, "检查缩进、引号和括号"),
    ],
)
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_broken_yaml_is_told_in_chinese_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str, text: str, line: int, complaint: str
) -> None:
    monkeypatch.setattr(yaml_lines, "_Loader", getattr(yaml, loader))
    (found,) = problems(tmp_path, text)
    assert found.startswith(f"mine.yaml:{line}: YAML 格式错误：")
    assert complaint in found
    assert not re.search(r"[a-z]{4}", found.split("错误：")[1])


def test_a_line_above_without_fault_is_not_blamed(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "examples:\n- 我局表示：继续公布。\nweight: 2: 3\n")
    assert found.startswith("mine.yaml:3: YAML 格式错误：一行里多了一个“: ”")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("minimum：60", "全角的“：”"),
        ("名称：甲", "全角的“：”"),
        ("minimum:60", "后面要空一格"),
        ("60", ""),
        ("http://example.org", ""),
        ("9:30", ""),
    ],
)
def test_a_text_where_keys_were_wanted_may_be_one_with_the_wrong_colon(text: str, hint: str) -> None:
    assert hint in colon_hint(text)
    assert bool(hint) == bool(colon_hint(text))
