"""No result takes the place of what it was made from, nor of another result: told before anything is written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a run reads: where it lies, and what it is in Chinese (报告, 配置文件, …)."""

    path: Path
    what: str


def refuse_overwriting(outputs: Sequence[Path], sources: Iterable[Source] = ()) -> None:
    """See that writing `outputs` spares every one of `sources`, and that no two of them are one file.

    sources: looked at only where an output is there already, which is rare: what is not there yet takes
    nothing's place. Devices and pipes keep nothing that could be lost. Raises ConfigurationError.
    """
    taken: dict[object, Path] = {}
    there = False
    for path in outputs:
        status = _status(path)
        if status is not None and not stat.S_ISREG(status.st_mode):
            continue
        there = there or status is not None
        other = taken.setdefault(_identity(path, status), path)
        if other is not path:
            both = f"“{path}”" if path == other else f"“{other}”和“{path}”（同一文件）"
            raise ConfigurationError(f"两项输出都要写到{both}；请分别写到不同的文件")
    if not there:
        return
    for source in sources:
        status = _status(source.path)
        output = taken.get(_identity(source.path, status)) if status is not None else None
        if output is not None:
            itself = "" if output == source.path else f"“{source.path}”"
            raise ConfigurationError(
                f"“{output}”就是输入的{source.what}{itself}，写入结果会把它覆盖；请用 -o 换一个位置或文件名"
            )


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):  # writing it, or reading it, will say what is wrong
        return None


def _identity(path: Path, status: os.stat_result | None) -> object:
    """Return what tells the file from all others: as os.path.samefile does, by its place where it is not there yet."""
    if status is not None and status.st_ino:
        return status.st_dev, status.st_ino
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return str(path)
