"""What the system complains of is said in Chinese, whoever meets with it."""

from __future__ import annotations

import errno
import os
import re

import pytest

from assessor.reasons import code_of, reason_of, remedy_for


@pytest.mark.parametrize(
    "number",
    [
        *(errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG),
        *(errno.EDQUOT, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EIO),
    ],
)
def test_a_usual_failure_has_chinese_words(number: int) -> None:
    assert re.fullmatch("[一-鿿]+", reason_of(OSError(number, os.strerror(number))))


def test_any_other_failure_keeps_the_systems_own_words() -> None:
    assert reason_of(OSError(errno.EDOM, "Numerical argument out of domain")) == (
        "Numerical argument out of domain"
    )
    assert reason_of(OSError("the bucket is gone")) == "the bucket is gone"
    assert reason_of(OSError()) == "原因不明"


def test_an_error_without_a_number_is_known_by_its_type() -> None:
    assert reason_of(FileNotFoundError("memory://x")) == "找不到这个文件或文件夹"
    assert code_of(PermissionError("s3://x")) == "EACCES"
    assert code_of(OSError("x")) == ""


def test_the_remedy_fits_the_failure() -> None:
    assert "ulimit -f" in remedy_for(OSError(errno.EFBIG, ""), "换个位置")
    assert "腾出空间" in remedy_for(OSError(errno.ENOSPC, ""), "换个位置")
    assert remedy_for(OSError(errno.EACCES, ""), "换个位置") == "换个位置"
