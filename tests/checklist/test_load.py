"""Loading a checklist: everything wrong is said at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist import DEFAULT_CHECKLIST, builtin_checklists, load_checklist
from assessor.checklist.load import load_checklist_file
from assessor.checklist.reading import load_reading_rules
from assessor.errors import ChecklistError, ConfigurationError

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


def test_a_checklist_of_ones_own_loads(tmp_path: Path) -> None:
    checklist = load_checklist(str(write(tmp_path, GOOD)))
    checkpoint = next(checklist.checkpoints())
    assert (checkpoint.id, checkpoint.asked["township"], checkpoint.asked["city"]) == (
        "1.1",
        "optional",
        "asked",
    )
    assert checkpoint.match_examples[0].heading == "职能"
    assert checkpoint.other_examples[0].place == "mine.yaml:22"
    assert (checklist.valid_from, checklist.valid_until) == (2024, 2025)


def test_all_errors_come_at_once_with_their_lines(tmp_path: Path) -> None:
    text = GOOD.replace("公布\n", "公布\n      - 复议~审结\n      weak: 不是列表\n      colour: red\n", 1)
    found = problems(tmp_path, text)
    assert [line.split(": ")[0] for line in found] == [
        "mine.yaml:22",
        "mine.yaml:20",
        "mine.yaml:21",
    ] or sorted(line.split(": ")[0] for line in found) == ["mine.yaml:20", "mine.yaml:21", "mine.yaml:22"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("version: 1.0.0\n", ""), "缺少“version”"),
        (("version: 1.0.0\n", "version: 一\n"), "如 1 或 1.0.0"),
        (("version: 1.0.0\n", "version: 2024\n"), None),
        (("id: mine\n", "id: mine\nid: yours\n"), "键“id”重复"),
        (("{township: optional}", "{village: optional}"), "层级"),
        (("{township: optional}", "{township: perhaps}"), "取值"),
        (("权责清单 ~ {制定}/公布", "权责清单 ~ {出台}"), "词族"),
        (("parts:\n", "parts: &x\n"), None),
        (("      strong:\n      - 权责清单 ~ {制定}/公布\n", ""), "没有任何线索"),
        (('    - id: "1.1"', '    - weight: -2\n      id: "1.1"'), "大于 0"),
        (("      strong:", '      yields_to: ["9.9"]\n      strong:'), "不存在的编号 9.9"),
    ],
)
def test_each_kind_of_error(tmp_path: Path, change: tuple[str, str], complaint: str | None) -> None:
    text = GOOD.replace(*change)
    if complaint is None:
        load_checklist_file(write(tmp_path, text))
    else:
        assert any(complaint in line for line in problems(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "空的"),
        ("a: [1, 2", "YAML 格式错误"),
        ("a: &a [1]\nb: *a\n", "别名"),
        ("a: !!python/object/apply:os.system [ls]\n", "标记"),
        ("a: " + "[" * 60 + "]" * 60, "嵌套"),
    ],
)
def test_hostile_yaml_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    assert any(complaint in line for line in problems(tmp_path, text))


def test_a_file_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes("id: 清单".encode("gb18030"))
    with pytest.raises(ChecklistError, match="UTF-8"):
        load_checklist_file(path)


def test_an_unknown_checklist_names_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match=DEFAULT_CHECKLIST):
        load_checklist("no-such-list")


def test_a_reading_pattern_that_could_backtrack_for_ever_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reading.yaml"
    path.write_text("plan:\n- (a+)+b\n- '['\n", encoding="utf-8")
    with pytest.raises(ChecklistError) as caught:
        load_reading_rules(path)
    assert [line.split(": ")[0] for line in caught.value.problems] == ["reading.yaml:2", "reading.yaml:3"]


def test_the_built_in_checklist_has_the_fixed_ids() -> None:
    checklist = load_checklist()
    ids = [checkpoint.id for checkpoint in checklist.checkpoints()]
    assert len(ids) == 96
    assert [part.id for part in checklist.parts] == [str(n) for n in range(1, 11)]
    assert sum(len(part.items) for part in checklist.parts) == 34
    assert builtin_checklists() == (DEFAULT_CHECKLIST,)
    assert all(checkpoint.closes for checkpoint in checklist.checkpoints())
