"""`assessor checklist`: list, show, validate."""

from __future__ import annotations

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
    assert legislation.split()[2:7] == ["●", "●", "—", "—", "○"]


def test_show_of_one_checkpoint(assessor: Run) -> None:
    ran = assessor("checklist", "show", "22.2")
    assert ran.code == 0
    assert "行政复议案件办理" in ran.out
    assert "要求：" in ran.out


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
