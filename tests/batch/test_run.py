"""A run loses nothing and doubles nothing: one bad file, a dying worker, a kill, a damaged result, a full disk."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assessor.batch import local
from assessor.batch import work as working
from assessor.batch.inputs import tasks_from
from assessor.batch.run import Run, run_batch, write_tables
from assessor.batch.tasks import Outcome, Settings, Task
from assessor.batch.work import work
from assessor.errors import ConfigurationError
from assessor.model.checklist import Checklist
from assessor.output import write_atomically


def run(reports: Path, settings: Settings, checklist: Checklist, jobs: int = 1) -> Run:
    ended = run_batch(tasks_from([str(reports)]), settings, jobs=jobs)
    write_tables(ended, settings, checklist)
    return ended


def rows(settings: Settings) -> list[dict[str, object]]:
    return json.loads((Path(settings.output) / "run.json").read_text(encoding="utf-8"))["reports"]


def test_one_bad_file_is_one_line_and_not_the_end(
    reports: Path, settings: Settings, checklist: Checklist
) -> None:
    ended = run(reports, settings, checklist)
    assert len(ended.done) == 4
    assert [row["source"] for row in rows(settings)] == ["丁县.txt", "丙县.txt", "乙县.txt", "甲县.txt"]
    table = (Path(settings.output) / "failures.csv").read_text(encoding="utf-8-sig")
    head, failure = csv.reader(table.splitlines())
    assert head == ["文件", "退出码", "原因"]
    assert failure[:2] == ["坏.docx", "3"]
    assert failure[2].startswith("文件不完整或已损坏")
    assert (ended.failures[0].message, ended.failures[0].reason) == (f"坏.docx：{failure[2]}", failure[2])


def test_run_json_says_which_level_is_asked_for_what(
    reports: Path, settings: Settings, checklist: Checklist
) -> None:
    run(reports, settings, checklist)
    head = json.loads((Path(settings.output) / "run.json").read_text(encoding="utf-8"))["checklist"]
    told = [one for part in head["parts"] for item in part["items"] for one in item["checkpoints"]]
    assert {one["id"]: one["asked"] for one in told} == {one.id: one.asked for one in checklist.checkpoints()}


def test_a_reason_does_not_name_the_file_again(
    reports: Path, settings: Settings, checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reports.parent)
    tasks = tasks_from([f"{reports.name}/没有.txt", reports.name])
    write_tables(run_batch(tasks, settings), settings, checklist)
    table = (Path(settings.output) / "failures.csv").read_text(encoding="utf-8-sig")
    rows_ = list(csv.reader(table.splitlines()))
    assert rows_[1] == [f"{reports.name}/没有.txt", "3", "找不到这个文件；请检查路径和文件名"]
    assert all(row[0] not in row[2] and Path(row[0]).name not in row[2] for row in rows_[1:])


def test_two_workers_write_what_one_does(
    reports: Path, settings: Settings, checklist: Checklist, tmp_path: Path
) -> None:
    run(reports, settings, checklist)
    twice = replace(settings, output=str(tmp_path / "两个进程"))
    run(reports, twice, checklist, jobs=2)
    for name in ("run.json", "failures.csv"):
        assert (Path(settings.output) / name).read_bytes() == (Path(twice.output) / name).read_bytes()


def test_what_is_done_is_not_done_again(reports: Path, settings: Settings, checklist: Checklist) -> None:
    run(reports, settings, checklist)
    before = (Path(settings.output) / "run.json").read_bytes()
    again = run(reports, settings, checklist)
    assert all(done.resumed for done in again.done)
    assert (Path(settings.output) / "run.json").read_bytes() == before


def test_a_changed_report_is_assessed_anew(reports: Path, settings: Settings, checklist: Checklist) -> None:
    run(reports, settings, checklist)
    with (reports / "甲县.txt").open("a", encoding="utf-8") as stream:
        stream.write("开展行政执法监督检查3次。\n")
    again = run(reports, settings, checklist)
    assert [Path(done.task.source).name for done in again.done if not done.resumed] == ["甲县.txt"]


def test_scorecards_asked_for_later_are_made_then(
    reports: Path, settings: Settings, checklist: Checklist
) -> None:
    run(reports, settings, checklist)
    with_cards = replace(settings, formats=("json", "md"))
    run(reports, with_cards, checklist)
    cards = sorted(path.name for path in (Path(settings.output) / "scorecards").glob("[!.]*"))
    assert cards == sorted(
        f"{name}.{form}" for name in ("甲县", "乙县", "丙县", "丁县") for form in ("json", "md")
    )
    assert all(done.resumed for done in run(reports, with_cards, checklist).done)


def test_a_manifest_wins_over_the_text(reports: Path, settings: Settings, checklist: Checklist) -> None:
    manifest = reports / "名单.csv"
    manifest.write_text("文件,地区,层级,年度\n甲县.txt,某市,市,2021\n", encoding="utf-8")
    write_tables(run_batch(tasks_from([str(manifest)]), settings), settings, checklist)
    (row,) = rows(settings)
    assert (row["region"], row["level"], row["year"]) == ("某市", "city", 2021)


@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_addresses_work_as_paths_do(
    scheme: str, reports: Path, settings: Settings, checklist: Checklist, tmp_path: Path
) -> None:
    if scheme == "file":
        source, output = reports.as_uri(), (tmp_path / "网址").as_uri()
    else:
        fsspec = pytest.importorskip("fsspec", reason="the extra `cluster` is not installed")
        memory = fsspec.filesystem("memory")
        for path in reports.iterdir():
            memory.pipe_file(f"/batch-in/{path.name}", path.read_bytes())
        source, output = "memory://batch-in", "memory://batch-out"
    there = replace(settings, output=output)
    tasks = tasks_from([source])
    ended = run_batch(tasks, there)
    assert (len(ended.done), len(ended.failures)) == (4, 1)
    written = write_tables(ended, there, checklist)
    assert any(place.endswith("run.json") for place in written)
    assert all(done.resumed for done in run_batch(tasks, there).done)


def dies_over_one(task: Task, settings: Settings) -> Outcome:
    """As `work`, but the process is gone when it comes to 乙县."""
    if "乙县" in task.source:
        os._exit(9)
    return work(task, settings)


def test_a_worker_that_dies_costs_the_report_it_died_over(
    reports: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "work", dies_over_one)
    ended = run_batch(tasks_from([str(reports)]), settings, jobs=2)
    assert sorted(Path(done.task.source).stem for done in ended.done) == sorted(["甲县", "丙县", "丁县"])
    assert {Path(failure.task.source).stem: failure.message for failure in ended.failures}["乙县"] == (
        "乙县.txt：处理它的进程意外终止（可能是内存不足或文件损坏）"
    )


def test_a_pool_that_breaks_while_it_is_fed_loses_no_task(
    reports: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "work", dies_over_one)
    monkeypatch.setattr(local, "AHEAD", 1)
    monkeypatch.setattr(local, "TASKS_PER_WORKER", 1)
    tasks = tasks_from([str(reports)])
    ended = run_batch(tasks, settings, jobs=2)
    assert len(ended.done) + len(ended.failures) == len(tasks)


@pytest.mark.parametrize("left", [0, 500, -1, "first line"])
def test_a_damaged_result_is_done_again(
    reports: Path, settings: Settings, checklist: Checklist, left: int | str
) -> None:
    run(reports, settings, checklist)
    before = (Path(settings.output) / "run.json").read_bytes()
    damaged = min(Path(settings.output).glob("results/*/*.jsonl"))
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[: left if isinstance(left, int) else whole.index(b"\n") + 1])
    again = run(reports, settings, checklist)
    assert [f"{done.key}.jsonl" for done in again.done if not done.resumed] == [damaged.name]
    assert damaged.read_bytes() == whole
    assert (Path(settings.output) / "run.json").read_bytes() == before


def test_the_same_bytes_as_another_kind_of_file_are_another_report(
    reports: Path, settings: Settings, checklist: Checklist
) -> None:
    run(reports, settings, checklist)
    (reports / "甲县.pdf").write_bytes((reports / "甲县.txt").read_bytes())
    alone = run_batch(
        tasks_from([str(reports / "甲县.pdf")]), replace(settings, output=f"{settings.output}2")
    )
    beside = run_batch(tasks_from([str(reports / "甲县.pdf")]), settings)
    assert [failure.message for failure in beside.failures] == [failure.message for failure in alone.failures]
    assert not any(done.resumed for done in beside.done)


def test_other_reading_rules_are_other_results(
    reports: Path, settings: Settings, checklist: Checklist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(reports, settings, checklist)
    rules = tmp_path / "清单" / "reading.yaml"
    rules.parent.mkdir()
    rules.write_bytes((working.checklist_dir() / rules.name).read_bytes() + b"# changed\n")
    monkeypatch.setattr(working, "checklist_dir", lambda: rules.parent)
    working._reading.cache_clear()
    try:
        again = run(reports, settings, checklist)
    finally:
        working._reading.cache_clear()
    assert not any(done.resumed for done in again.done)


def test_what_must_be_known_of_a_report_is_counted_also_when_it_is_resumed(
    reports: Path, settings: Settings
) -> None:
    (reports / "页.txt").write_text("这不是报告。\n", encoding="utf-8")
    for _ in range(2):
        warned = list(run_batch(tasks_from([str(reports / "页.txt")]), settings).done)
        assert [done.warned for done in warned] == [True]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_output_that_cannot_be_written_ends_the_run(reports: Path, settings: Settings, jobs: int) -> None:
    Path(settings.output).mkdir()
    (Path(settings.output) / "scorecards").write_text("a file where a folder should be")
    with pytest.raises(ConfigurationError, match="scorecards"):
        run_batch(tasks_from([str(reports)]), replace(settings, formats=("json",)), jobs=jobs)


def test_absolute_paths_are_shown_from_their_common_folder_on(
    tmp_path: Path, settings: Settings, checklist: Checklist
) -> None:
    for county in ("甲县", "乙县"):
        (tmp_path / county).mkdir()
        (tmp_path / county / "年度报告.txt").write_text(f"{county}报告", encoding="utf-8")
        (tmp_path / county / "空.txt").write_bytes(b"")
    ended = run_batch(tasks_from([str(tmp_path / "乙县"), str(tmp_path / "甲县")]), settings)
    write_tables(ended, settings, checklist)
    assert [row["source"] for row in rows(settings)] == ["乙县/年度报告.txt", "甲县/年度报告.txt"]
    table = (Path(settings.output) / "failures.csv").read_text(encoding="utf-8-sig")
    failures = list(csv.reader(table.splitlines()))[1:]
    assert [failure[0] for failure in failures] == ["乙县/空.txt", "甲县/空.txt"]
    assert all(failure[2].startswith("是空文件") for failure in failures)
    assert str(tmp_path) not in table


def command(reports: Path, output: Path) -> Sequence[str]:
    return [sys.executable, "-m", "assessor", "batch", str(reports), "-o", str(output), "--jobs", "1"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a thing of POSIX")
def test_a_killed_run_goes_on_where_it_stopped(
    reports: Path, settings: Settings, checklist: Checklist, tmp_path: Path
) -> None:
    for number in range(20):
        text = (reports / "甲县.txt").read_text(encoding="utf-8") * 3
        (reports / f"村{number}.txt").write_text(f"{text}第{number}份。\n", encoding="utf-8")
    run(reports, settings, checklist)  # undisturbed
    disturbed = tmp_path / "打断"
    process = subprocess.Popen(command(reports, disturbed), stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(disturbed.rglob("*.jsonl"))) < 3:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    # What a kill in the middle of writing leaves behind is in nobody's way.
    write_atomically(disturbed / "results" / ".assessor-half.tmp", b'{"half')
    kept = {path.name for path in disturbed.rglob("*.jsonl")}
    ended = run(reports, replace(settings, output=str(disturbed)), checklist)
    assert {f"{done.key}.jsonl" for done in ended.done if done.resumed} == kept
    assert (disturbed / "run.json").read_bytes() == (Path(settings.output) / "run.json").read_bytes()
    assert len(list(disturbed.rglob("*.jsonl"))) == len({done.key for done in ended.done})
