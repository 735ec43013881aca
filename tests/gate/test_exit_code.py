"""The verdict is the exit code, whatever the format and wherever the output goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.gate.reporters import FORMATS
from tests.gate.conftest import Check

CODES = {"good.txt": 0, "thin.txt": 1, "broken.docx": 3}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("draft", CODES)
@pytest.mark.parametrize("output", [(), ("-o", "out/result")], ids=["stdout", "file"])
@pytest.mark.parametrize("writes", [(), ("--write-baseline", "base.json")], ids=["", "write-baseline"])
def test_no_format_and_no_output_option_changes_it(
    check: Check, form: str, draft: str, output: tuple[str, ...], writes: tuple[str, ...]
) -> None:
    assert check(draft, "--format", form, *output, *writes).code == CODES[draft]


@pytest.mark.parametrize("form", FORMATS)
def test_a_failed_threshold_fails_in_every_format(check: Check, form: str) -> None:
    assert check("good.txt", "--min-score", "99", "--format", form).code == 1


@pytest.mark.parametrize("form", FORMATS)
def test_what_goes_to_a_file_is_what_goes_to_standard_output(
    check: Check, repository: Path, form: str
) -> None:
    shown = check("thin.txt", "--format", form).out
    silent = check("thin.txt", "--format", form, "-o", "result")
    assert silent.out == ""
    assert (repository / "result").read_text(encoding="utf-8") == shown
    assert shown == check("thin.txt", "--format", form).out


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_takes_the_findings_and_the_terminal_still_shows_the_verdict(check: Check, form: str) -> None:
    passed = check("good.txt", "--format", form, "-o", "result")
    assert passed.err.startswith("通过：")
    assert passed.err.endswith("（详见 result）\n")
    failed = check("thin.txt", "--format", form, "-o", "result")
    assert failed.err.startswith("未通过：错误 ")
    assert failed.err.count("\n") == 1
    error, verdict = check("good.txt", "broken.docx", "--format", form, "-o", "result").err.splitlines()
    assert error.startswith("错误：broken.docx：")
    assert verdict.startswith("未通过：")
    assert "读不出 1 份" in verdict


def test_the_worst_of_several_reports_counts(check: Check) -> None:
    assert check("good.txt", "thin.txt").code == 1
    assert check("good.txt", "thin.txt", "broken.docx").code == 3


def test_fail_on_moves_the_line(check: Check, repository: Path) -> None:
    text = (repository / "good.txt").read_text(encoding="utf-8")
    (repository / "slip.txt").write_text(text.replace("行政裁决", "行政裁绝"), encoding="utf-8")
    assert check("slip.txt").code == 0
    assert check("slip.txt", "--fail-on", "warning").code == 1
    assert check("thin.txt", "--fail-on", "never").code == 0


def test_a_rule_switched_off_or_made_graver_counts_so(check: Check, repository: Path) -> None:
    text = (repository / "good.txt").read_text(encoding="utf-8")
    (repository / "slip.txt").write_text(text.replace("行政裁决", "行政裁绝"), encoding="utf-8")
    assert check("slip.txt", "--rule", "FZ301=error").code == 1
    assert check("slip.txt", "--fail-on", "warning", "--rule", "FZ301=off").code == 0


def test_wrong_usage_is_2_and_says_what(check: Check) -> None:
    for args, words in (
        (("--rule", "FZ999=off"), "FZ999"),
        (("--rule", "FZ301=loud"), "FZ301=loud"),
        (("--require", "99.9"), "检查点 99.9"),
        (("--require-article", "99"), "条目 99"),
        (("--today", "2026-02-30"), "日期“2026-02-30”不存在"),
        (("--today", "2026-13-01"), "日期“2026-13-01”不存在"),
        (("--today", "20260101"), "“20260101”应写成 YYYY-MM-DD"),
        (("--today", "2026-W01-1"), "“2026-W01-1”应写成 YYYY-MM-DD"),
        (("--baseline", "none.json"), "none.json"),
        (("--config", "none.yaml"), "none.yaml"),
        (("--checklist", "none"), "none"),
    ):
        ran = check("good.txt", *args)
        assert ran.code == 2, args
        assert words in ran.err
        assert "Traceback" not in ran.err


def test_an_output_that_cannot_be_written_is_2(check: Check, repository: Path) -> None:
    (repository / "taken").write_text("", encoding="utf-8")
    assert check("good.txt", "-o", "taken/result").code == 2
