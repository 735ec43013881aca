"""What is made from the program's own files, as an earlier run left it: making it is most of a short run.

It is kept beside the package's own compiled modules, in __pycache__, and on the same terms: written by
whoever may write there, not at all where Python is told to write no bytecode, read only while all it was
made from is unchanged, and as trustworthy as the code it lies beside.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from assessor import __version__, output
from assessor.errors import ConfigurationError
from assessor.model.collection import paused_collection

T = TypeVar("T")


def kept(name: str, make: Callable[[], T], *, made_by: Iterable[Path], made_from: Iterable[Path] = ()) -> T:
    """Return what `make` makes, or what it made in an earlier run if that is still good.

    made_by: files of the package it depends on, taken to have changed with their size or date, as Python
    does; made_from: files that a user may lay elsewhere, of which only the content counts.
    """
    path = folder() / f"{name}.{sys.implementation.cache_tag}.compiled"
    fingerprint = _fingerprint(made_by, made_from)
    found = _read(path, fingerprint)
    if found is not None:
        thing: T = found[0]
        return thing
    thing = make()
    if not sys.dont_write_bytecode:
        data = fingerprint + pickle.dumps((thing,), pickle.HIGHEST_PROTOCOL)
        # Where nobody may write, the next run makes it again.
        with contextlib.suppress(ConfigurationError):
            output.write_atomically(path, data)
    return thing


def folder() -> Path:
    """Return where things are kept."""
    return Path(__file__).parent / "__pycache__"


def _read(path: Path, fingerprint: bytes) -> tuple[Any] | None:
    """Return what the file at `path` holds, or None when it was made from something else or is damaged."""
    try:
        data = path.read_bytes()
        if data[: len(fingerprint)] != fingerprint:
            return None
        with paused_collection():
            found: tuple[Any] = pickle.loads(memoryview(data)[len(fingerprint) :])  # noqa: S301 - as a .pyc
    except Exception:  # unpickling what a crash cut short can raise anything
        return None
    return found


def _fingerprint(made_by: Iterable[Path], made_from: Iterable[Path]) -> bytes:
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for path in made_by:
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    for path in made_from:
        digest.update(path.read_bytes())
    return digest.digest()
