"""A small checklist without fault, to be spoilt in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist.load import load_checklist_file
from assessor.errors import ChecklistError

GOOD = """\
id: mine
title: 我的清单
version: 1.0.0
valid: {from: 2024, until: 2025}
families: {制定: 制定/出台}
parts:
- id: "1"
  title: 第一部分
  items:
  - id: "1"
    title: 第一条
    asked: {township: optional}
    asked_note: 乡镇选报
    checkpoints:
    - id: "1.1"
      title: 权责清单
      requirement: 权责清单的编制
      strong:
      - 权责清单 ~ {制定}/公布
      examples:
        match: [〔职能〕公布权责清单。]
        not: [公布培训计划。]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ChecklistError) as caught:
        load_checklist_file(write(folder, text))
    return list(caught.value.problems)
