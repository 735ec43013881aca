"""`assessor eval` on labels of one's own: every fault at once, and the format told where they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assessor.evaluating.labels import STANCES_ZH
from tests.cli.conftest import Ran

Run = Callable[..., Ran]

TEXT = "工作报告\n一、主要工作\n全年收到行政复议申请64件，受理60件，审结58件。下一步将加强行政复议。\n"


@pytest.fixture
def labels(assessor: Run, tmp_path: Path) -> Callable[..., Ran]:
    """Run `assessor eval` on one report with the given labels."""
    (tmp_path / "集").mkdir()

    def run(lab: bytes | str, text: bytes | str = TEXT, *args: str) -> Ran:
        for name, content in (("a.lab", lab), ("a.txt", text)):
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / "集" / name).write_bytes(data)
        return assessor("eval", "集", *args)

    return run


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_good_labels_are_counted(labels: Callable[..., Ran], mark: str) -> None:
    ran = labels(f"{mark}2\tdone\t22.1,22.2?\n\n3\tplan\n0\tother\t\t备注\n")
    assert (ran.code, ran.err) == (0, "")
    assert "报告 1 份" in ran.out


def test_every_fault_is_told_at_once_with_file_and_line(labels: Callable[..., Ran]) -> None:
    lab = "2 done 22.1\n-1\tdone\n二\tdone\n9\tdone\n2\tdoen\t22.1\n3\tplan\t99.9,22.1?\n1\tother\n1\tdone\n"
    ran = labels(lab)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "错误：a.lab:1: 各栏要用制表符（Tab）隔开：句子序号、性质、检查点编号",
        "错误：a.lab:2: 句子序号“-1”不是从 0 起的整数",
        "错误：a.lab:3: 句子序号“二”不是从 0 起的整数",
        "错误：a.lab:4: 没有编号为 9 的句子，报告共 4 句，编号 0—3",
        f"错误：a.lab:5: 性质“doen”不在可选值之中：{STANCES_ZH}",
        "错误：a.lab:6: 清单里没有检查点“99.9”",
        "错误：a.lab:8: 第 1 句重复标注（第 7 行已有）",
    ]


def test_faults_of_all_reports_are_told_together(labels: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "集" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "集" / "b.lab").write_text("x\tdone\n", encoding="utf-8")
    ran = labels("y\tdone\n")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["错误：a.lab", "错误：b.lab"]


@pytest.mark.parametrize(
    ("lab", "text", "words"),
    [
        ("", TEXT, "a.lab: 是空的"),
        ("\n\n", TEXT, "a.lab: 是空的"),
        ("0\tdone\n2\tdone\t\t复议".encode("gb18030"), TEXT, "a.lab:2: 不是 UTF-8"),
        ("0\tdone\n", TEXT.encode("gb18030"), "a.txt:1: 不是 UTF-8"),
    ],
)
def test_what_is_empty_or_in_another_encoding_is_named(
    labels: Callable[..., Ran], lab: bytes | str, text: bytes | str, words: str
) -> None:
    assert labels(lab, text).fails(2, words)


def test_ids_are_those_of_the_checklist_given(labels: Callable[..., Ran], tmp_path: Path) -> None:
    from tests.cli.test_same_settings import CHECKLIST

    (tmp_path / "我的.yaml").write_text(CHECKLIST, encoding="utf-8")
    assert labels("2\tdone\t1.1\n", TEXT, "--checklist", "我的.yaml").code == 0
    assert labels("2\tdone\t22.1\n", TEXT, "--checklist", "我的.yaml").fails(2, "a.lab:1", "22.1")


def test_help_tells_the_format_to_whoever_has_no_source_code(assessor: Run) -> None:
    shown = assessor("eval", "--help").out
    assert STANCES_ZH in " ".join(shown.split())
    for words in ("制表符", "从 0 起", "拿不准", "UTF-8"):
        assert words in shown
    assert "GUIDE" not in shown
