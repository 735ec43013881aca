"""docs/checklist.md shows checklists that really load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assessor.checklist.load import load_checklist_file
from assessor.cli import run
from assessor.evaluating.examples import failed_examples


def test_the_samples_load_and_their_examples_hold(project: Path, tmp_path: Path) -> None:
    text = (project / "docs" / "checklist.md").read_text(encoding="utf-8")
    samples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(samples) == 2
    for number, sample in enumerate(samples):
        path = tmp_path / f"sample{number}.yaml"
        path.write_text(sample, encoding="utf-8")
        checklist = load_checklist_file(path)
        assert list(failed_examples(checklist)) == []


def test_what_it_says_of_a_wrong_example_is_what_is_printed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (project / "docs" / "checklist.md").read_text(encoding="utf-8")
    sample = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    wrong = sample.replace("专项检查。]", "专项检查。, 年初公布检查计划并备案。]")
    (tmp_path / "inspection.yaml").write_text(wrong, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["checklist", "validate", "inspection.yaml"]) == 2
    assert capsys.readouterr().err == shown
