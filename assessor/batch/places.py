"""Files here or elsewhere: a path, or a URL (s3://, file://, memory:// …) that fsspec opens."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from assessor.errors import ConfigurationError, UnreadableError
from assessor.output import behind_links, prepare_folder, unwritable, write_atomically
from assessor.presence import is_file
from assessor.presence import is_folder as is_local_folder
from assessor.reasons import reason_of

_URL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.\-]+://")


def is_url(name: str) -> bool:
    """Tell whether `name` is a URL rather than a path; file:// counts as a path."""
    return _URL.match(name) is not None and not name.startswith("file://")


def local_path(name: str) -> Path:
    """Return the path of a local name, with or without file://."""
    # url2pathname knows that file:///C:/x is C:\\x on Windows.
    return Path(url2pathname(urlsplit(name).path)) if name.startswith("file://") else Path(name)


def absolute(place: str, base: str) -> str:
    """Return `place` so that it means the same in any working folder; base: the folder it is relative to."""
    return place if is_url(place) else str(Path(base) / local_path(place))


def join(base: str, *parts: str) -> str:
    """Return the place `parts` below `base`."""
    return "/".join([base.rstrip("/"), *parts]) if is_url(base) else str(local_path(base).joinpath(*parts))


def name_of(place: str) -> str:
    """Return the last part of a path or URL."""
    return PurePosixPath(urlsplit(place).path).name if is_url(place) else local_path(place).name


def exists(place: str) -> bool:
    """Tell whether there is a file at `place`."""
    if is_url(place):
        system, path = _remote(place)
        return bool(system.exists(path))
    return is_file(local_path(place))


def load(place: str) -> bytes:
    """Return the bytes at `place`; raise UnreadableError when they cannot be had."""
    try:
        if is_url(place):
            system, path = _remote(place)
            return bytes(system.cat_file(path))
        return local_path(place).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name_of(place)}：读不到（{reason_of(error)}），请检查路径和权限") from error


def load_line(place: str) -> bytes:
    """Return the first line of the file at `place`; raise UnreadableError when it cannot be had."""
    if is_url(place):
        return load(place).split(b"\n", 1)[0]
    try:
        with local_path(place).open("rb") as stream:
            return stream.readline().rstrip(b"\n")
    except OSError as error:
        raise UnreadableError(f"{name_of(place)}：读不到（{reason_of(error)}），请检查路径和权限") from error


def save(place: str, data: bytes) -> None:
    """Write `data` at `place`, whole or not at all; folders are made.

    Object stores put an object whole; elsewhere a temporary file is renamed. Raises ConfigurationError.
    """
    if not is_url(place):
        path = local_path(place)
        prepare_parent(path)
        write_atomically(path, data)
        return
    try:
        system, path_ = _remote(place)
        system.makedirs(path_.rsplit("/", 1)[0], exist_ok=True)
        system.pipe_file(path_, data)
    except OSError as error:
        raise unwritable(place, error) from error


def save_pieces(place: str, pieces: Iterable[bytes]) -> None:
    """Write what `pieces` give one after the other, as `save` does, without holding it all in memory."""
    with tempfile.TemporaryDirectory(prefix="assessor-") as folder:
        gathered = Path(folder) / "pieces"
        if not is_url(place):
            path = behind_links(local_path(place))
            prepare_parent(path)
            gathered = path.with_name(f".assessor-{os.getpid()}-{path.name}.tmp")
        try:
            with gathered.open("wb") as stream:
                stream.writelines(pieces)
            if is_url(place):
                system, remote = _remote(place)
                system.makedirs(remote.rsplit("/", 1)[0], exist_ok=True)
                system.put_file(str(gathered), remote)
            else:
                gathered.replace(path)
        except OSError as error:
            raise unwritable(place, error) from error
        finally:
            gathered.unlink(missing_ok=True)


def prepare_parent(path: Path) -> None:
    """Make the folder of `path`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def prepare(folder: str) -> None:
    """See that the output folder can be written to, before the work begins; raise ConfigurationError."""
    if is_url(folder):
        _remote(folder)
    else:
        prepare_folder(local_path(folder))


def shown(place: str) -> str:
    """Return the path or URL as results show it: never an absolute path."""
    if is_url(place):
        return place
    path = local_path(place)
    return path.name if path.is_absolute() else path.as_posix()


def listing(folder: str) -> Iterator[str]:
    """Yield every file below `folder`, in order of name, and what only reading will tell of.

    That is every folder that may not be looked into, and every link to what is gone.
    """
    if is_url(folder):
        system, path = _remote(folder)
        for found in sorted(system.find(path)):
            yield str(system.unstrip_protocol(found))
        return
    closed: list[Path] = []

    def close(error: OSError) -> None:
        closed.append(Path(error.filename))

    files: list[Path] = []
    for path, folders, names in os.walk(local_path(folder), onerror=close):
        if os.access(path, os.X_OK):
            files.extend(file for name in names if is_file(file := Path(path, name)) or _is_broken(file))
        else:
            closed.append(Path(path))
            folders.clear()
    yield from map(str, sorted(files + closed))


def _is_broken(path: Path) -> bool:
    try:
        return path.is_symlink() and not path.exists()
    except OSError:  # what it leads to may not be looked at
        return True


def matching(pattern: str) -> list[str]:
    """Return the files that a URL with `*` in it names, in order; those of paths are the command line's business."""
    system, path = _remote(pattern)
    return sorted(str(system.unstrip_protocol(found)) for found in system.glob(path))


def is_folder(place: str) -> bool:
    """Tell whether `place` is a folder."""
    if is_url(place):
        system, path = _remote(place)
        return bool(system.isdir(path))
    return is_local_folder(local_path(place))


def _remote(place: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        raise ConfigurationError(
            f"“{place}”是网址，读写它要先安装：在本程序的源代码文件夹里运行 pip install '.[cluster]'"
        ) from None
    try:
        system, path = fsspec.core.url_to_fs(place)
    except (ValueError, ImportError) as error:
        raise ConfigurationError(f"打不开“{place}”：{error}") from error
    return system, str(path)
