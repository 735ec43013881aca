"""Distinct reports made of the seeds' paragraphs, for runs over more reports than there are.

    .venv/bin/python benchmarks/recombine.py 10000 FOLDER [--length 4000]

Each takes paragraphs of the seeds at random (the same ones for the same number), keeps what was done,
what is lacking and what is planned under their own headings, and carries the title of an invented body.
"""

from __future__ import annotations

import argparse
import random
import sys
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assessor.checklist.reading import builtin_reading_rules
from assessor.model.text import Stance
from assessor.readers import read_bytes
from assessor.segmenting import segment

ROOT = Path(__file__).resolve().parent.parent
HEADINGS: dict[Stance, str] = {
    "done": "一、主要举措和成效",
    "problem": "二、存在的问题",
    "plan": "三、下一步工作",
}
SHARES: dict[Stance, float] = {"done": 0.8, "problem": 0.1, "plan": 0.1}
LEVELS = ("省", "市", "县", "区", "镇")
YEARS = range(2021, 2026)
SHORTEST = 30
"""Characters a paragraph has at least; shorter lines are headings and signatures."""


@lru_cache(maxsize=1)
def paragraphs() -> dict[Stance, list[str]]:
    """Return the seeds' paragraphs by what the section they stand in tells of."""
    found: dict[Stance, list[str]] = {stance: [] for stance in HEADINGS}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        report = segment(read_bytes(path.read_bytes(), path.name), builtin_reading_rules())
        for section in report.sections:
            inner = min((s.start for s in report.sections if s.start > section.start), default=section.end)
            for line in report.quote(section.start, min(inner, section.end)).splitlines():
                if len(line.strip()) >= SHORTEST and section.stance in found:
                    found[section.stance].append(line.strip())
    return found


def report(number: int, length: int = 4000) -> tuple[str, str]:
    """Return (file name, text) of the report of that number, about `length` characters long."""
    rng = random.Random(number)  # the same report for the same number
    level, year = LEVELS[number % len(LEVELS)], YEARS[number // len(LEVELS) % len(YEARS)]
    region = f"样本{number:06d}{level}"
    lines = [f"{region}{year}年度法治政府建设工作报告"]
    for stance, heading in HEADINGS.items():
        pool = paragraphs()[stance] or paragraphs()["done"]
        lines.append(heading)
        written = 0
        while written < length * SHARES[stance]:
            chosen = rng.choice(pool)
            lines.append(chosen)
            written += len(chosen)
    lines.append(f"{region}人民政府")
    return f"{region}-{year}.txt", "\n".join(lines) + "\n"


def main() -> None:
    """Write the reports."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--length", type=int, default=4000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.count):
        name, text = report(number, options.length)
        (options.folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
