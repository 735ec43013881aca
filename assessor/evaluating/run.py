"""Assess a labelled set and add up its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assessor.evaluating.figures import Confusion, Figures, confusions, measure
from assessor.evaluating.labels import LabelledReport
from assessor.evaluating.noise import with_noise
from assessor.model.checklist import Checklist
from assessor.pipeline import assess

NOISE_SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Figures of a set: in all, by report, by checkpoint; the confusions where they may be seen."""

    total: Figures
    reports: dict[str, Figures]
    checkpoints: dict[str, Figures]
    confusions: tuple[Confusion, ...] = ()


def evaluate(labelled: Sequence[LabelledReport], checklist: Checklist, *, listing: bool = False) -> Outcome:
    """Return the figures of `labelled` under `checklist`; listing: also every disagreement."""
    reports: dict[str, Figures] = {}
    checkpoints: dict[str, Figures] = defaultdict(Figures)
    found: list[Confusion] = []
    for one in labelled:
        assessment = assess(one.document(), checklist)
        figures = measure(one, assessment)
        reports[one.name] = sum(figures.values(), Figures())
        for identifier, figure in figures.items():
            checkpoints[identifier] += figure
        if listing:
            found.extend(confusions(one, assessment))
    total = sum(reports.values(), Figures())
    return Outcome(total, reports, dict(checkpoints), tuple(found))


def noisy_coverage_f1(labelled: Sequence[LabelledReport], checklist: Checklist) -> float:
    """Return the coverage F1 with 2 % of the characters spoilt, over NOISE_SEEDS spoilings added up."""
    total = Figures()
    for seed in NOISE_SEEDS:
        total += evaluate([with_noise(one, seed) for one in labelled], checklist).total
    return total.coverage_f1
