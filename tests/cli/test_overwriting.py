"""No command writes over what it reads, nor two results to one place: exit 2, and everything as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.cli.test_same_settings import CHECKLIST
from tests.sample import TEXT

Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports, a baseline, a checklist in two files and a policy that names it."""
    for name in ("a.txt", "b.txt", "a.html", "a.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "草稿.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    head, part = CHECKLIST.split('- id: "1"', 1)
    (tmp_path / "清单.yaml").write_text(f"{head}- 部分.txt\n", encoding="utf-8")
    (tmp_path / "部分.txt").write_text('id: "1"' + part.replace("\n  ", "\n"), encoding="utf-8")
    (tmp_path / "assessor.yaml").write_text("checklist: 清单.yaml\n", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"schema": "assessor-baseline-1", "reports": {}}', encoding="utf-8")
    return tmp_path


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ("check a.txt -o a.txt", ("“a.txt”", "报告")),
        ("check b.txt a.txt -o ./a.txt", ("“a.txt”", "报告")),
        ("check a.txt --write-baseline a.txt", ("“a.txt”", "报告")),
        ("check a.txt -o assessor.yaml", ("“assessor.yaml”", "配置文件")),
        ("check a.txt -o 清单.yaml", ("“清单.yaml”", "清单文件")),
        ("check a.txt -o 部分.txt", ("“部分.txt”", "清单文件")),
        ("check a.txt --baseline b.json -o b.json", ("“b.json”", "基线文件")),
        ("check a.txt --write-baseline 新.json -o 新.json", ("“新.json”", "两项输出")),
        ("diff a.txt b.txt -o a.txt", ("“a.txt”", "报告")),
        ("diff a.txt b.txt -o assessor.yaml", ("“assessor.yaml”", "配置文件")),
        ("assess a.html -o . --format html", ("“a.html”", "报告")),
        ("assess a.md b.txt -o . --format md", ("“a.md”", "报告")),
        ("assess a.md -o a.md", ("“a.md”", "报告")),
        ("assess reports/草稿.html --format html", ("草稿.html”", "报告")),
    ],
)
def test_an_output_that_is_an_input_is_refused(
    assessor: Run, folder: Path, args: str, words: tuple[str, ...]
) -> None:
    before = everything(folder)
    ran = assessor(*args.split())
    assert ran.fails(2, *words), ran
    assert everything(folder) == before


def test_an_output_named_by_the_policy_is_no_different(assessor: Run, folder: Path) -> None:
    (folder / "assessor.yaml").write_text("output: {file: a.txt}\n", encoding="utf-8")
    assert assessor("check", "a.txt").fails(2, "“a.txt”", "报告")
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


def test_a_baseline_may_be_written_over_the_one_it_is_measured_by(assessor: Run, folder: Path) -> None:
    assert assessor("check", "a.txt", "--baseline", "b.json", "--write-baseline", "b.json").code in (0, 1)
    assert list(json.loads((folder / "b.json").read_text(encoding="utf-8"))["reports"]) == ["a.txt"]


def test_two_results_side_by_side_need_no_policy_to_be_compared(assessor: Run, folder: Path) -> None:
    assert assessor("assess", "a.txt", "-o", "a.json").code == 0
    (folder / "assessor.yaml").write_text("错: 1\n", encoding="utf-8")
    assert assessor("diff", "a.json", "a.json", "-o", "结果.txt").code == 0
    assert assessor("diff", "a.json", "a.json", "-o", "a.json").fails(2, "“a.json”")


def test_a_batch_spares_its_lists_and_a_comparison_its_runs(assessor: Run, folder: Path) -> None:
    (folder / "结果").mkdir()
    (folder / "结果" / "failures.csv").write_text(f"文件\n{folder / 'a.txt'}\n", encoding="utf-8")
    before = everything(folder)
    ran = assessor("batch", "结果/failures.csv", "-o", "结果", "--jobs", "1")
    assert ran.fails(2, "failures.csv”", "名单"), ran
    assert everything(folder) == before
    assert assessor("batch", "a.txt", "-o", "别处", "--jobs", "1").code == 0
    shutil.copy(folder / "别处" / "run.json", folder / "run.html")
    assert assessor("compare", "run.html", "-o", "run.html").fails(2, "“run.html”", "批量结果")
