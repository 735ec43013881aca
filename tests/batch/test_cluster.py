"""On a Dask cluster: the same bytes as on one machine, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assessor.batch.inputs import tasks_from
from assessor.batch.run import run_batch, write_tables
from assessor.batch.tasks import Outcome, Settings
from assessor.errors import ConfigurationError
from assessor.model.checklist import Checklist

pytest.importorskip("distributed", reason="the extra `cluster` (Dask distributed) is not installed")

REPORTS = 24


@dataclass
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]
    join: Callable[[], None]
    """Starts one worker more."""


@pytest.fixture
def cluster(tmp_path: Path, project: Path, request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A scheduler and two workers, processes of their own, started in another folder than the client's.

    Parameter: how many workers instead.
    """
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(project),
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s",  # how long a dead worker is knocked at
    }

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=elsewhere,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    scheduler = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    processes = [scheduler]
    try:
        address = _address(scheduler)
        workers: list[subprocess.Popen[bytes]] = []

        def join() -> None:
            worker = start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
            workers.append(worker)
            processes.append(worker)
            threading.Thread(target=_drain, args=(worker,), daemon=True).start()

        for _ in range(getattr(request, "param", 2)):
            join()
        yield Cluster(address, scheduler, workers, join)
    finally:
        for process in processes:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()


def _address(scheduler: subprocess.Popen[bytes]) -> str:
    assert scheduler.stderr is not None
    for line in scheduler.stderr:
        found = re.search(r"tcp://127\.0\.0\.1:\d+", line.decode(errors="replace"))
        if found:
            threading.Thread(target=_drain, args=(scheduler,), daemon=True).start()
            return found.group()
    raise AssertionError("the scheduler ended without telling its address")


def _drain(process: subprocess.Popen[bytes]) -> None:
    """Read what a process says, so that a full pipe does not stop it."""
    try:
        for _ in process.stderr or ():
            pass
    except ValueError:  # closed at the end of the test
        return


def _wait_for_losses() -> None:
    """Wait until the scheduler has told the client what was lost, not until it is done again."""
    from distributed import Client

    end = time.monotonic() + 5
    while time.monotonic() < end:
        clients = list(Client._instances)  # of earlier tests, too, while they are remembered
        if any(state.status == "lost" for client in clients for state in list(client.futures.values())):
            return
        time.sleep(0.0005)


@pytest.mark.parametrize("fetched", [True, False], ids=["at work", "with results nobody has fetched"])
@pytest.mark.filterwarnings("default")  # of the libraries' own making
def test_a_killed_worker_loses_nothing_and_changes_nothing(
    cluster: Cluster,
    reports: Path,
    settings: Settings,
    checklist: Checklist,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fetched: bool,
) -> None:
    text = (reports / "甲县.txt").read_text(encoding="utf-8")
    for number in range(REPORTS):
        (reports / f"镇{number}.txt").write_text(f"{text}第{number}份。\n" * 3, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    tasks = tasks_from(["报告"])  # relative: the workers stand elsewhere
    write_tables(run_batch(tasks, settings), settings, checklist)

    seen: list[Outcome] = []

    def progress(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == REPORTS // 4:
            if not fetched:
                time.sleep(0.5)  # by now the workers have done all they were given
            cluster.workers[0].kill()
            if not fetched:
                _wait_for_losses()

    there = replace(settings, output="集群结果")
    ended = run_batch(tasks, there, scheduler=cluster.address, progress=progress)
    write_tables(ended, there, checklist)
    assert cluster.workers[0].wait() != 0
    assert len(seen) == len(tasks)
    for name in ("run.json", "failures.csv"):
        assert (tmp_path / "集群结果" / name).read_bytes() == (Path(settings.output) / name).read_bytes()


@pytest.mark.filterwarnings("default")
def test_no_scheduler_there_is_said_in_one_line(reports: Path, settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="连不上调度器"):
        run_batch(tasks_from([str(reports)]), settings, scheduler="tcp://127.0.0.1:1")


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_goes_away_ends_the_run_in_one_line_and_what_is_done_stays(
    cluster: Cluster, reports: Path, settings: Settings
) -> None:
    for number in range(REPORTS):
        (reports / f"镇{number}.txt").write_text(f"某镇第{number}份法治政府建设报告。\n", encoding="utf-8")
    tasks = tasks_from([str(reports)])
    seen: list[Outcome] = []

    def progress(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 2:
            cluster.scheduler.kill()
            time.sleep(0.5)

    with pytest.raises(ConfigurationError, match=r"与调度器的连接中断.*再跑一次"):
        run_batch(tasks, settings, scheduler=cluster.address, progress=progress)
    assert len(seen) < len(tasks)
    ended = run_batch(tasks, settings)
    assert any(done.resumed for done in ended.done)
    assert len(ended.done) == len(tasks) - 1  # all but the one that is no report


@pytest.mark.parametrize("address", ["foo", "tcp://", "http://127.0.0.1:8786", "tcp://host", "", "a b:1"])
def test_what_is_no_address_is_said_to_be_none_and_how_one_is_written(
    reports: Path, settings: Settings, address: str
) -> None:
    with pytest.raises(ConfigurationError, match="不是调度器的地址；要写成 tcp://主机:端口"):
        run_batch(tasks_from([str(reports)]), settings, scheduler=address)


def test_nothing_in_english_is_said_where_no_scheduler_is(
    reports: Path, tmp_path: Path, project: Path
) -> None:
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "assessor", "batch", str(reports), "-o", str(tmp_path / "集群")),
            *("--scheduler", "tcp://127.0.0.1:1"),
        ],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(project)},
        timeout=60,
        check=False,
    )
    (line,) = ended.stderr.decode().strip().splitlines()
    assert line.startswith("错误：连不上调度器“tcp://127.0.0.1:1”；请核对地址和端口")
    assert ended.returncode == 2


@pytest.mark.parametrize("cluster", [0], indirect=True)
@pytest.mark.filterwarnings("default")
def test_a_scheduler_without_workers_is_waited_for_and_that_is_said_once(
    cluster: Cluster, reports: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessor.batch.cluster.LOOK_SECONDS", 1)
    said: list[str] = []

    def join() -> None:
        while not said:
            time.sleep(0.1)
        time.sleep(2)  # long enough for it to be said again
        cluster.join()

    threading.Thread(target=join, daemon=True).start()
    ended = run_batch(tasks_from([str(reports)]), settings, scheduler=cluster.address, notice=said.append)
    assert len(ended.done) == 4
    (line,) = said
    assert "还没有工作进程，正在等待" in line
