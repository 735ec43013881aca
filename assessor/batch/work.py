"""One task from bytes to files: what every worker does, on this machine or on another.

A result is kept under a key of the report's bytes and kind of file, the content of the checklist and of the
reading rules, the tool's version and what a manifest said: a run that was killed goes on where it stopped,
and a report that did not change is not assessed again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from assessor import __version__
from assessor.batch import places, scorecards
from assessor.batch.rows import row_of
from assessor.batch.tasks import Done, Failure, Outcome, Row, Settings, Task
from assessor.compiled import load_compiled
from assessor.errors import EXIT_UNREADABLE, AssessorError, ConfigurationError, UnreadableError
from assessor.model.checklist import Checklist
from assessor.model.collection import paused_collection
from assessor.model.result import Assessment
from assessor.pipeline import assess
from assessor.readers import file_bytes, read_bytes
from assessor.readers.characters import printable_name
from assessor.resources import checklist_dir


class _UnwritableError(ConfigurationError):
    """The output can't be written to: full, gone, or not ours."""


@lru_cache(maxsize=2)
def _checklist(name: str, digest: str) -> Checklist:
    checklist = load_compiled(name)
    if checklist.digest != digest:
        raise ConfigurationError(f"清单“{name}”在这台机器上与发起批量评估的机器上不同，请装同一版本")
    return checklist


def work(task: Task, settings: Settings) -> Outcome:
    """Assess the task's report and leave its result (and scorecards) in the output; never raises."""
    try:
        with paused_collection():  # what a report brings about is small, and gone with it
            return _work(task, settings)
    except _UnwritableError as error:
        return Failure(task, str(error), error.exit_code, ends_run=True)
    except AssessorError as error:
        # Readers name the file by its last part alone, of which a run may have many.
        name = printable_name(places.name_of(task.source))
        return Failure(task, str(error).removeprefix(f"{name}："), error.exit_code)
    except Exception as error:  # whatever a hostile file brings about is one line, not the end of the run
        return Failure(task, f"处理时出错（{type(error).__name__}: {error}）", EXIT_UNREADABLE)


def _work(task: Task, settings: Settings) -> Outcome:
    data = _bytes_of(task)
    key = key_of(task, settings, data)
    place = result_place(settings.output, key)
    kept = _kept(place)
    if kept is not None and scorecards.are_made(task, settings, key):
        return Done(task, key, resumed=True, warned=bool(kept["warnings"]))
    document = read_bytes(data, places.name_of(task.source), ocr=settings.ocr)
    assessment = assess(document, _checklist(settings.checklist, settings.digest), level=task.level)
    report = assessment.report
    report = replace(report, region=task.region or report.region, year=task.year or report.year)
    assessment = replace(assessment, report=report)
    for form in settings.formats:
        _save(scorecards.place(task, settings, form), _rendered(assessment, form))
    if settings.formats:
        _save(*scorecards.mark(task, settings, key))
    row = json.dumps(row_of(assessment), ensure_ascii=False, separators=(",", ":"))
    from assessor.rendering.json_result import to_object

    whole = json.dumps(to_object(assessment), ensure_ascii=False, separators=(",", ":"))
    _save(place, f"{row}\n{whole}\n".encode("utf-8", "backslashreplace"))
    return Done(task, key, resumed=False, warned=bool(assessment.warnings))


def _kept(place: str) -> Row | None:
    """Return the row of the result that lies at `place`; None where there is none, or a damaged one."""
    try:
        data = places.load(place) if places.exists(place) else b""
        row, whole, end = data.split(b"\n")
        known: Row = json.loads(row)
        return known if not end and "parts" in json.loads(whole) and "warnings" in known else None
    except (UnreadableError, ValueError, TypeError):
        return None


def _save(place: str, data: bytes) -> None:
    try:
        places.save(place, data)
    except ConfigurationError as error:
        raise _UnwritableError(str(error)) from error


def _bytes_of(task: Task) -> bytes:
    if places.is_url(task.source):
        return places.load(task.source)
    return file_bytes(str(places.local_path(task.source)))


def key_of(task: Task, settings: Settings, data: bytes) -> str:
    """Return the key of the task's result: a hex digest."""
    # The reader goes by the name's ending where the bytes alone do not tell.
    kind = PurePosixPath(places.name_of(task.source)).suffix.lower()
    parts = (__version__, settings.digest, _reading(), kind, task.level, task.region, task.year, settings.ocr)
    digest = hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace"))
    digest.update(data)
    return digest.hexdigest()[:40]


@lru_cache(maxsize=1)
def _reading() -> str:
    """A digest of the rules by which reports are read: who changes them gets new results."""
    return hashlib.sha256((checklist_dir() / "reading.yaml").read_bytes()).hexdigest()


def key_now(task: Task, settings: Settings) -> str | None:
    """Return the key that the task's result would have now, None when the report can't be read."""
    try:
        return key_of(task, settings, _bytes_of(task))
    except (AssessorError, OSError):
        return None


def result_place(output: str, key: str) -> str:
    """Return where the result of that key lies: a row in its first line, the whole in its second."""
    return places.join(output, "results", key[:2], f"{key}.jsonl")


def load_row(settings: Settings, done: Done) -> Row:
    """Return the row of a task that is done, with the task's source, key and scorecards in it."""
    row: Row = json.loads(places.load_line(result_place(settings.output, done.key)))
    cards = scorecards.names(done.task, settings)
    return {"source": done.task.name, "key": done.key, "scorecards": cards, **row}


def _rendered(assessment: Assessment, form: str) -> bytes:
    from assessor.rendering.formats import render

    return render(assessment, form)  # type: ignore[arg-type]
