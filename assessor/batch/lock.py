"""One run at a time in a folder of results: two would replace each other's tables without a word."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from assessor.batch import places
from assessor.errors import ConfigurationError

NAME = ".assessor.lock"


@contextlib.contextmanager
def locked(output: str) -> Iterator[None]:
    """Hold the folder of results `output` for this process.

    The operating system lets go of the lock when its process ends, however that comes about: no lock is
    ever stale. Raises ConfigurationError when another run holds it. What cannot be locked (addresses,
    some network drives) is used without.
    """
    if places.is_url(output):
        yield
        return
    path = places.local_path(output) / NAME
    stream = _take(path)
    try:
        yield
    finally:
        if stream is not None:
            if os.name == "nt":  # an open file cannot be removed there
                stream.close()
            with contextlib.suppress(OSError):
                path.unlink()
            stream.close()


def _take(path: Path) -> BinaryIO | None:
    while True:
        try:
            stream = path.open("a+b")
        except OSError:
            return None
        try:
            _lock(stream)
        except BlockingIOError:
            stream.seek(0)
            holder = stream.read(20).decode("ascii", "replace").strip()
            stream.close()
            raise ConfigurationError(
                f"{path.parent.name or path.parent}：另一个 assessor batch（进程 {holder or '未知'}）正在写这个文件夹；"
                "请等它结束，或用 -o 换一个文件夹"
            ) from None
        except OSError:
            stream.close()
            return None
        if _is_still(path, stream):
            stream.truncate(0)
            stream.write(str(os.getpid()).encode())
            stream.flush()
            return stream
        stream.close()  # its holder removed it between our opening and locking it


def _is_still(path: Path, stream: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        stream.seek(1000)  # beyond the number, which others may read
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        finally:
            stream.seek(0)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
