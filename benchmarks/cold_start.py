"""How long a user waits from pressing Enter: whole processes, median of N runs, beside bare Python.

    .venv/bin/python benchmarks/cold_start.py [-n 5] [REPORT]

Runs take turns, so that a busy moment of the machine falls on all of them alike. The first one, which is
not timed, may leave compiled what it compiles, as with any user.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"python -c pass": None, "assessor --version": 0.2, "文本 → JSON": 0.6, "文本 → PDF": 3.0}


def commands(report: Path, folder: Path) -> dict[str, list[str]]:
    """Return the command of each figure; results go to `folder`."""
    assessor = [str(Path(sys.executable).with_name("assessor"))]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "assessor --version": [*assessor, "--version"],
        "文本 → JSON": [*assessor, "assess", str(report), "-o", str(folder / "a.json")],
        "文本 → PDF": [*assessor, "assess", str(report), "-o", str(folder / "a.pdf")],
    }


def measure(runs: int, report: Path) -> dict[str, list[float]]:
    """Return the wall-clock seconds of each run of each command, after one run to warm the disk cache."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        todo = commands(report, Path(folder))
        seconds: dict[str, list[float]] = {name: [] for name in todo}
        for n in range(runs + 1):
            for name, command in todo.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
                if n:
                    seconds[name].append(time.perf_counter() - start)
    return seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=5, help="runs")
    parser.add_argument("report", nargs="?", type=Path, default=ROOT / "seeds" / "xingan-2022.txt")
    options = parser.parse_args()
    print(f"{'中位数':>8} {'最快':>7} {'最慢':>7}  目标    （{options.n} 次，{options.report.name}）")
    for name, seconds in measure(options.n, options.report).items():
        limit = LIMITS[name]
        print(
            f"{statistics.median(seconds):9.3f}s {min(seconds):8.3f}s {max(seconds):8.3f}s  "
            f"{'—' if limit is None else f'≤ {limit:g}s':7} {name}"
        )


if __name__ == "__main__":
    main()
