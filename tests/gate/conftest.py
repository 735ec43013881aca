"""A repository of drafts, and the command line run in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessor.cli import run

DRAFTS = Path(__file__).parent / "drafts"
TODAY = "2026-01-15"


@dataclass(frozen=True)
class Ran:
    """What a call gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Check = Callable[..., Ran]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good draft, a thin one and one that cannot be read; the working folder."""
    for draft in DRAFTS.iterdir():
        shutil.copy(draft, tmp_path / draft.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(repository: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Check:
    """Run `assessor check` with the arguments, on a fixed day."""

    def call(*args: str) -> Ran:
        code = run(["check", "--today", TODAY, *args])
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return call
