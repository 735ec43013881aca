"""A built-in checklist with its matcher, as an earlier run left them: making them is most of a short run.

They are kept beside the package's own compiled modules, in __pycache__, and on the same terms: written
by whoever may write there, not at all where Python is told to write no bytecode, read only while all
they were made from is unchanged, and as trustworthy as the code they lie beside.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import ahocorasick

from assessor import __version__, output
from assessor.checklist import DEFAULT_CHECKLIST, builtin_checklists, load_checklist
from assessor.errors import ConfigurationError
from assessor.matching.match import Matcher
from assessor.model.checklist import Checklist
from assessor.model.collection import paused_collection
from assessor.pipeline import adopt, matcher_for
from assessor.resources import checklist_dir

_PACKAGE: Final = Path(__file__).parent
_MADE_BY: Final = ("checklist", "matching", "model")
"""The packages whose code decides what a compiled checklist looks like."""


def load_compiled(id_or_path: str = DEFAULT_CHECKLIST) -> Checklist:
    """Return the checklist, ready to be matched; takes and raises what `load_checklist` does.

    A built-in one comes from the file an earlier run left, if that is still good, or leaves one.
    """
    if id_or_path not in builtin_checklists():
        return load_checklist(id_or_path)
    path = _folder() / f"{id_or_path}.{sys.implementation.cache_tag}.compiled"
    fingerprint = _fingerprint(id_or_path)
    kept = _read(path, fingerprint)
    if kept is not None:
        checklist, matcher = kept
        adopt(checklist, matcher)
        return checklist
    checklist = load_checklist(id_or_path)
    if not sys.dont_write_bytecode:
        _leave(path, fingerprint, checklist)
    return checklist


def main() -> None:
    """Leave every built-in checklist compiled, asked for outright: `python -m assessor.compiled`."""
    sys.dont_write_bytecode = False
    for name in builtin_checklists():
        load_compiled(name)


def _folder() -> Path:
    return _PACKAGE / "__pycache__"


def _read(path: Path, fingerprint: bytes) -> tuple[Checklist, Matcher] | None:
    """Return what the file at `path` holds, or None when it was made from something else or is damaged."""
    try:
        data = path.read_bytes()
        if data[: len(fingerprint)] != fingerprint:
            return None
        with paused_collection():
            kept: tuple[Checklist, Matcher] = pickle.loads(data[len(fingerprint) :])  # noqa: S301 - as a .pyc
    except Exception:  # unpickling what a crash cut short can raise anything
        return None
    return kept


def _leave(path: Path, fingerprint: bytes, checklist: Checklist) -> None:
    data = fingerprint + pickle.dumps((checklist, matcher_for(checklist)), pickle.HIGHEST_PROTOCOL)
    # Where nobody may write, the next run compiles again.
    with contextlib.suppress(ConfigurationError):
        output.write_atomically(path, data)


def _fingerprint(identifier: str) -> bytes:
    """Return a digest of the checklist's text and of all the code that a compiled one depends on."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for path in _sources():
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    folder = checklist_dir()
    for path in (folder / f"{identifier}.yaml", *sorted((folder / identifier).rglob("*.yaml"))):
        digest.update(path.read_bytes())
    return digest.digest()


def _sources() -> Iterator[Path]:
    yield Path(ahocorasick.__file__)
    for name in _MADE_BY:
        yield from sorted((_PACKAGE / name).rglob("*.py"))


if __name__ == "__main__":
    main()
