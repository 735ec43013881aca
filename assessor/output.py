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
from assessor.presence import is_folder
from assessor.reasons import reason_of, remedy_for

_RESERVED: Final = re.compile(r'[<>:"/\\|?*\s]+')
_WINDOWS_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ELSEWHERE: Final = "请用 -o 换一个可写的位置"
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
        raise unwritable(folder, error) from error


def prepare_file(path: Path) -> None:
    """See, before the work, that `path` can be written: its folder is made; raise ConfigurationError if not."""
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not _is_node(path):
            prepare_folder(behind_links(path).parent)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


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
        raise unwritable(path, error) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - gone already when all went well


def write_standard_output(data: bytes) -> None:
    """Write `data` to standard output unchanged: UTF-8 whatever the console, no line-end translation.

    Raises ConfigurationError when that is not possible, BrokenPipeError when nobody reads it any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable_standard_output(error) from error


def unwritable_standard_output(error: OSError) -> ConfigurationError:
    """Return what to say of standard output that could not be written to; what is left for it is dropped."""
    discard_standard_output()
    remedy = remedy_for(error, "请改用 -o 写入文件")
    return ConfigurationError(f"无法写到标准输出：{reason_of(error)}。{remedy}")


def discard_standard_output() -> None:
    """Point standard output at nothing: what is still on its way there cannot arrive, and one word of it is enough."""
    with contextlib.suppress(OSError):  # a stream of a test has no descriptor
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())


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


def unwritable(place: Path | str, error: OSError | ValueError) -> ConfigurationError:
    """Return what to say of `place` (a path or URL) that could not be written to.

    error: what the system said; a ValueError for a path that is none.
    """
    if not isinstance(error, OSError):
        reason, remedy = "路径无效", _ELSEWHERE
    elif isinstance(error, FileNotFoundError):
        reason, remedy = "那里不能新建文件" if is_folder(Path(place)) else "文件夹不存在", _ELSEWHERE
    elif isinstance(error, FileExistsError):
        reason, remedy = "同名的文件已存在，不能用作文件夹", _ELSEWHERE
    else:
        denied = isinstance(error, PermissionError)
        reason, remedy = "没有写入权限" if denied else reason_of(error), remedy_for(error, _ELSEWHERE)
    return ConfigurationError(f"无法写入“{place}”：{reason}。{remedy}")
