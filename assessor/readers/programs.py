"""Running the programs that read what we cannot: LibreOffice, OCRmyPDF. Bounded, and off the network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_DEAD_PROXY = "http://127.0.0.1:9"
"""Nothing listens on the discard port: a program that heeds proxies reaches no network."""


class ProgramTimeoutError(Exception):
    """The program did not end in time and was stopped."""


def find_program(names: Sequence[str], places: Sequence[str] = ()) -> str | None:
    """Return the path of the first program of `names` on PATH, or the first existing of `places`."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in places if Path(place).is_file()), None)


def run_program(command: Sequence[str], seconds: float, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `command` in `folder`, without network where the system can cut it, and return its result.

    Its temporary files go to `folder`. After `seconds` it and its children are stopped and
    ProgramTimeoutError is raised. OSError when it cannot be started.
    """
    environment = {
        **os.environ,
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _DEAD_PROXY),
        **{name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")},
        "no_proxy": "",
        "NO_PROXY": "",
    }
    process = subprocess.Popen(
        [*_network_cut(), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except BaseException as error:
        _stop(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise ProgramTimeoutError from error
        raise
    return subprocess.CompletedProcess(list(command), process.returncode, output)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


@lru_cache(maxsize=1)
def _network_cut() -> tuple[str, ...]:
    """Return the words that start a program in a network namespace of its own, () where that cannot be."""
    unshare = shutil.which("unshare") if sys.platform == "linux" else None
    if unshare is None:
        return ()
    words = (unshare, "--user", "--map-current-user", "--net", "--")
    try:
        tried = subprocess.run([*words, "true"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if tried.returncode == 0 else ()
