"""Scorecards in a folder that serves run after run: whose they are stays clear, none is lost to another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assessor.batch.inputs import tasks_from
from assessor.batch.run import run_batch, write_tables
from assessor.batch.scorecards import kept_apart, of_other_runs
from assessor.batch.tasks import Settings, Task
from assessor.batch.work import key_now
from assessor.model.checklist import Checklist


@pytest.fixture
def cards(settings: Settings) -> Settings:
    return replace(settings, formats=("json",))


def run(folder: Path, settings: Settings, checklist: Checklist) -> tuple[Task, ...]:
    tasks = kept_apart(tasks_from([str(folder)]), settings, lambda task: key_now(task, settings))
    write_tables(run_batch(tasks, settings), settings, checklist)
    return tasks


def listed(settings: Settings) -> list[list[str]]:
    table = json.loads((Path(settings.output) / "run.json").read_text(encoding="utf-8"))
    return [row["scorecards"] for row in table["reports"]]


def folder_of(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "年度报告.txt").write_text(text, encoding="utf-8")
    return folder


def test_another_report_of_the_same_name_does_not_take_the_first_ones_scorecard(
    tmp_path: Path, cards: Settings, checklist: Checklist
) -> None:
    first = folder_of(tmp_path, "2022", "甲县人民政府2022年法治政府建设年度报告")
    second = folder_of(tmp_path, "2023", "乙县人民政府2023年法治政府建设年度报告")
    run(first, cards, checklist)
    card = Path(cards.output) / "scorecards" / "年度报告.json"
    before = card.read_bytes()
    for _ in range(2):  # and it keeps its own
        tasks = run(second, cards, checklist)
        assert listed(cards) == [["scorecards/年度报告-2.json"]]
        assert card.read_bytes() == before
        assert of_other_runs(tasks, cards) == 1


def test_a_report_that_was_changed_replaces_its_own_scorecard(
    tmp_path: Path, cards: Settings, checklist: Checklist
) -> None:
    folder = folder_of(tmp_path, "甲", "甲县人民政府2022年法治政府建设年度报告")
    run(folder, cards, checklist)
    (folder / "年度报告.txt").write_text("甲县人民政府2022年法治政府建设年度报告（修改稿）", encoding="utf-8")
    assert of_other_runs(run(folder, cards, checklist), cards) == 0
    assert listed(cards) == [["scorecards/年度报告.json"]]


def test_a_report_that_was_moved_keeps_its_scorecard(
    tmp_path: Path, cards: Settings, checklist: Checklist
) -> None:
    folder = folder_of(tmp_path, "甲", "甲县人民政府2022年法治政府建设年度报告")
    run(folder, cards, checklist)
    assert [task.stem for task in run(folder.rename(tmp_path / "乙"), cards, checklist)] == ["年度报告"]


def test_scorecards_of_another_run_or_format_are_counted_and_left(
    reports: Path, cards: Settings, checklist: Checklist
) -> None:
    assert of_other_runs(run(reports, cards, checklist), cards) == 0
    (reports / "甲县.txt").unlink()
    assert of_other_runs(run(reports, cards, checklist), cards) == 1
    other = replace(cards, formats=("md",))
    assert of_other_runs(run(reports, other, checklist), other) == 4
    assert listed(other) == [[f"scorecards/{name}.md"] for name in ("丁县", "丙县", "乙县")]
    assert (Path(cards.output) / "scorecards" / "甲县.json").exists()


def test_without_scorecards_none_is_listed(reports: Path, settings: Settings, checklist: Checklist) -> None:
    run(reports, settings, checklist)
    assert listed(settings) == [[]] * 4
