"""Why the system would not read or write, in Chinese: one table for every message that tells of it."""

from __future__ import annotations

import errno
from typing import Final

_REASONS: Final = {
    "ENOSPC": "磁盘已满",
    "EDQUOT": "超出了磁盘配额",
    "EFBIG": "超过了系统允许的文件大小",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "磁盘是只读的",
    "ENAMETOOLONG": "文件名或路径太长",
    "ENOENT": "找不到这个文件或文件夹",
    "EEXIST": "同名的文件已存在",
    "EISDIR": "该位置是一个文件夹",
    "ENOTDIR": "路径中有一段是文件而不是文件夹",
    "ELOOP": "链接绕成了圈",
    "EIO": "磁盘或设备读写出错",
    "ENODEV": "设备不存在",
    "ENXIO": "设备不存在",
    "EBUSY": "文件正被其他程序占用",
    "ETXTBSY": "文件正被其他程序占用",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ENOMEM": "内存不足",
    "ESTALE": "网络文件夹已断开",
    "ETIMEDOUT": "等待超时",
    "ECONNREFUSED": "对方拒绝连接",
    "EBADF": "已被关闭",
}
_REMEDIES: Final = {
    "ENOSPC": "请腾出空间，或换一个有空间的位置",
    "EDQUOT": "请腾出空间，或换一个有空间的位置",
    "EFBIG": "请放宽对文件大小的限制（如 ulimit -f）后重试",
    "ENAMETOOLONG": "请换一个短一些的名称",
    "EIO": "请检查磁盘或设备后重试",
    "EMFILE": "请放宽对打开文件数的限制（如 ulimit -n）后重试",
    "ENFILE": "请关闭一些程序后重试",
    "ENOMEM": "请关闭一些程序后重试",
    "EBUSY": "请关闭该程序后重试",
    "ETXTBSY": "请关闭该程序后重试",
}
# Libraries (fsspec) raise some errors without a number; their type tells as much.
_KINDS: Final[tuple[tuple[type[OSError], str], ...]] = (
    (PermissionError, "EACCES"),
    (FileNotFoundError, "ENOENT"),
    (FileExistsError, "EEXIST"),
    (IsADirectoryError, "EISDIR"),
    (NotADirectoryError, "ENOTDIR"),
)

OUT_OF_SPACE: Final = frozenset({"ENOSPC", "EDQUOT", "EFBIG"})
"""What only writing meets with."""


def code_of(error: OSError) -> str:
    """Return the system's name for the error (`ENOSPC`), or "" where it has none."""
    if error.errno is not None:
        return errno.errorcode.get(error.errno, "")
    return next((code for kind, code in _KINDS if isinstance(error, kind)), "")


def reason_of(error: OSError) -> str:
    """Return in a few Chinese words why the system failed; its own words where the table has none."""
    return _REASONS.get(code_of(error)) or error.strerror or str(error) or "原因不明"


def remedy_for(error: OSError, otherwise: str) -> str:
    """Return what the user can do about it; `otherwise`: what to say of all that another place would cure."""
    return _REMEDIES.get(code_of(error), otherwise)
