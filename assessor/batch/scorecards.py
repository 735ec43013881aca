"""Scorecards of a run: where they lie, whose they are, and which of the folder are of another run.

A folder of results serves run after run, and reports of different folders may have one name. Beside the
scorecards a marker, `.made/STEM`, says which result they were made from and which report that was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from assessor.batch import places
from assessor.batch.tasks import Settings, Task
from assessor.errors import UnreadableError

FOLDER = "scorecards"


def names(task: Task, settings: Settings) -> list[str]:
    """Return the scorecards of a task as run.json lists them, relative to the folder of results."""
    return [f"{FOLDER}/{task.stem}.{form}" for form in settings.formats]


def place(task: Task, settings: Settings, form: str) -> str:
    """Return where the task's scorecard of that format lies."""
    return places.join(settings.output, FOLDER, f"{task.stem}.{form}")


def mark(task: Task, settings: Settings, key: str) -> tuple[str, bytes]:
    """Return where to write, and what, once all of the task's scorecards are made from the result `key`."""
    return _marker(task.stem, settings.output), f"{key}\n{_origin(task.source)}\n".encode()


def are_made(task: Task, settings: Settings, key: str) -> bool:
    """Tell whether the scorecards asked for are there, made from the result `key`."""
    if not settings.formats:
        return True
    made = _read(task.stem, settings.output)
    return made[:1] == [key] and all(places.exists(place(task, settings, form)) for form in settings.formats)


def kept_apart(
    tasks: Sequence[Task], settings: Settings, key_of: Callable[[Task], str | None]
) -> tuple[Task, ...]:
    """Return the tasks so renamed that none overwrites the scorecards another report has in the folder.

    A report that was changed replaces its own; so does one that was moved and is otherwise the same.
    key_of: gives the key of a task's result, None where it can't be read; asked only where names meet.
    """
    if not settings.formats:
        return tuple(tasks)
    taken = {task.stem.lower() for task in tasks}
    renamed = []
    for task in tasks:
        stem, number = task.stem, 1
        while not _may_use(task, stem, settings.output, key_of):
            number += 1
            stem = f"{task.stem}-{number}"
            while stem.lower() in taken:
                number += 1
                stem = f"{task.stem}-{number}"
        taken.add(stem.lower())
        renamed.append(replace(task, stem=stem))
    return tuple(renamed)


def of_other_runs(tasks: Iterable[Task], settings: Settings) -> int:
    """Return how many scorecards in the folder are not of these tasks in these formats."""
    folder = places.join(settings.output, FOLDER)
    ours = {name.rsplit("/", 1)[-1] for task in tasks for name in names(task, settings)}
    try:
        found = list(places.listing(folder)) if places.is_folder(folder) else []
    except OSError:
        return 0  # only a remark hangs on it
    cards = [one for one in found if "/.made/" not in one.replace("\\", "/")]
    return sum(name not in ours and not name.startswith(".") for name in map(places.name_of, cards))


def _may_use(task: Task, stem: str, output: str, key_of: Callable[[Task], str | None]) -> bool:
    made = _read(stem, output)
    return len(made) < 2 or made[1] == _origin(task.source) or made[0] == key_of(task)


def _marker(stem: str, output: str) -> str:
    return places.join(output, FOLDER, ".made", stem)


def _read(stem: str, output: str) -> list[str]:
    marker = _marker(stem, output)
    try:
        return places.load(marker).decode("utf-8", "replace").split() if places.exists(marker) else []
    except UnreadableError:
        return []


def _origin(source: str) -> str:
    """Tells reports of different folders apart without telling anyone the folders' names."""
    where = source if places.is_url(source) else os.path.abspath(places.local_path(source))  # noqa: PTH100
    return hashlib.sha256(where.encode("utf-8", "backslashreplace")).hexdigest()[:16]
