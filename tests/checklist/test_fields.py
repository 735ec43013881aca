"""Each kind of value: what is accepted, what is refused and in what words; nothing is dropped in silence."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from assessor.checklist.load import load_checklist_file
from assessor.checklist.yaml_lines import parse_yaml
from tests.checklist.sample import GOOD, problems, write

SCHEMA = Path(__file__).parents[2] / "checklist" / "checklist.schema.json"
VALID = "valid: {from: 2024, until: 2025}"
FAMILIES = "families: {制定: 制定/出台}"
EXAMPLES = "        match: [〔职能〕公布权责清单。]\n        not: [公布培训计划。]\n"
CHECKPOINTS = GOOD[GOOD.index("    checkpoints:") :]
ITEMS = GOOD[GOOD.index("  items:") :]
CUE = "- 权责清单 ~ {制定}/公布"


def fits_the_schema(text: str) -> bool:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return bool(jsonschema.Draft202012Validator(schema).is_valid(parse_yaml(text)[0].plain()))


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        (VALID, "valid: 2024", 4, "“valid”应写成 {from: 2021, until: 2025}"),
        (VALID, "valid: {form: 2024}", 4, "“valid”里没有“form”这个键；可用的键：from、until"),
        (VALID, "valid: {from: 二〇二四}", 4, "“from”应是四位数的年度，如 2024，不能是“二〇二四”"),
        (VALID, "valid: {from: yes}", 4, "不能是“yes”"),
        (VALID, "valid: {from: 24}", 4, "应是四位数的年度"),
        (VALID, "valid: {from：2024}", 4, "全角的“：”"),
        (EXAMPLES, "      - 公布权责清单。\n", 21, "“examples”应写成“match:”和“not:”两列"),
        ("match:", "mtach:", 21, "“examples”里没有“mtach”这个键；可用的键：match、not"),
        ("[公布培训计划。]", "[{a: b}]", 22, "应是一行文字，不能是“键: 值”；含“: ”或以 { 开头的文字"),
        ("[公布培训计划。]", '[""]', 22, "“not”的每一条应是一行文字"),
        (CHECKPOINTS, "", 10, "条目没有“checkpoints”"),
        (CHECKPOINTS, "    checkpoints: []\n", 14, "条目没有“checkpoints”"),
        (ITEMS, "", 7, "部分没有“items”"),
        (CUE, "- #件 ~ 审结", 19, "含 # 的文字要加引号"),
        (CUE, "- {制定}", 19, "以 { 开头的文字，整条要加引号"),
        (CUE, "- [制定]", 19, "以 [ 开头的文字要加引号"),
        (FAMILIES, "families: {制定: }", 5, "词族“制定”里没有词，应写成“制定: 词/词/词”"),
        (FAMILIES, "families: {制定: []}", 5, "词族“制定”里没有词"),
        (FAMILIES, "families: {制定: [[出台]]}", 5, "“制定”的每一条应是一行文字"),
        (FAMILIES, "families: {制定: {出台: 印发}}", 5, "词族“制定”里没有词"),
        (FAMILIES, "families: [制定]", 5, "“families”应写成“名称: 词/词/词”"),
        ('- id: "1.1"', '- weight: no\n      id: "1.1"', 15, "3（必写），不能是“no”"),
        ('- id: "1.1"', '- weight: "2"\n      id: "1.1"', 15, "3（必写），不加引号"),
        ('- id: "1.1"', '- weight: [2]\n      id: "1.1"', 15, "不能是列表"),
        ("title: 我的清单", "title: [我的清单]", 2, "应是一行文字，不能是列表"),
        ("title: 我的清单", 'title: " "', 2, "清单缺少“title”"),
        ("{township: optional}", "{township: [none]}", 12, "不能是列表"),
        ("{township: optional}", "township", 12, "“asked”应写成 {province: asked"),
        ("      strong:", "      subject: [权责, {a: b}]\n      strong:", 18, "“subject”的每一条"),
        ("      strong:", "      yields_to: [[x]]\n      strong:", 18, "“yields_to”的每一条应是一行文字"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(
    tmp_path: Path, old: str, new: str, line: int, complaint: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = problems(tmp_path, text)
    assert any(complaint in one and one.startswith(f"mine.yaml:{line}:") for one in found), found
    assert not any(word in one for one in found for word in ("Node", "None", "False", "True")), found
    assert not fits_the_schema(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (VALID, 'valid: {from: "2024"}'),
        (VALID, "valid: {until: 2025}"),
        (VALID, "valid: {from: }"),
        (VALID, "valid:"),
        (FAMILIES, "families: {制定: [制定, 出台]}"),
        (FAMILIES, "families: {制定: [制定/修订, 2024]}"),
        ("title: 我的清单", "title: yes"),
        ("version: 1.0.0", "version: 1.10"),
        ('id: "1.1"', "id: 1.10"),
        ("      examples:\n" + EXAMPLES, "      examples:\n"),
        ('- id: "1.1"', '- weight: 3\n      id: "1.1"'),
        ('- id: "1.1"', '- weight:\n      closes:\n      asked:\n      weak:\n      id: "1.1"'),
    ],
)
def test_what_the_loader_accepts_the_schema_accepts(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    load_checklist_file(write(tmp_path, text))
    assert fits_the_schema(text)


def test_a_number_in_quotes_is_a_year_all_the_same(tmp_path: Path) -> None:
    checklist = load_checklist_file(write(tmp_path, GOOD.replace(VALID, 'valid: {from: "2024"}')))
    assert (checklist.valid_from, checklist.valid_until) == (2024, None)


def test_the_years_stand_in_their_order(tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD.replace(VALID, "valid: {from: 2024, until: 2020}"))
    assert found == ["mine.yaml:4: “valid”的起始年度 2024 晚于截止年度 2020"]


def test_a_family_may_be_a_list(tmp_path: Path) -> None:
    as_list = load_checklist_file(write(tmp_path, GOOD.replace(FAMILIES, "families: {制定: [制定, 出台]}")))
    as_text = load_checklist_file(write(tmp_path, GOOD))
    assert next(as_list.checkpoints()).strong == next(as_text.checkpoints()).strong


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ('"{公布}/出台"', "词族里不能再写词族"),
        ('"{制定}"', "词族里不能再写词族"),
        ("制定//出台", "有空的备选词"),
        ("制定 ~ 出台", "这里只能写词"),
    ],
)
def test_a_family_holds_words_and_its_cues_are_not_blamed(tmp_path: Path, words: str, complaint: str) -> None:
    (found,) = problems(tmp_path, GOOD.replace(FAMILIES, f"families: {{制定: {words}}}"))
    assert found.startswith("mine.yaml:5: 词族“制定”：")
    assert complaint in found


def test_text_and_ids_are_what_stands_in_the_file(tmp_path: Path) -> None:
    text = (
        GOOD.replace("title: 我的清单", "title: 012")
        .replace("version: 1.0.0", "version: 1.10")
        .replace('id: "1.1"', "id: 1.10")
        .replace("requirement: 权责清单的编制", "requirement: yes")
        .replace(CUE, "- 2024 ~ 公布\n      - no")
        .replace("[公布培训计划。]", "[off]")
    )
    checklist = load_checklist_file(write(tmp_path, text))
    checkpoint = next(checklist.checkpoints())
    assert (checklist.title, checklist.version) == ("012", "1.10")
    assert (checkpoint.id, checkpoint.requirement) == ("1.10", "yes")
    assert [cue.source for cue in checkpoint.strong] == ["2024 ~ 公布", "no"]
    assert checkpoint.other_examples[0].text == "off"


def test_an_id_without_quotes_is_no_other_id(tmp_path: Path) -> None:
    checkpoint = GOOD.split("checkpoints:\n")[1]
    ten = checkpoint.replace('"1.1"', "1.10\n      yields_to: [1.1]")
    checklist = load_checklist_file(write(tmp_path, GOOD + ten))
    assert [(one.id, one.yields_to) for one in checklist.checkpoints()] == [("1.1", ()), ("1.10", ("1.1",))]


def test_each_mistake_in_asked_names_itself(tmp_path: Path) -> None:
    found = problems(
        tmp_path, GOOD.replace("{township: optional}", "{village: none, city: no, county: , province: 必报}")
    )
    levels = "province/city/county/township/department"
    values = "asked（应报）、optional（选报）或 none（不适用）"
    assert found == [
        f"mine.yaml:12: “asked”里没有“village”这个层级，应是 {levels}",
        f"mine.yaml:12: “asked”里 city 的取值应是 {values}，不能是“no”",
        f"mine.yaml:12: “asked”里 county 的取值应是 {values}，不能是空的",
        f"mine.yaml:12: “asked”里 province 的取值应是 {values}，不能是“必报”",
    ]


@pytest.mark.parametrize("text", ["title：我的清单\n", "我的清单\n", "- id: x\n"])
def test_what_is_no_checklist_at_all_is_said_once(tmp_path: Path, text: str) -> None:
    (found,) = problems(tmp_path, text)
    assert found.startswith("mine.yaml:1: 清单应写成“键: 值”的形式")
    assert ("全角的“：”" in found) == ("：" in text)
