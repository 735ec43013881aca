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
    fingerprint = fingerprint_of(made_by, made_from)
    thing: T | None = recall(name, fingerprint)
    if thing is None:
        thing = make()
        leave(name, fingerprint, thing)
    return thing


def recall(name: str, fingerprint: bytes) -> Any:
    """Return what an earlier run left under that name, or None: nothing, made from something else, or damaged."""
    try:
        data = _path(name).read_bytes()
        if data[: len(fingerprint)] != fingerprint:
            return None
        with paused_collection():
            return pickle.loads(memoryview(data)[len(fingerprint) :])  # noqa: S301 - as a .pyc
    except Exception:  # unpickling what a crash cut short can raise anything
        return None


def leave(name: str, fingerprint: bytes, thing: object) -> None:
    """Leave `thing` (not None) for later runs; where nobody may write they make it again."""
    if not sys.dont_write_bytecode:
        data = fingerprint + pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        with contextlib.suppress(ConfigurationError):
            output.write_atomically(_path(name), data)


def folder() -> Path:
    """Return where things are kept."""
    return Path(__file__).parent / "__pycache__"


def fingerprint_of(made_by: Iterable[Path], made_from: Iterable[Path] = ()) -> bytes:
    """Return a digest of the files, by which to tell whether what was made from them is still good."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for path in (Path(__file__), *made_by):
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    for path in made_from:
        digest.update(path.read_bytes())
    return digest.digest()


def _path(name: str) -> Path:
    return folder() / f"{name}.{sys.implementation.cache_tag}.compiled"
