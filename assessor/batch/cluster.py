"""More than one machine: the same tasks on an existing Dask cluster (extra `assessor[cluster]`).

Inputs and outputs must be where every worker reaches them: a shared folder or object storage by URL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from assessor.batch.places import name_of
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
    is no scheduler there, or the extra is not installed.
    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise ConfigurationError("使用集群要先安装：pip install 'assessor[cluster]'") from None
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ConfigurationError(f"连不上调度器“{scheduler}”：{error}") from error
    try:
        queue = iter(tasks)
        # Pure tasks with equal arguments are one task to Dask; ours differ by their source.
        under_way: dict[Any, Task] = {}

        def submit(task: Task) -> Any:
            future = client.submit(work, task, settings, retries=RETRIES, pure=False)
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


def _outcome(future: Any, task: Task) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    message = f"{name_of(task.source)}：集群上处理失败（{future.exception()}）"
    return Failure(task, message, EXIT_UNREADABLE)
