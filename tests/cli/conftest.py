"""Running the program as a user does, in an empty folder."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import assessor.cli as cli


@dataclass(frozen=True)
class Ran:
    """What a run left: its exit code and what it said."""

    code: int
    out: str
    err: str

    def fails(self, code: int, *words: str) -> bool:
        """Whether it ended with `code`, one line on standard error with all `words`, and no traceback."""
        lines = self.err.strip().split("\n")
        return (
            self.code == code
            and len(lines) == 1
            and "Traceback" not in self.err
            and all(word in self.err for word in words)
        )


@pytest.fixture
def assessor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `assessor ARGS...` in an empty folder (`tmp_path`); keyword `stdin`: bytes for standard input.

    It runs in this process, through the same `run` that the console script calls.
    """

    def run(*args: str | Path, stdin: bytes = b"") -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8", write_through=True))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8", write_through=True))
            code = cli.run([str(arg) for arg in args])
            return Ran(code, out.getvalue().decode(), err.getvalue().decode())

    return run
