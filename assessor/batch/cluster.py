"""More than one machine: the same tasks on an existing Dask cluster (extra `assessor[cluster]`).

Inputs and outputs must be where every worker reaches them: a shared folder or object storage by URL.
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from assessor.batch import places
from assessor.batch.tasks import Failure, Outcome, Settings, Task
from assessor.batch.work import work
from assessor.errors import EXIT_UNREADABLE, ConfigurationError

CONNECT_SECONDS = 10
AHEAD = 8
"""Tasks under way per worker thread; memory in scheduler and client stays flat."""
RETRIES = 3
LOOK_SECONDS = 5
"""How often workers are counted, and how long it may be without any before that is said."""
_ADDRESS = re.compile(r"((tcp|tls|ucx|wss?)://)?(\[[0-9a-fA-F:]+\]|[^\s:/\[\]]+):\d{1,5}/?")
_GONE = (
    "与调度器的连接中断，批量评估没有做完；已评完的都留着，调度器恢复后用同样的命令再跑一次，即从中断处接着做"
)


def run_on_cluster(
    tasks: Sequence[Task],
    settings: Settings,
    scheduler: str,
    notice: Callable[[str], None] = lambda text: None,
) -> Generator[Outcome]:
    """Yield the outcome of each task as it comes. scheduler: its address, `tcp://host:8786`.

    A worker that dies loses nothing: its tasks go to the others. Where there is none, the run waits for
    one and says so through `notice`. Raises ConfigurationError when there is no scheduler there or it
    goes away, or the extra is not installed.
    """
    try:
        from distributed import as_completed
    except ImportError:
        raise ConfigurationError(
            "使用集群要先安装：在本程序的源代码文件夹里运行 pip install '.[cluster]'"
        ) from None
    _silence()
    client = _connect(scheduler)
    here = str(Path.cwd())
    ended = Event()
    Thread(target=_watch, args=(client, notice, ended), daemon=True).start()
    try:
        queue = iter(tasks)
        # Pure tasks with equal arguments are one task to Dask; ours differ by their source.
        under_way: dict[Any, Task] = {}

        def submit(task: Task) -> Any:
            future = client.submit(_work_there, task, settings, here, retries=RETRIES, pure=False)
            under_way[future] = task
            return future

        # Only with workers there is it known how much may be under way.
        while not (threads := _threads(client)):
            ended.wait(LOOK_SECONDS / 10)
        looked = time.monotonic()
        completed = as_completed([submit(task) for task in islice(queue, threads * AHEAD)], loop=client.loop)
        for future in completed:
            yield _outcome(future, under_way.pop(future))
            future.release()
            if time.monotonic() - looked > LOOK_SECONDS:  # workers may join
                threads, looked = _threads(client) or threads, time.monotonic()
            for task in islice(queue, max(1, threads * AHEAD - len(under_way))):
                completed.add(submit(task))
    finally:
        ended.set()
        client.close()


def _connect(scheduler: str) -> Any:
    from distributed import Client

    class QuietClient(Client):  # type: ignore[misc]
        def __del__(self) -> None:
            # Of a client that never came about, Dask's own fails, and Python says so when it collects it.
            with contextlib.suppress(Exception):
                super().__del__()

    if not _ADDRESS.fullmatch(scheduler):
        raise ConfigurationError(
            f"--scheduler“{scheduler}”不是调度器的地址；要写成 tcp://主机:端口，如 tcp://10.0.0.1:8786"
            "（dask scheduler 启动时会显示）"
        )
    try:
        return QuietClient(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # of whatever kind: the way there, its names, what answers, its version
        raise ConfigurationError(
            f"连不上调度器“{scheduler}”；请核对地址和端口，确认那里的 dask scheduler 已启动、网络可通、"
            "各机器上 Dask 的版本相同"
        ) from error


def _threads(client: Any) -> int:
    """Return how many threads the workers have; raise ConfigurationError when the scheduler is gone."""
    try:
        if client.status in ("running", "connecting"):
            return sum(client.nthreads().values())
    except Exception as error:
        raise ConfigurationError(_GONE) from error
    raise ConfigurationError(_GONE)


def _watch(client: Any, notice: Callable[[str], None], ended: Event) -> None:
    """Say it once when there have been no workers for a while; again only after some had come."""
    since, said = time.monotonic(), False
    while not ended.wait(LOOK_SECONDS / 5):
        try:
            present = _threads(client) > 0
        except ConfigurationError:
            return  # the run itself will say so
        if present:
            since, said = time.monotonic(), False
        elif not said and time.monotonic() - since >= LOOK_SECONDS and not ended.is_set():
            notice(
                "调度器已连上，但还没有工作进程，正在等待；请在各机器上运行 dask worker 调度器地址 --nthreads 1"
            )
            said = True


_one_at_a_time = Lock()
"""A worker may have several threads, but PDF libraries are not made for them (and Python gains nothing)."""


def _work_there(task: Task, settings: Settings, base: str) -> Outcome:
    """Do the task on the worker; `base` is the folder that relative paths were meant from."""
    there = replace(task, source=places.absolute(task.source, base))
    with _one_at_a_time:
        outcome = work(there, replace(settings, output=places.absolute(settings.output, base)))
    return replace(outcome, task=task)


def _outcome(future: Any, task: Task) -> Outcome:
    try:
        # Not the future's status: a worker that dies takes along what it had done, also after that was
        # reported, and `result` waits until another worker has done it again.
        outcome: Outcome = future.result()
        return outcome
    except (CancelledError, OSError) as error:  # the scheduler is gone, and every task with it
        raise ConfigurationError(_GONE) from error
    except Exception as error:  # whatever Dask says of one task is one line, not the end of the run
        return Failure(task, f"集群上处理失败（{error}）", EXIT_UNREADABLE)


def _silence() -> None:
    """Keep Dask's own log off the terminal: what the user must know of it is said in one line of ours."""
    for name in ("distributed", "distributed.client", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
