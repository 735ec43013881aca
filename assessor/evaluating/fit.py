"""Fit the weights of assessor/judging/weights.py from labelled reports.

    python -m assessor.evaluating.fit [FOLDER ...]   (default tests/gold/dev tests/gold/openings; needs numpy)

Prints the figures of leaving one report out, writes assessor/judging/data/weights.json.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.checklist import load_checklist
from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.labels import LabelledReport, load_set
from assessor.judging.features import FEATURE_ZH, Features
from assessor.judging.judge import Judgement
from assessor.model.checklist import Checklist
from assessor.pipeline import matcher_for
from assessor.segmenting import segment

RIDGE = 1.0
RIDGE_PRIOR = 2.0
BORDERLINE = 0.4
"""A citation only one reader would make counts as right, but for less."""

EVIDENCE, MID, HIGH = 0.5, 0.65, 0.85


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate with its features and whether the labels bear it out."""

    report: str
    checkpoint: str
    features: Features
    right: bool
    firm: bool


def samples_of(labelled: LabelledReport, checklist: Checklist) -> list[Sample]:
    """Return the done candidates of a labelled report."""
    rules = builtin_reading_rules()
    report = segment(labelled.document(), rules)
    judgement = Judgement(report, checklist, matcher_for(checklist).match(report), rules)
    units = {(unit.start, unit.end): unit for unit in labelled.units}
    samples = []
    for one in judgement.candidates:
        unit = units.get((one.sentence.start, one.sentence.end))
        if unit is None or one.stance != "done" or id(one) not in judgement.features:
            continue
        firm = unit.stance == "done" and one.checkpoint in unit.firm
        right = firm or (unit.stance == "done" and one.checkpoint in unit.borderline)
        samples.append(Sample(labelled.name, one.checkpoint, judgement.features[id(one)], right, firm))
    return samples


def fit(samples: list[Sample]) -> tuple[float, dict[str, float], dict[str, float]]:
    """Return bias, feature weights and checkpoint priors: ridge logistic regression by Newton's method."""
    import numpy as np

    names, ids = sorted(FEATURE_ZH), sorted({sample.checkpoint for sample in samples})
    matrix: Any = np.zeros((len(samples), len(names) + 1 + len(ids)))
    for row, sample in enumerate(samples):
        for name, value in sample.features.items():
            matrix[row, names.index(name)] = value
        matrix[row, len(names)] = 1.0
        matrix[row, len(names) + 1 + ids.index(sample.checkpoint)] = 1.0
    truth = np.array([float(sample.right) for sample in samples])
    weight = np.array([BORDERLINE if sample.right and not sample.firm else 1.0 for sample in samples])
    ridge = np.full(matrix.shape[1], RIDGE)
    ridge[len(names)] = 1e-6
    ridge[len(names) + 1 :] = RIDGE_PRIOR
    beta = np.zeros(matrix.shape[1])
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-matrix @ beta))
        gradient = matrix.T @ (weight * (chance - truth)) + ridge * beta
        hessian = (matrix.T * (weight * chance * (1.0 - chance))) @ matrix + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if float(abs(step).max()) < 1e-8:
            break
    features = {name: round(float(beta[i]), 3) for i, name in enumerate(names)}
    priors = {one: round(float(beta[len(names) + 1 + i]), 3) for i, one in enumerate(ids)}
    return round(float(beta[len(names)]), 3), features, priors


def main() -> None:
    """Fit, report the figures of leaving one report out, write the weights."""
    from assessor.judging.weights import Weights

    folders = sys.argv[1:] or ["tests/gold/dev", "tests/gold/openings"]
    checklist = load_checklist()
    labelled = [one for folder in folders for one in load_set(Path(folder))]
    samples = [sample for one in labelled for sample in samples_of(one, checklist)]
    gold = sum(len(unit.firm) for one in labelled for unit in one.units if unit.stance == "done")
    chances: list[tuple[float, Sample]] = []
    for one in labelled:
        bias, features, priors = fit([sample for sample in samples if sample.report != one.name])
        weights = Weights(bias, features, priors, EVIDENCE, MID, HIGH)
        chances.extend(
            (weights.probability(sample.features, sample.checkpoint), sample)
            for sample in samples
            if sample.report == one.name
        )
    print(f"candidates {len(samples)}, firm {sum(s.firm for s in samples)} of {gold} labelled")
    for cut in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        kept = [sample for chance, sample in chances if chance >= cut]
        right = sum(sample.right for sample in kept) / max(1, len(kept))
        print(f"one report left out, cut {cut:.2f}: P {right:.3f}  R {sum(s.firm for s in kept) / gold:.3f}")
    bias, features, priors = fit(samples)
    target = Path(__file__).resolve().parent.parent / "judging" / "data" / "weights.json"
    data = {
        "bias": bias,
        "features": features,
        "evidence": EVIDENCE,
        "mid": MID,
        "high": HIGH,
        "priors": {checklist.id: priors},
    }
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
