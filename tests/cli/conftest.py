"""Running the program as a user does: in a process of its own, in an empty folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


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
def assessor(tmp_path: Path) -> Callable[..., Ran]:
    """Run `assessor ARGS...` in an empty folder (`tmp_path`); keyword `stdin`: bytes for standard input."""

    def run(*args: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "assessor", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd or tmp_path,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
