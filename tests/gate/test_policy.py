"""assessor.yaml: found upwards, checked as a whole, overruled by the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import assessor.gate
from assessor.model.levels import LEVEL_OF
from tests.gate.conftest import Check

SCHEMA = Path(assessor.gate.__file__).with_name("policy.schema.json")

FULL = """\
checklist: outline-2021-2025
level: county
score:
  minimum: 5
  parts: {"5": 0}
required:
  checkpoints: ["22.1", 32.1]
  articles: ["22"]
rules:
  FZ113: off
  FZ301: error
fail_on: warning
output: {format: json}
"""


def write(folder: Path, text: str, name: str = "assessor.yaml") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_every_key_is_taken(check: Check, repository: Path) -> None:
    write(repository, FULL)
    shown = check("good.txt", "--show-config").out
    for line in (
        "level                 county  （assessor.yaml:2）",
        "score.minimum         5  （assessor.yaml:4）",
        "required.checkpoints  22.1、32.1  （assessor.yaml:7）",
        "rules.FZ113           off  （assessor.yaml:10）",
        "fail_on               warning  （assessor.yaml:12）",
        "output.format         json  （assessor.yaml:13）",
        "baseline              —  （默认）",
    ):
        assert line in shown


def test_the_command_line_beats_the_file(check: Check, repository: Path) -> None:
    write(repository, FULL)
    shown = check(
        "good.txt", "--show-config", "--min-score", "70", "--rule", "FZ113=on", "--format", "text"
    ).out
    assert "score.minimum         70  （命令行）" in shown
    assert "rules.FZ113           on  （命令行）" in shown
    assert "rules.FZ301           error  （assessor.yaml:11）" in shown
    assert "output.format         text  （命令行）" in shown


def test_the_nearest_file_upwards_counts(check: Check, repository: Path) -> None:
    write(repository, "fail_on: never\n")
    inner = repository / "drafts" / "2024"
    inner.mkdir(parents=True)
    (repository / "thin.txt").rename(inner / "thin.txt")
    assert check("drafts/2024/thin.txt").code == 0
    write(repository / "drafts", "fail_on: error\n")
    assert check("drafts/2024/thin.txt").code == 1


def test_each_report_has_the_policy_of_its_own_folder(check: Check, repository: Path) -> None:
    write(repository / "lenient", "fail_on: never\n")
    (repository / "lenient" / "thin.txt").write_bytes((repository / "thin.txt").read_bytes())
    assert check("lenient/thin.txt").code == 0
    assert check("lenient/thin.txt", "thin.txt").code == 1


def test_pyproject_holds_a_policy_too(check: Check, repository: Path) -> None:
    text = (
        '[project]\nname = "x"\n\n[tool.assessor]\nfail_on = "never"\n\n[tool.assessor.score]\nminimum = 90\n'
    )
    write(repository, text, "pyproject.toml")
    assert check("thin.txt").code == 0
    assert "score.minimum         90  （pyproject.toml:8）" in check("thin.txt", "--show-config").out


def test_a_pyproject_without_the_table_is_no_policy(check: Check, repository: Path) -> None:
    write(repository, '[project]\nname = "x"\n', "pyproject.toml")
    assert check("thin.txt").code == 1


def test_an_empty_file_changes_nothing(check: Check, repository: Path) -> None:
    write(repository, "# 尚未配置\n")
    assert check("good.txt").code == 0


WRONG = """\
chekclist: outline-2021-2025
level: 国家级
score:
  minimum: 160
  parts: {"77": 50}
required:
  checkpoints: ["22.1", "22.99"]
  articles: ["99"]
rules:
  FZ301: loud
fail_on: error
fail_on: warning
waivers:
- {checkpoint: "7.1", kind: not_applicable, by: 张某, expires: 2026-06-30}
- checkpoint: "8.1"
  kind: 不适用
  reason: " "
  by: 张某
  expires: 明年
"""


def test_all_errors_of_shape_are_told_at_once_with_their_lines(check: Check, repository: Path) -> None:
    write(repository, WRONG)
    ran = check("good.txt")
    assert ran.code == 2
    for line in (
        "assessor.yaml:1: 配置里没有“chekclist”这个键，是否要写“checklist”？",
        "assessor.yaml:2: level 的值“国家级”不在可选值之中：province 省级、city 市级、county 县级",
        "assessor.yaml:4: score.minimum 的值“160”超出范围 0—100",
        "assessor.yaml:10: rules.FZ301 的值“loud”",
        "assessor.yaml:12: 键“fail_on”重复",
        "assessor.yaml:14: waivers 第 1 条 缺少“reason”（理由）",
        "assessor.yaml:16: waivers 第 2 条 kind 的值“不适用”",
        "assessor.yaml:17: waivers 第 2 条 reason 不能是空的",
        "assessor.yaml:19: waivers 第 2 条 expires 的值“明年”应写成 YYYY-MM-DD",
    ):
        assert line in ran.err


def test_ids_that_do_not_exist_are_told_at_once_with_their_lines(check: Check, repository: Path) -> None:
    text = (
        'score:\n  parts: {"77": 50}\nrequired:\n  checkpoints:\n  - "22.1"\n  - "22.99"\n  articles: ["99"]\n'
        "rules: {FZ999: off}\nwaivers:\n"
        '- {checkpoint: "0.1", kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}\n'
        '- {checkpoint: "7.1", kind: accepted, reason: 试, by: 张某, expires: 2026-02-30}\n'
        '- {checkpoint: "8.1", kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}\n'
        '- {checkpoint: "8.1", kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}\n'
    )
    write(repository, text)
    ran = check("good.txt")
    assert ran.code == 2
    for line in (
        "assessor.yaml:2: 清单“outline-2021-2025”里没有部分 77",
        "assessor.yaml:6: 清单“outline-2021-2025”里没有检查点 22.99",
        "assessor.yaml:7: 清单“outline-2021-2025”里没有条目 99",
        "assessor.yaml:8: 没有规则 FZ999",
        "assessor.yaml:10: 清单“outline-2021-2025”里没有检查点 0.1",
        "assessor.yaml:11: expires 的日期“2026-02-30”不存在",
        "assessor.yaml:13: 检查点 8.1 的豁免重复（第 12 行已有一条）",
    ):
        assert line in ran.err


def test_errors_of_shape_do_not_hide_the_others(check: Check, repository: Path) -> None:
    text = (
        'level: 国家级\nrequired: {checkpoints: ["99.9"]}\nrules: {FZ999: loud}\nwaivers:\n'
        "- {checkpoint: 98.9, kind: accepted, expires: 2026-02-30}\n- 8.1\n"
    )
    write(repository, text)
    ran = check("good.txt")
    assert ran.code == 2
    for line in (
        "assessor.yaml:1: level 的值“国家级”",
        "assessor.yaml:2: 清单“outline-2021-2025”里没有检查点 99.9",
        "assessor.yaml:3: 没有规则 FZ999",
        "assessor.yaml:3: rules.FZ999 的值“loud”",
        "assessor.yaml:5: expires 的日期“2026-02-30”不存在",
        "assessor.yaml:5: waivers 第 1 条 缺少“by”（批准人）",
        "assessor.yaml:5: 清单“outline-2021-2025”里没有检查点 98.9",
        "assessor.yaml:6: waivers 第 2 条 应是“键: 值”的形式",
    ):
        assert f"错误：{line}" in ran.err


@pytest.mark.parametrize(
    "shape", ["rules: [x]", "score: {parts: [5]}", "required: {checkpoints: 22.1}", "waivers: x"]
)
def test_a_file_of_any_shape_is_told_of_not_tripped_over(check: Check, repository: Path, shape: str) -> None:
    write(repository, f"{shape}\nfail_on: loud\n")
    ran = check("good.txt")
    assert ran.code == 2
    assert "assessor.yaml:2: fail_on 的值“loud”" in ran.err
    assert "内部出错" not in ran.err


def test_every_name_of_a_level_may_stand_in_the_file(check: Check, repository: Path) -> None:
    accepted = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]["level"]["enum"]
    assert accepted == list(LEVEL_OF)
    write(repository, "level: 县级\n")
    assert "level                 county  （assessor.yaml:1）" in check("good.txt", "--show-config").out


def test_unknown_ids_of_the_command_line_are_told_at_once(check: Check) -> None:
    err = check("good.txt", "--require", "99.9", "--require-article", "99").err
    assert "检查点 99.9" in err
    assert "条目 99" in err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("score: [\n", "assessor.yaml:2: YAML 格式错误"),
        ("- 1\n", "assessor.yaml:1: 配置应是“键: 值”的形式"),
        ("a: &x 1\nb: *x\n", "不允许使用别名"),
    ],
)
def test_a_file_that_is_no_policy_is_2(check: Check, repository: Path, text: str, line: str) -> None:
    write(repository, text)
    ran = check("good.txt")
    assert ran.code == 2
    assert line in ran.err


def test_toml_errors_have_lines_too(check: Check, repository: Path) -> None:
    text = '[tool.assessor]\nfail_on = "loud"\n\n[tool.assessor.score]\nminimum = 160\n'
    write(repository, text, "pyproject.toml")
    err = check("good.txt").err
    assert "pyproject.toml:2: fail_on 的值“loud”" in err
    assert "pyproject.toml:5: score.minimum 的值“160”" in err
    write(repository, "[tool.assessor]\nfail_on = \n", "pyproject.toml")
    assert check("good.txt").code == 2


def test_toml_waivers_have_their_own_lines_and_may_use_dates(check: Check, repository: Path) -> None:
    waiver = '[[tool.assessor.waivers]]\ncheckpoint = "{}"\nkind = "accepted"\nreason = "试"\nby = "张某"\nexpires = {}\n'
    good, bad = waiver.format("28.1", "2026-06-30"), waiver.format("28.99", '"2026-06-30"')
    write(repository, good, "pyproject.toml")
    assert "豁免 28.1" in check("good.txt").out
    write(repository, f"{good}\n{bad}", "pyproject.toml")
    assert "pyproject.toml:9: 清单“outline-2021-2025”里没有检查点 28.99" in check("good.txt").err


def test_inline_toml_tables_have_lines_too(check: Check, repository: Path) -> None:
    write(repository, '[tool.assessor]\nscore = {minimum = 60, parts = {"77" = 5}}\n', "pyproject.toml")
    assert "pyproject.toml:2: 清单“outline-2021-2025”里没有部分 77" in check("good.txt").err


def test_a_checklist_that_is_not_there_is_told_with_its_line(check: Check, repository: Path) -> None:
    write(repository, "level: county\nchecklist: 没有这个清单\n")
    ran = check("good.txt")
    assert ran.code == 2
    assert "assessor.yaml:2: 没有名为“没有这个清单”的清单" in ran.err


def test_a_checklist_file_is_found_beside_the_policy(check: Check, repository: Path) -> None:
    write(repository / "rules", "checklist: none.yaml\n")
    (repository / "rules" / "good.txt").write_bytes((repository / "good.txt").read_bytes())
    err = check("rules/good.txt").err
    assert "rules/assessor.yaml:1:" in err
    assert "none.yaml" in err


@pytest.mark.parametrize("name", ["assessor.yaml", "pyproject.toml"])
def test_a_policy_in_another_encoding_is_2(check: Check, repository: Path, name: str) -> None:
    (repository / name).write_bytes("# 门槛\n[tool.assessor]\n".encode("gb18030"))
    ran = check("good.txt", "--config", name)
    assert ran.code == 2
    assert "UTF-8" in ran.err


@pytest.mark.parametrize("identifier", ["32.10", '"32.10"'])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("assessor.yaml", "required: {{checkpoints: [{0}]}}\n"),
        (
            "assessor.yaml",
            "waivers:\n- {{checkpoint: {0}, kind: accepted, reason: 试, by: 张某, expires: 2026-06-30}}\n",
        ),
        ("pyproject.toml", "[tool.assessor]\nrequired = {{checkpoints = [{0}]}}\n"),
    ],
)
def test_an_id_is_what_stands_in_the_file_and_no_number(
    check: Check, repository: Path, name: str, text: str, identifier: str
) -> None:
    write(repository, text.format(identifier), name)
    ran = check("good.txt")
    assert ran.code == 2
    assert "里没有检查点 32.10\n" in ran.err


def test_ids_need_no_quotes(check: Check, repository: Path) -> None:
    write(repository, "score: {parts: {10: 0}}\nrequired: {checkpoints: [22.1, 32.1], articles: [22]}\n")
    shown = check("good.txt", "--show-config").out
    assert "required.checkpoints  22.1、32.1  （assessor.yaml:2）" in shown
    assert "required.articles     22  （assessor.yaml:2）" in shown


def test_a_value_is_shown_as_it_is_written_and_what_is_wrong_with_it_is_said(
    check: Check, repository: Path
) -> None:
    write(
        repository,
        "fail_on: no\nscore:\n  minimum: 六十\nbaseline: 012\noutput: file:x.json\nrules: FZ113：off\nrequired: [x]\n",
    )
    err = check("good.txt").err
    assert "assessor.yaml:1: fail_on 的值“no”不在可选值之中" in err
    assert "assessor.yaml:3: score.minimum 应是数字，不能是“六十”" in err
    assert "assessor.yaml:4: baseline 应是文字，“012”要加引号" in err
    assert "assessor.yaml:5: output 应是“键: 值”的形式；冒号“:”后面要空一格" in err
    assert "assessor.yaml:6: rules 应是“键: 值”的形式；冒号要用半角的“:”，后面空一格；这里是全角的“：”" in err
    assert "assessor.yaml:7: required 应是“键: 值”的形式\n" in err


def test_every_error_of_the_checklist_it_names_is_told(check: Check, repository: Path) -> None:
    (repository / "m.yaml").write_text("id: m\nversion: 一\nparts: []\nfamilly: x\n", encoding="utf-8")
    told = check("good.txt", "--checklist", "m.yaml").err
    assert told.count("错误：m.yaml:") == 4
    write(repository, "level: 国家级\nchecklist: m.yaml\n")
    lines = check("good.txt").err.splitlines(keepends=True)
    assert lines[0].startswith("错误：assessor.yaml:1: level 的值“国家级”")
    assert lines[1] == "错误：assessor.yaml:2: 清单“m.yaml”有 4 处错误，逐条列在后面\n"
    assert "".join(lines[2:]) == told


def test_toml_lines_are_those_of_our_own_table(check: Check, repository: Path) -> None:
    text = '[tool.other]\nfail_on = "x"\nscore = 1\n\n[tool.assessor]\nfail_on = "never"\n\n[tool.assessor.score]\nminimum = 5\n'
    write(repository, text, "pyproject.toml")
    shown = check("good.txt", "--show-config").out
    assert "never  （pyproject.toml:6）" in shown
    assert "5  （pyproject.toml:9）" in shown


@pytest.mark.parametrize("minimum", ["nan", "-nan", "inf", "-inf", "-1", "101"])
def test_a_threshold_that_no_score_is_below_is_refused_with_its_line(
    check: Check, repository: Path, minimum: str
) -> None:
    write(
        repository,
        f'[tool.assessor.score]\nminimum = {minimum}\nparts = {{"5" = {minimum}}}\n',
        "pyproject.toml",
    )
    ran = check("good.txt")
    assert ran.code == 2
    assert "pyproject.toml:2: score.minimum 的值“" in ran.err
    assert "pyproject.toml:3: score.parts.5 的值“" in ran.err
    assert ran.err.count("超出范围 0—100") == 2


def test_nor_may_yaml_or_the_command_line_set_it(check: Check, repository: Path) -> None:
    for minimum in ("nan", "inf", "-inf", "-1", "101"):
        ran = check("good.txt", "--min-score", minimum)
        assert ran.code == 2, minimum
        assert "--min-score" in ran.err
    for minimum in (".nan", "!!float nan", ".inf"):
        write(repository, f"score:\n  minimum: {minimum}\n")
        ran = check("good.txt")
        assert ran.code == 2, minimum
        assert "assessor.yaml:2: score.minimum" in ran.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            '[project]\nname = "报告"\n\n[tool.assessor]\nfail_on = "never"\n'.encode("gb18030"),
            "pyproject.toml：不是 UTF-8",
        ),
        ('[tool.assessor]\nfail_on = "never"\n'.encode("utf-16"), "pyproject.toml：不是 UTF-8"),
        (b'tool.assessor.fail_on = "never"\n]\n', "pyproject.toml:2: TOML"),
        (b'[ tool . assessor ]\nfail_on = "never"\nx = \n', "pyproject.toml:3: TOML"),
        (b"[tool]\nname = 1\nassessor = 3\n", "pyproject.toml:1: 配置应是"),
        (b"[tool.assessor]\nx = " + b"[" * 100_000, "pyproject.toml"),
    ],
    ids=["gbk", "utf-16", "dotted", "spaced", "number", "deep"],
)
def test_a_pyproject_that_speaks_of_us_and_cannot_be_read_is_refused(
    check: Check, repository: Path, content: bytes, words: str
) -> None:
    (repository / "pyproject.toml").write_bytes(content)
    ran = check("good.txt")
    assert ran.code == 2
    assert words in ran.err
    assert "内部出错" not in ran.err


@pytest.mark.parametrize(
    "text",
    [
        'tool.assessor.fail_on = "never"',
        '[ tool . assessor ]\nfail_on = "never"',
        '[tool]\nassessor.fail_on = "never"',
        '[tool]\nassessor = {fail_on = "never"}',
        '\ufeff[tool."assessor"]\nfail_on = "never"',
    ],
)
def test_a_pyproject_holds_a_policy_however_it_is_written(check: Check, repository: Path, text: str) -> None:
    write(repository, text + "\n", "pyproject.toml")
    assert check("thin.txt").code == 0


@pytest.mark.parametrize(
    "content",
    [
        "# 报告".encode("gb18030"),
        b"[project\n",
        b"\x00\xff",
        b"[project]\ndependencies = ['assessor']\n",
        b"# [tool.assessor]\n",
        b"tool = 3\n# assessor\n",
    ],
)
def test_a_pyproject_that_is_none_of_our_business_stays_so(
    check: Check, repository: Path, content: bytes
) -> None:
    (repository / "pyproject.toml").write_bytes(content)
    write(repository / "in", "")
    (repository / "in" / "assessor.yaml").unlink()
    (repository / "in" / "thin.txt").write_bytes((repository / "thin.txt").read_bytes())
    assert check("in/thin.txt").code == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows 上建链接要有权限，也没有命名管道")
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_whatever_is_called_assessor_yaml_is_told_of_not_passed_over(
    check: Check, repository: Path, kind: str
) -> None:
    file = repository / "assessor.yaml"
    if kind == "link":
        file.symlink_to("没有.yaml")
    elif kind == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    ran = check("good.txt")
    assert ran.code == 2
    assert ran.err.startswith("错误：assessor.yaml：")


@pytest.mark.skipif(os.name == "nt", reason="Windows 上建链接要有权限")
def test_a_policy_may_be_a_link(check: Check, repository: Path) -> None:
    write(repository / "共用", "fail_on: never\n")
    (repository / "assessor.yaml").symlink_to(Path("共用") / "assessor.yaml")
    assert check("thin.txt").code == 0
