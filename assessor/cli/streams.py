"""The standard streams, such as the process was given them: some may be closed, or full.

What is shown on standard error never decides how a run ends: the verdict stands before it. What cannot be
shown on standard output is a failure, but only once there is something to show.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any, Final

from assessor.errors import ConfigurationError

_STREAMS: Final = (0, 1, 2)
_ERRORS: Final = "replace"
"""A console that lacks ● or ◐ (Windows, code page 936) shows ? rather than failing."""


def adopt_streams() -> None:
    """Make sys.stdout and sys.stderr writable for this process, whatever became of them outside."""
    _occupy()
    if sys.stdout is None:
        sys.stdout = _text(_Closed())
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_ERRORS)
    if sys.stderr is None:
        sys.stderr = _text(_BestEffort(None))
    elif isinstance(sys.stderr, io.TextIOWrapper):
        # Not through the buffer: it would keep what could not be written and try again at the end.
        raw = getattr(sys.stderr.buffer, "raw", sys.stderr.buffer)
        sys.stderr = _text(_BestEffort(raw), sys.stderr.encoding)


def _occupy() -> None:
    """Leave no standard stream's number free: the next file opened would get it, and what is meant for the stream."""
    handle = -1
    with contextlib.suppress(OSError):
        while (handle := os.open(os.devnull, os.O_RDWR)) in _STREAMS:
            os.set_inheritable(handle, True)
        os.close(handle)


def _text(raw: Any, encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, encoding=encoding, errors=_ERRORS, write_through=True)


class _Closed(io.RawIOBase):
    """Standard output that is closed: writing nothing is fine, writing something is refused."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if len(data):
            raise ConfigurationError(
                "标准输出已关闭，要显示的内容无处可写；请不要关闭标准输出，结果可用 -o 写入文件"
            )
        return 0


class _BestEffort(io.RawIOBase):
    """Standard error: what it does not take (closed, disk full, reader gone) is dropped."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        rest = memoryview(data).cast("B")
        with contextlib.suppress(OSError, AttributeError):
            while rest:
                rest = rest[self.raw.write(rest) or len(rest) :]
        return len(data)

    def isatty(self) -> bool:
        return self.raw is not None and bool(self.raw.isatty())

    def fileno(self) -> int:
        if self.raw is None:
            raise io.UnsupportedOperation("fileno")
        return int(self.raw.fileno())
