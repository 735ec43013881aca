"""The core beside brute force, and how its cost grows: `make bench`.

    .venv/bin/python benchmarks/bench_core.py [--quick]

Everything is measured in one process, in turns, as processor time (other work on the machine slows the
clock more than the processor), the least of several runs; what is to be read are the ratios.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from rapidfuzz import fuzz, process

from assessor.checklist import load_checklist
from assessor.checklist.reading import builtin_reading_rules
from assessor.matching.match import Matcher
from assessor.model.checklist import Checklist, Checkpoint, Cue, Term
from assessor.model.collection import paused_collection
from assessor.model.shadow import normalise, shadow
from assessor.model.text import Document
from assessor.pipeline import assess, matcher_for
from assessor.segmenting import segment
from benchmarks.recombine import paragraphs, report

CUTOFF = 85
"""Of 100; `partial_ratio` gives 100 to a term that stands in the sentence as it is."""
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
MOVED = 0x3400 - 0x4E00
"""Moves Han characters into the rarer block: terms as long as the real ones that stand in no report."""


def least(action: Callable[[], object], runs: int) -> float:
    """Return the least processor seconds of some runs."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return min(seconds)


def document(text: str) -> Document:
    """Return `text` as a document."""
    return Document("bench.txt", text, "0" * 64)


def of_length(length: int) -> str:
    """Return a report of about `length` characters."""
    return report(7, length)[1]


def against_brute_force(checklist: Checklist, runs: int) -> None:
    """Search one report's sentences for every term, both ways, and say what either finds."""
    index = matcher_for(checklist).index
    text = of_length(4000)
    segmented = segment(document(text), builtin_reading_rules())
    sentences = [normalise(segmented.quote(one.start, one.end)) for one in segmented.sentences]
    terms = list(index.terms)
    exact = {(term, n) for n, one in enumerate(sentences) for term in terms if term in one}
    ours: set[tuple[str, int]] = set()
    slips: set[tuple[str, int]] = set()
    for number, sentence in enumerate(sentences):
        for hit in index.find(sentence):
            (ours if hit.similarity == 100.0 else slips).add((hit.term, number))

    def brute() -> np.ndarray:
        return process.cdist(terms, sentences, scorer=fuzz.partial_ratio, score_cutoff=CUTOFF, dtype=np.uint8)

    table = brute()
    theirs = {(terms[row], int(n)) for row, n in zip(*np.nonzero(table == 100), strict=True)}
    fuzzy = {(terms[row], int(n)) for row, n in zip(*np.nonzero(table), strict=True)} - theirs
    one, other = (
        least(lambda: [list(index.find(s)) for s in sentences], runs * 5),
        least(brute, max(2, runs // 2)),
    )
    whole = least(lambda: matcher_for(checklist).match(segmented), runs)
    print(f"\n与逐对暴力比较（{len(terms):,} 个词 × {len(sentences)} 句，partial_ratio，门槛 {CUTOFF}）")
    print(f"  process.cdist {1000 * other:9.1f} ms")
    print(f"  本项目查词     {1000 * one:9.1f} ms   快 {other / one:,.0f} 倍（目标 ≥ 20）")
    print(
        f"  整个匹配器     {1000 * whole:9.1f} ms   快 {other / whole:,.0f} 倍（查词之外还判断线索的距离、次序、数量）"
    )
    same = "相同" if ours == exact else f"不同：多 {len(ours - exact)}，少 {len(exact - ours)}"
    print(
        f"  逐字命中：{len(exact):,} 处，本项目 {len(ours):,} 处，{same}；暴力法 100 分 {len(theirs):,} 处，漏 {len(exact - theirs)}"
    )
    print(
        f"  近似命中：本项目 {len(slips)} 处（一字之差且上下文不成词）；暴力法另有 {len(fuzzy - exact):,} 处 ≥ {CUTOFF} 分（多为另一个词）"
    )


def by_length(checklist: Checklist, runs: int) -> None:
    """Cost against the length of the report."""
    print("\n报告长度（读入之后到判定完毕）")
    for length in LENGTHS:
        doc = document(of_length(length))
        seconds = least(lambda d=doc: assess(d, checklist), runs if length < 100_000 else 1)
        size = len(doc.text)
        print(f"  {size:>9,} 字 {1000 * seconds:10.1f} ms   每千字 {1e6 * seconds / size:6.1f} ms")


def by_terms(checklist: Checklist, runs: int) -> None:
    """Cost against the size of the checklist: nine more copies of every checkpoint, in other words."""
    segmented = segment(document(of_length(20_000)), builtin_reading_rules())
    small, big = Matcher(checklist), Matcher(_ten_times(checklist))
    for matcher in (small, big):
        matcher.match(segmented)
    one, ten = least(lambda: small.match(segmented), runs), least(lambda: big.match(segmented), runs)
    print("\n清单规模（匹配一份 20,000 字的报告）")
    print(f"  {len(small.index.terms):>9,} 个词 {1000 * one:8.1f} ms")
    print(f"  {len(big.index.terms):>9,} 个词 {1000 * ten:8.1f} ms   {ten / one:.2f} 倍（目标 ≤ 2）")


def _ten_times(checklist: Checklist) -> Checklist:
    def moved(text: str, copy: int) -> str:
        return "".join(
            chr(0x3400 + (ord(char) - 0x4E00 + 97 * copy) % 6400) if "一" <= char <= "鿿" else char
            for char in text
        )

    def term(one: Term, copy: int) -> Term:
        return Term(one.kind, one.text if one.kind == "number" else moved(one.text, copy), one.source)

    def cue(one: Cue, copy: int) -> Cue:
        chains = (
            c._replace(slots=tuple(tuple(term(t, copy) for t in slot) for slot in c.slots))
            for c in one.chains
        )
        return Cue(one.source, tuple(chains))

    def checkpoint(one: Checkpoint, copy: int) -> Checkpoint:
        return replace(
            one,
            id=f"{one.id}x{copy}",
            subject=tuple(term(t, copy) for t in one.subject),
            masks=tuple(term(t, copy) for t in one.masks),
            **{
                grade: tuple(cue(c, copy) for c in getattr(one, grade))
                for grade in ("strong", "weak", "vetoes", "zero")
            },
        )

    parts = tuple(
        replace(
            part,
            items=tuple(
                replace(item, checkpoints=tuple(checkpoint(c, copy) for c in item.checkpoints))
                for item in part.items
            ),
        )
        for copy in range(1, 10)
        for part in checklist.parts
    )
    return replace(checklist, parts=(*checklist.parts, *parts), digest="")


def stages(checklist: Checklist, runs: int) -> None:
    """Reports a second on one core, and where the time goes."""
    from assessor.judging.judge import judge

    rules, matcher = builtin_reading_rules(), matcher_for(checklist)
    documents = [document(report(number)[1]) for number in range(20)]
    size = sum(len(one.text) for one in documents)
    segmented = [segment(one, rules) for one in documents]
    matches = [matcher.match(one) for one in segmented]
    per = 4000 / size
    print("\n每份报告（折合 4,000 字，不生成计分表）")
    steps: dict[str, Callable[[], object]] = {
        "归一化": lambda: [shadow(one.text) for one in documents],
        "切分": lambda: [segment(one, rules) for one in documents],
        "匹配": lambda: [matcher.match(one) for one in segmented],
        "判定": lambda: [
            judge(one, checklist, found, rules) for one, found in zip(segmented, matches, strict=True)
        ],
        "合计": lambda: [assess(one, checklist) for one in documents],
    }
    for name, step in steps.items():
        with paused_collection():  # as in a batch, where what a report brings about is gone before the next
            seconds = least(step, runs) * per
        print(f"  {name:<6}{1000 * seconds:8.1f} ms")
    print(f"  每核每秒 {1 / seconds:.1f} 份（目标 ≥ 100）")


def memory(checklist: Checklist, reports: int) -> None:
    """The most memory a process held after few and after many reports."""
    print("\n内存（一个进程连续评估不同的报告）")
    for until in (100, reports):
        for number in range(until):
            assess(document(report(10_000 + number)[1]), checklist)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {until:>6,} 份之后峰值 {peak:6.0f} MB（目标 ≤ 400）")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs, no million characters")
    quick = parser.parse_args().quick
    runs = 2 if quick else 5
    global LENGTHS  # noqa: PLW0603
    LENGTHS = LENGTHS[:3] if quick else LENGTHS
    checklist = load_checklist()
    paragraphs()
    assess(document(of_length(100_000)), checklist)  # lays out the cues
    memory(checklist, 200 if quick else 1000)
    stages(checklist, runs)
    against_brute_force(checklist, runs)
    by_length(checklist, runs)
    by_terms(checklist, runs)


if __name__ == "__main__":
    main()
