"""What a batch run is made of: tasks in, rows and failures out. All of it travels between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessor.batch import places
from assessor.model.text import Level
from assessor.rendering.formats import Format


@dataclass(frozen=True, slots=True)
class Task:
    """A report to assess. source: path or URL; stem: name of its scorecards, unique within the run.

    shown: the source as results show it, unique within the run and no absolute path.
    region, level and year come from a manifest and win over what the text says; None where it is silent.
    """

    source: str
    stem: str
    region: str | None = None
    level: Level | None = None
    year: int | None = None
    shown: str = ""

    @property
    def name(self) -> str:
        """The report's path or URL as results show it."""
        return self.shown or places.shown(self.source)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is the same for every task of a run.

    checklist: id or path; digest: of its content; output: folder or URL; formats: of the scorecards.
    """

    checklist: str
    digest: str
    output: str
    formats: tuple[Format, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A task that succeeded; its result lies in the output under `key`.

    resumed: it lay there already; warned: its result says what must be known before it is trusted.
    """

    task: Task
    key: str
    resumed: bool
    warned: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that failed: why, in one Chinese line that does not name the file, and the exit code it would have had.

    ends_run: it is not the report's fault but the output's, and the others would fare no better.
    """

    task: Task
    reason: str
    exit_code: int
    ends_run: bool = False

    @property
    def name(self) -> str:
        """The report's path or URL as results show it."""
        return self.task.name

    @property
    def message(self) -> str:
        """The line that says which report failed, and why."""
        return f"{self.name}：{self.reason}"


Outcome = Done | Failure
Row = dict[str, Any]
"""A report in a line: who, when, score, status by checkpoint, score by article and part."""
