"""One run at a time in a folder of results; what is left of a run that died is in nobody's way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessor.batch.lock import NAME, locked
from assessor.errors import ConfigurationError

HOLDS = "import sys; from assessor.batch.lock import locked\nwith locked(sys.argv[1]): print(1, flush=True); sys.stdin.read()"


def test_a_second_run_is_refused_for_as_long_as_the_first_lasts(tmp_path: Path, project: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=pipe, stdout=pipe, env=environment
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with (
            pytest.raises(ConfigurationError, match=f"另一个 assessor batch（进程 {other.pid}）"),
            locked(str(tmp_path)),
        ):
            pass
        other.kill()
        other.wait()
        with locked(str(tmp_path)):
            assert (tmp_path / NAME).read_text() == str(os.getpid())
    assert not (tmp_path / NAME).exists()


def test_addresses_are_used_without_a_lock() -> None:
    with locked("memory://somewhere"):
        pass
