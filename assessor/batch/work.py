"""One task from bytes to files: what every worker does, on this machine or on another.

A result is kept under a key of the report's bytes, the checklist's content, the tool's version and what
a manifest said: a run that was killed goes on where it stopped, and a report that did not change is not
assessed again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache

from assessor import __version__
from assessor.batch import places
from assessor.batch.rows import row_of
from assessor.batch.tasks import Done, Failure, Outcome, Row, Settings, Task
from assessor.compiled import load_compiled
from assessor.errors import EXIT_UNREADABLE, AssessorError, ConfigurationError
from assessor.model.checklist import Checklist
from assessor.model.collection import paused_collection
from assessor.model.result import Assessment
from assessor.pipeline import assess
from assessor.readers import file_bytes, read_bytes
from assessor.readers.characters import printable_name


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
    if places.exists(place) and _scorecards_made(task, settings, key):
        return Done(task, key, resumed=True)
    document = read_bytes(data, places.name_of(task.source), ocr=settings.ocr)
    assessment = assess(document, _checklist(settings.checklist, settings.digest), level=task.level)
    report = assessment.report
    report = replace(report, region=task.region or report.region, year=task.year or report.year)
    assessment = replace(assessment, report=report)
    for form in settings.formats:
        _save_scorecard(task, settings, assessment, form)
    if settings.formats:
        places.save(_marker(task, settings), key.encode())
    row = json.dumps(row_of(assessment), ensure_ascii=False, separators=(",", ":"))
    from assessor.rendering.json_result import to_object

    whole = json.dumps(to_object(assessment), ensure_ascii=False, separators=(",", ":"))
    places.save(place, f"{row}\n{whole}\n".encode("utf-8", "backslashreplace"))
    return Done(task, key, resumed=False)


def _bytes_of(task: Task) -> bytes:
    if places.is_url(task.source):
        return places.load(task.source)
    return file_bytes(str(places.local_path(task.source)))


def key_of(task: Task, settings: Settings, data: bytes) -> str:
    """Return the key of the task's result: a hex digest."""
    parts = (__version__, settings.digest, task.level, task.region, task.year, settings.ocr)
    digest = hashlib.sha256(repr(parts).encode())
    digest.update(data)
    return digest.hexdigest()[:40]


def result_place(output: str, key: str) -> str:
    """Return where the result of that key lies: a row in its first line, the whole in its second."""
    return places.join(output, "results", key[:2], f"{key}.jsonl")


def scorecard_place(task: Task, settings: Settings, form: str) -> str:
    """Return where the task's scorecard of that format lies."""
    return places.join(settings.output, "scorecards", f"{task.stem}.{form}")


def load_row(output: str, done: Done) -> Row:
    """Return the row of a task that is done, with the task's source and key in it."""
    line = places.load_line(result_place(output, done.key))
    row: Row = json.loads(line)
    return {"source": places.shown(done.task.source), "key": done.key, **row}


def _save_scorecard(task: Task, settings: Settings, assessment: Assessment, form: str) -> None:
    from assessor.rendering.formats import render

    places.save(scorecard_place(task, settings, form), render(assessment, form))  # type: ignore[arg-type]


def _marker(task: Task, settings: Settings) -> str:
    """Names the result that the scorecards of the task were made from."""
    return places.join(settings.output, "scorecards", ".made", task.stem)


def _scorecards_made(task: Task, settings: Settings, key: str) -> bool:
    if not settings.formats:
        return True
    marker = _marker(task, settings)
    if not places.exists(marker) or places.load(marker) != key.encode():
        return False
    made = (scorecard_place(task, settings, form) for form in settings.formats)
    return all(places.exists(place) for place in made)
