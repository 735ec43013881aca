"""Files here or elsewhere: a path, or a URL (s3://, file://, memory:// …) that fsspec opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from assessor.errors import ConfigurationError, UnreadableError
from assessor.output import prepare_folder, write_atomically

_URL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.\-]+://")


def is_url(name: str) -> bool:
    """Tell whether `name` is a URL rather than a path; file:// counts as a path."""
    return _URL.match(name) is not None and not name.startswith("file://")


def local_path(name: str) -> Path:
    """Return the path of a local name, with or without file://."""
    return Path(unquote(urlsplit(name).path)) if name.startswith("file://") else Path(name)


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
    return local_path(place).is_file()


def load(place: str) -> bytes:
    """Return the bytes at `place`; raise UnreadableError when they cannot be had."""
    try:
        if is_url(place):
            system, path = _remote(place)
            return bytes(system.cat_file(path))
        return local_path(place).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name_of(place)}：读不到（{error.strerror or error}）") from error


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
        raise ConfigurationError(f"无法写入“{place}”：{error}") from error


def prepare_parent(path: Path) -> None:
    """Make the folder of `path`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"无法建立文件夹“{path.parent}”：{error.strerror or error}") from error


def prepare(folder: str) -> None:
    """See that the output folder can be written to, before the work begins; raise ConfigurationError."""
    if is_url(folder):
        _remote(folder)
    else:
        prepare_folder(local_path(folder))


def listing(folder: str) -> Iterator[str]:
    """Yield every file below `folder`, in order of name."""
    if is_url(folder):
        system, path = _remote(folder)
        for found in sorted(system.find(path)):
            yield str(system.unstrip_protocol(found))
        return
    for found in sorted(local_path(folder).rglob("*")):
        if found.is_file():
            yield str(found)


def is_folder(place: str) -> bool:
    """Tell whether `place` is a folder."""
    if is_url(place):
        system, path = _remote(place)
        return bool(system.isdir(path))
    return local_path(place).is_dir()


def _remote(place: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError:
        raise ConfigurationError(
            f"“{place}”是网址，读写它要先安装：pip install 'assessor[cluster]'"
        ) from None
    try:
        system, path = fsspec.core.url_to_fs(place)
    except (ValueError, ImportError) as error:
        raise ConfigurationError(f"打不开“{place}”：{error}") from error
    return system, str(path)
