"""`assessor checklist`: list, show, validate."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Run = Callable[..., Ran]


def test_list_names_the_outline(assessor: Run) -> None:
    ran = assessor("checklist", "list")
    assert ran.code == 0
    assert "outline-2021-2025" in ran.out
    assert "96 个检查点" in ran.out


def test_show_prints_every_checkpoint_and_what_is_asked_of_whom(assessor: Run) -> None:
    lines = assessor("checklist", "show").out.split("\n")
    assert sum(line.startswith("    ") and line.strip()[0].isdigit() for line in lines) == 96
    legislation = next(line for line in lines if "重点领域立法项目" in line)
    assert legislation.split()[2:7] == ["应报", "应报", "—", "—", "选报"]


def test_show_prints_no_half_width_punctuation_beside_chinese(assessor: Run) -> None:
    ran = assessor("checklist", "show")
    assert re.search(r"[一-鿿][,:;()]|[,:;()][一-鿿]", ran.out) is None
    assert "（2021—2025年）" in assessor("checklist", "list").out


def test_show_of_one_checkpoint(assessor: Run) -> None:
    ran = assessor("checklist", "show", "22.2")
    assert ran.code == 0
    assert "行政复议案件办理" in ran.out
    assert "要求：" in ran.out
    assert "层级：省级应报，设区的市（州）应报，县（市、区）应报，" in ran.out


def test_show_of_a_checkpoint_that_does_not_exist(assessor: Run) -> None:
    assert assessor("checklist", "show", "99.9").fails(2, "99.9", "checklist show")


def test_validate_accepts_the_checklists_that_come_with_the_program(assessor: Run) -> None:
    ran = assessor("checklist", "validate", "outline-2021-2025")
    assert (ran.code, ran.err) == (0, "")
    assert "无误" in ran.out


def test_validate_lists_every_error_with_its_line(assessor: Run, tmp_path: Path) -> None:
    (tmp_path / "我的.yaml").write_text(
        "id: mine\ntitle: 我的清单\nversion: 1\nparts:\n- id: '1'\n  titel: 一\n  items:\n  - id: '1'\n"
        "    title: 甲\n    checkpoints:\n    - {id: '1.1', title: 乙, requirement: 丙, weight: -1}\n",
        encoding="utf-8",
    )
    ran = assessor("checklist", "validate", "我的.yaml")
    assert ran.code == 2
    assert ran.out == ""
    assert "我的.yaml:6" in ran.err
    assert "titel" in ran.err
    assert "我的.yaml:11" in ran.err
    assert "weight" in ran.err


OWN = """\
id: mine
title: 我的清单
version: 1.0.0
parts:
- id: "1"
  title: 部分
  items:
  - id: "1"
    title: 条
    checkpoints:
    - id: "1.1"
      title: 检查计划
      requirement: 公布检查计划
      subject: [涉企检查]
      strong:
      - 检查计划 ~ 公布/备案
      examples:
        match: [年初公布涉企检查计划。]
        not:
        - 召开务虚会。
"""


def test_validate_tries_the_examples(assessor: Run, tmp_path: Path) -> None:
    (tmp_path / "我的.yaml").write_text(OWN, encoding="utf-8")
    ran = assessor("checklist", "validate", "我的.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "2 条例句全部相符" in ran.out


def test_validate_lists_each_example_that_fails_with_its_line_and_what_happened(
    assessor: Run, tmp_path: Path
) -> None:
    text = OWN.replace("[年初公布涉企检查计划。]", "[召开总结会。]").replace(
        "召开务虚会", "年初公布检查计划并备案"
    )
    (tmp_path / "我的.yaml").write_text(text, encoding="utf-8")
    ran = assessor("checklist", "validate", "我的.yaml")
    assert (ran.code, ran.out) == (2, "")
    missed, wrong, count = ran.err.splitlines()
    assert missed == "我的.yaml:18: 检查点 1.1 的例句“召开总结会。”应判为依据而没有：没有线索成立"
    assert wrong.startswith(
        "我的.yaml:20: 检查点 1.1 的例句“年初公布检查计划并备案。”不应判为依据而判了：命中“公布、检查计划”，把握 "
    )
    assert count == "我的.yaml：2 处错误"
