"""Loading a checklist: everything wrong is said at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist import DEFAULT_CHECKLIST, builtin_checklists, complaints, load_checklist
from assessor.checklist.load import load_checklist_file
from assessor.checklist.reading import load_reading_rules
from assessor.errors import ChecklistError, ConfigurationError
from tests.checklist.sample import GOOD, problems, write


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
    assert [line.split(": ")[0] for line in found] == ["mine.yaml:20", "mine.yaml:21", "mine.yaml:22"]


def test_errors_of_several_files_stand_by_file_and_line(tmp_path: Path) -> None:
    part = GOOD.split("parts:\n- ")[1].replace("\n  ", "\n").replace("title: 第一条\n", "titel: 第一条\n")
    (tmp_path / "part.yaml").write_text(part.replace("公布\n", "{没有}\n", 1), encoding="utf-8")
    found = problems(tmp_path, GOOD.split("parts:", maxsplit=1)[0] + "parts: [part.yaml]\nfamily: x\n")
    assert [line.split(": ")[0] for line in found] == [
        "mine.yaml:7",
        "part.yaml:4",
        "part.yaml:5",
        "part.yaml:13",
    ]


def test_what_concerns_several_checkpoints_is_said_where_it_is_written(tmp_path: Path) -> None:
    checkpoint = GOOD.split("checkpoints:\n")[1].split("      examples:", maxsplit=1)[0]
    again = checkpoint.replace(
        "      strong:", '      yields_to:\n      - "1.1"\n      - "9.9"\n      strong:'
    )
    bare = checkpoint.split("      strong:")[0].replace("1.1", "1.2")
    found = problems(tmp_path, GOOD + again + bare + bare.replace("1.2", "1.3") + "      strong: []\n")
    assert [line.split("（")[0] for line in found] == [
        "mine.yaml:23: 检查点编号 1.1 重复",
        "mine.yaml:28: 检查点 1.1 的 yields_to 写了不存在的编号 9.9",
        "mine.yaml:31: 检查点 1.2 没有任何线索",
        "mine.yaml:34: 检查点 1.3 没有任何线索",
    ]


def test_a_checkpoint_may_yield_to_a_later_one(tmp_path: Path) -> None:
    checkpoint = GOOD.split("checkpoints:\n")[1].replace("1.1", "1.2")
    text = GOOD.replace("      strong:", '      yields_to: ["1.2"]\n      strong:')
    load_checklist_file(write(tmp_path, text + checkpoint))


@pytest.mark.parametrize("cues", ["strong:\n      - 权责清单 ~ {没有}\n", "strong: 权责清单\n"])
def test_a_checkpoint_whose_cues_cannot_be_read_is_not_said_to_have_none(tmp_path: Path, cues: str) -> None:
    (line,) = problems(tmp_path, GOOD.replace("strong:\n      - 权责清单 ~ {制定}/公布\n", cues))
    assert "没有任何线索" not in line


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("部分/none.yaml", "找不到“部分/none.yaml”，请检查路径（从清单文件所在的文件夹算起）"),
        (".", "“.”是文件夹，不是文件；请写出其中的文件名"),
    ],
)
def test_a_part_that_cannot_be_opened_is_said_where_it_is_named(
    tmp_path: Path, name: str, complaint: str
) -> None:
    found = problems(tmp_path, GOOD.split("parts:", maxsplit=1)[0] + f"parts:\n- {name}\n")
    assert found == [f"mine.yaml:7: {complaint}"]


def test_a_part_that_may_not_be_read_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(complaints, "load_yaml", refuse)
    assert problems(tmp_path, GOOD) == ["mine.yaml: 清单文件没有读取权限，请检查文件权限"]


def test_what_is_wrong_with_the_whole_file_has_no_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "") == ["mine.yaml: 文件是空的"]


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
        (('    - id: "1.1"', '    - weight: -2\n      id: "1.1"'), "1（一般）、2（重要）或 3（必写）"),
        (('    - id: "1.1"', '    - weight: 5\n      id: "1.1"'), "1（一般）、2（重要）或 3（必写）"),
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


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("报告.txt", "报告.txt：不是清单文件；清单是 YAML 文件，文件名要以 .yaml 结尾"),
        ("文件夹", "文件夹：是文件夹，不是清单；请给出其中的清单文件（.yaml）"),
        ("没有.yaml", "没有.yaml：没有这个清单文件，请检查路径"),
    ],
)
def test_what_is_no_checklist_file_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.txt").touch()
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(ConfigurationError) as caught:
        load_checklist(name)
    assert str(caught.value) == message


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
