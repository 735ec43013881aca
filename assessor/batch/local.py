"""All cores of this machine: worker processes, a bounded queue, and no report that can end the run."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from assessor.batch.tasks import Failure, Outcome, Settings, Task
from assessor.batch.work import work
from assessor.errors import EXIT_UNREADABLE

AHEAD = 4
"""Tasks handed to each worker ahead of time: enough to keep it busy, few enough to keep memory flat."""

TASKS_PER_WORKER = 2000
"""Workers are replaced after so many reports each, so that no library's leak adds up.

By a new pool: `max_tasks_per_child` of the standard library can wait for ever (CPython issue 115634).
"""


_NO_COMPLAINT = "ignore::UserWarning:multiprocessing.resource_tracker"
"""A run that is ended leaves semaphores behind; the tracker clears them up, and need not say so in English."""


def run_locally(tasks: Sequence[Task], settings: Settings, jobs: int) -> Generator[Outcome]:
    """Yield the outcome of each task as it comes, in no particular order.

    jobs: worker processes; 1 works in this process. A worker that dies (killed, out of memory) costs
    the report it worked on, which fails; the others it had in hand are done again.
    """
    if jobs == 1:
        for task in tasks:
            yield work(task, settings)
        return
    suspects: list[Task] = []
    waiting = deque(tasks)
    while waiting:
        yield from _run_pool(waiting, settings, jobs, suspects)
        # Where the pool broke, one of the tasks in hand did it: each is tried alone, so that it is found.
        for task in suspects:
            yield from _run_alone(task, settings)
        suspects.clear()


def _pool(jobs: int) -> ProcessPoolExecutor:
    if _NO_COMPLAINT not in sys.warnoptions:
        sys.warnoptions.append(_NO_COMPLAINT)
    # Spawned, not forked: the same on every system, and no lock or font cache is copied half-used.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_may_be_ended)


def _may_be_ended() -> None:
    """In a worker: hear SIGTERM again, so that one whose run was killed can be ended by hand."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Let signals wait while workers are started, who then never hear of Ctrl-C: this process ends them.

    A worker inherits what is held. Without, each would end with a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run_pool(waiting: deque[Task], settings: Settings, jobs: int, suspects: list[Task]) -> Iterator[Outcome]:
    """Work off `waiting`, for as long as the pool's workers last; leave in `suspects` what they died over."""
    pending: dict[Future[Outcome], Task] = {}
    pool = _pool(jobs)
    left = jobs * TASKS_PER_WORKER
    try:
        while (waiting and left) or pending:
            while waiting and left and len(pending) < jobs * AHEAD:
                with _signals_held():
                    future = pool.submit(work, waiting[0], settings)
                pending[future] = waiting[0]
                waiting.popleft()  # only now: a broken pool takes nothing, and nothing may be lost
                left -= 1
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                outcome = future.result()
                del pending[future]
                yield outcome
    except BrokenProcessPool:
        suspects.extend(pending.values())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run_alone(task: Task, settings: Settings) -> Iterator[Outcome]:
    pool = _pool(1)
    try:
        with _signals_held():
            future = pool.submit(work, task, settings)
        yield future.result()
    except BrokenProcessPool:
        yield Failure(task, "处理它的进程意外终止（可能是内存不足或文件损坏）", EXIT_UNREADABLE)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
