"""A PDF that brings its reader down brings down nothing else."""

from __future__ import annotations

import pytest

from assessor.errors import UnreadableError
from assessor.readers import isolation, pdf, read_bytes
from assessor.readers.limits import DEFAULT_LIMITS, Limits
from tests.readers import test_pdf

REPORT = f"<p>{test_pdf.SENTENCE * 30}</p>"


def test_the_child_reads_what_the_parent_would() -> None:
    data = test_pdf.pdf(REPORT)
    assert isolation.extract_pdf(data, DEFAULT_LIMITS) == pdf.extract(data, DEFAULT_LIMITS)


def test_a_crash_of_the_child_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_MODULE", "tests.readers.no_such_module")
    with pytest.raises(
        UnreadableError, match=r"^a.pdf：PDF 读取中断（文件损坏，或展开后超过 1024 MB 内存的上限）"
    ):
        read_bytes(test_pdf.pdf(REPORT), "a.pdf")


def test_a_child_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_GRACE_SECONDS", 0)
    with pytest.raises(UnreadableError, match=r"^a.pdf：读取超过 0 秒的上限，已停止"):
        read_bytes(test_pdf.pdf(REPORT), "a.pdf", limits=Limits(read_seconds=0.001))
