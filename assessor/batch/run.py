"""A whole run: tasks to outcomes, and the files that tell of it.

DIR/results/…      one result a report, kept by content: what makes a run resumable
DIR/run.json       one row a report, in the order of the inputs (also run.parquet where pyarrow is)
DIR/failures.csv   one line a report that could not be assessed
DIR/scorecards/    the scorecards that were asked for
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assessor import __version__
from assessor.batch import places, scorecards
from assessor.batch.cluster import run_on_cluster
from assessor.batch.local import run_locally
from assessor.batch.tasks import Done, Failure, Outcome, Row, Settings, Task
from assessor.batch.work import load_row
from assessor.errors import ConfigurationError
from assessor.model.checklist import Checklist

SCHEMA_VERSION = "1.0"
ROWS_AT_A_TIME = 5000
"""Rows of the Parquet file held in memory at once."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended, in the order of the inputs."""

    done: tuple[Done, ...]
    failures: tuple[Failure, ...]


def run_batch(
    tasks: Sequence[Task],
    settings: Settings,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
    notice: Callable[[str], None] = lambda text: None,
) -> Run:
    """Assess every task's report, here or on the cluster of `scheduler`.

    progress is called with each outcome as it comes, notice with what the user should know meanwhile.
    Raises ConfigurationError when the output can't be written, also in the middle, or the scheduler can't
    be reached; a report that can't be assessed is a Failure in the result.
    """
    places.prepare(settings.output)
    outcomes = (
        run_on_cluster(tasks, settings, scheduler, notice)
        if scheduler is not None
        else run_locally(tasks, settings, jobs)
    )
    by_source: dict[str, Outcome] = {}
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, Failure) and outcome.ends_run:
                raise ConfigurationError(outcome.reason)
            by_source[outcome.task.source] = outcome
            progress(outcome)
    ordered = [by_source[task.source] for task in tasks]
    return Run(
        tuple(outcome for outcome in ordered if isinstance(outcome, Done)),
        tuple(outcome for outcome in ordered if isinstance(outcome, Failure)),
    )


def written_places(tasks: Sequence[Task], settings: Settings) -> Iterator[str]:
    """Yield where the run will write, but for what lies under a name of its own in results/."""
    for name in ("run.json", "failures.csv", "run.parquet"):
        yield places.join(settings.output, name)
    for task in tasks:
        for form in settings.formats:
            yield scorecards.place(task, settings, form)


def write_tables(run: Run, settings: Settings, checklist: Checklist) -> list[str]:
    """Write run.json, failures.csv and, where pyarrow is installed, run.parquet; return their places.

    The same inputs give the same bytes, however many workers there were and however often it was resumed.
    """
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "assessor", "version": __version__},
        "checklist": _outline(checklist),
    }

    def rows() -> Iterator[Row]:
        return (load_row(settings, done) for done in run.done)

    place = places.join(settings.output, "run.json")
    places.save_pieces(place, _json(head, rows()))
    written = [place, _save(settings, "failures.csv", _failures(run.failures))]
    parquet = _parquet(rows)
    if parquet is not None:
        written.append(_save(settings, "run.parquet", parquet))
    return written


def _outline(checklist: Checklist) -> dict[str, Any]:
    """What the ids of the rows stand for, so that run.json can be read without the checklist."""
    parts = [
        {
            "id": part.id,
            "title": part.title,
            "items": [
                {
                    "id": item.id,
                    "title": item.title,
                    "checkpoints": [
                        {"id": one.id, "title": one.title, "asked": one.asked} for one in item.checkpoints
                    ],
                }
                for item in part.items
            ],
        }
        for part in checklist.parts
    ]
    return {"id": checklist.id, "title": checklist.title, "version": checklist.version, "parts": parts}


def _save(settings: Settings, name: str, data: bytes) -> str:
    place = places.join(settings.output, name)
    places.save(place, data)
    return place


def _json(head: dict[str, Any], rows: Iterable[Row]) -> Iterator[bytes]:
    opening = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    yield f'{opening},"reports":['.encode()
    for number, row in enumerate(rows):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        yield f"{',' if number else ''}\n{line}".encode("utf-8", "backslashreplace")
    yield b"\n]}\n"


def _failures(failures: Sequence[Failure]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(("文件", "退出码", "原因"))
    for failure in failures:
        cells = (failure.name, str(failure.exit_code), failure.reason)
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@" else cell for cell in cells])
    # With a byte order mark: Excel and WPS take a CSV without one for GBK.
    return table.getvalue().encode("utf-8-sig", "replace")


def _parquet(rows: Callable[[], Iterator[Row]]) -> bytes | None:
    """Return the rows as a Parquet file, a column a status and a score; None without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return None
    sink = io.BytesIO()
    # The columns' types come from the first rows, where a column empty in all of them would be of no type.
    first = pa.Table.from_pylist([_flat(row) for row in islice(rows(), ROWS_AT_A_TIME)])
    schema = pa.schema([field.with_type(_type_of(field, pa)) for field in first.schema])
    with pq.ParquetWriter(sink, schema) as writer:
        source = rows()
        while batch := [_flat(row) for row in islice(source, ROWS_AT_A_TIME)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return sink.getvalue()


def _type_of(field: Any, pa: Any) -> Any:
    if field.name in ("year", "length"):
        return pa.int32()
    if field.name in ("warnings", "scorecards"):
        return pa.list_(pa.string())
    numeric = field.name == "score" or field.name.startswith(("part_", "item_"))
    return pa.float64() if numeric else pa.string() if pa.types.is_null(field.type) else field.type


def _flat(row: Row) -> Row:
    flat: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat.update({f"{key.rstrip('s')}_{inner}": cell for inner, cell in value.items()})
        else:
            flat[key] = value
    return flat
