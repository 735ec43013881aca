"""More than one machine: the same tasks on an existing Dask cluster (extra `assessor[cluster]`).

Inputs and outputs must be where every worker reaches them: a shared folder or object storage by URL.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from assessor.batch import places
from assessor.batch.tasks import Failure, Outcome, Settings, Task
from assessor.batch.work import work
from assessor.errors import EXIT_UNREADABLE, ConfigurationError

CONNECT_SECONDS = 10
AHEAD = 8
"""Tasks under way per worker thread; memory in scheduler and client stays flat."""
RETRIES = 3


def run_on_cluster(tasks: Sequence[Task], settings: Settings, scheduler: str) -> Iterator[Outcome]:
    """Yield the outcome of each task as it comes. scheduler: its address, `tcp://host:8786`.

    A worker that dies loses nothing: its tasks go to the others. Raises ConfigurationError when there
    is no scheduler there or it goes away, or the extra is not installed.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise ConfigurationError(
            "使用集群要先安装：在本程序的源代码文件夹里运行 pip install '.[cluster]'"
        ) from None
    _silence()
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigurationError(f"连不上调度器“{scheduler}”：{error}") from error
    here = str(Path.cwd())
    try:
        queue = iter(tasks)
        # Pure tasks with equal arguments are one task to Dask; ours differ by their source.
        under_way: dict[Any, Task] = {}

        def submit(task: Task) -> Any:
            future = client.submit(_work_there, task, settings, here, retries=RETRIES, pure=False)
            under_way[future] = task
            return future

        threads = max(1, sum(client.nthreads().values()))
        first = [submit(task) for task in islice(queue, threads * AHEAD)]
        completed = as_completed(first, loop=client.loop)
        for future in completed:
            yield _outcome(future, under_way.pop(future))
            future.release()
            for task in islice(queue, 1):
                completed.add(submit(task))
    finally:
        client.close()


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
        raise ConfigurationError(
            "与调度器的连接中断，批量评估没有做完；已评完的都留着，调度器恢复后用同样的命令再跑一次，即从中断处接着做"
        ) from error
    except Exception as error:  # whatever Dask says of one task is one line, not the end of the run
        return Failure(task, f"集群上处理失败（{error}）", EXIT_UNREADABLE)


def _silence() -> None:
    """Keep Dask's own log off the terminal: what the user must know of it is said in one line of ours."""
    for name in ("distributed", "distributed.client", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
