"""Writing results: nothing half-written, no report's title ever a path, every failure a clear message."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import stat
import sys
import tempfile
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from assessor.errors import ConfigurationError

_RESERVED: Final = re.compile(r'[<>:"/\\|?*\s]+')
_WINDOWS_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
MAX_STEM_BYTES: Final = 180
"""Leaves room for a suffix within the 255 bytes that file systems allow a name."""


def file_stem(name: str, default: str = "report") -> str:
    """Return `name` (a title or a file's stem) as a stem safe in every file system, never empty.

    Separators, control and direction characters and names Windows reserves are taken out; letters,
    Chinese and digits stay. At most MAX_STEM_BYTES bytes of UTF-8.
    """
    text = unicodedata.normalize("NFC", name)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C" or char.isspace())
    text = _RESERVED.sub("_", text).strip("._ -")
    text = text.encode("utf-8")[:MAX_STEM_BYTES].decode("utf-8", "ignore").rstrip("._ -")
    return f"_{text}" if _WINDOWS_DEVICES.fullmatch(text) else text or default


def prepare_folder(folder: Path) -> None:
    """Make `folder` (and its parents) and make sure a file can be made in it.

    Called before the work, so that an hour's run does not end in an error that was there at its start.
    Raises ConfigurationError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from error


def prepare_file(path: Path) -> None:
    """See, before the work, that `path` can be written: its folder is made; raise ConfigurationError if not."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not _is_node(path):
            prepare_folder(behind_links(path).parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def behind_links(path: Path) -> Path:
    """Return where the file is that `path` names: at the end of its symbolic links. Raises OSError, ValueError."""
    if not path.is_symlink():
        return path
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, "符号链接循环")
    return target


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` through a temporary file beside it: whole or not at all.

    A symbolic link stays, and the file it leads to is written. Devices and pipes have nothing to keep: they
    are written to directly. Raises ConfigurationError when it is not possible; an older file at `path` then
    stays as it was.
    """
    temporary: str | None = None
    try:
        if _is_node(path):
            with path.open("wb", buffering=0) as node:
                _write_all(node, data)
            return
        target = behind_links(path)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".assessor-", suffix=".tmp")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp makes files private
        os.replace(temporary, target)  # noqa: PTH105 - works on names, no Path needed
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - gone already when all went well


def write_standard_output(data: bytes) -> None:
    """Write `data` to standard output unchanged: UTF-8 whatever the console, no line-end translation."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _is_node(path: Path) -> bool:
    """Tell whether `path` is there and is to be written to as it is: a device, a pipe, an open file of /proc.

    The last (/dev/stdout, /dev/fd/3) lead to files that someone else is writing to and goes on writing to.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    open_already = path.is_symlink() and path.absolute().as_posix().startswith(("/dev/", "/proc/"))
    return not stat.S_ISDIR(mode) and (open_already or not stat.S_ISREG(mode))


def _write_all(node: io.FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[node.write(rest) :]


@lru_cache(maxsize=1)
def _umask() -> int:
    # The only portable way to read the mask is to set it: once, for it is the whole process's, threads and all.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError | ValueError) -> ConfigurationError:
    reasons: dict[type[BaseException], str] = {
        PermissionError: "没有写入权限",
        NotADirectoryError: "路径中有一段是文件而不是文件夹",
        FileExistsError: "同名的文件已存在，不能用作文件夹",
        IsADirectoryError: "该位置是一个文件夹",
        FileNotFoundError: "文件夹不存在",
    }
    if isinstance(error, FileNotFoundError) and path.is_dir():
        reasons[FileNotFoundError] = "那里不能新建文件"
    default = error.strerror if isinstance(error, OSError) and error.strerror else "路径无效"
    reason = reasons.get(type(error), default)
    return ConfigurationError(f"无法写入“{path}”：{reason}。请用 -o 换一个可写的位置")
