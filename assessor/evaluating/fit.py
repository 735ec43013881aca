"""Fit the weights of assessor/judging/weights.py from labelled reports.

    python -m assessor.evaluating.fit [FOLDER ...]   (default: the sets in tests/gold; needs scikit-learn)

Fits the tone of plans and admissions (fit_tone.py), the wording of cited sentences (fit_wording.py), then
the weights; prints the figures of held-out reports; writes the data files of judging and segmenting.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from assessor.checklist import load_checklist
from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.fit_tone import Labelled, fit_tone, heard
from assessor.evaluating.fit_wording import Worded, fit_wording, worded, worded_examples
from assessor.evaluating.labels import LabelledReport, load_set
from assessor.judging.features import FEATURE_ZH, Features
from assessor.judging.judge import Judgement
from assessor.judging.wording import Wording
from assessor.model.checklist import Checklist
from assessor.pipeline import matcher_for
from assessor.segmenting import segment
from assessor.segmenting.tone import Tone

SETS = ["tests/gold/dev", "tests/gold/openings", "tests/gold/practice"]
FOLDS = 5
ALL = -1
RIDGE = 1.0
RIDGE_PRIOR = 2.0
BORDERLINE = 0.4
"""A citation only one reader would make counts as right, but for less."""

EVIDENCE, MID, HIGH = 0.5, 0.65, 0.85


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate with its features and whether the labels bear it out; loose: it is a plan or an admission."""

    report: str
    checkpoint: str
    features: Features
    right: bool
    firm: bool
    loose: bool


def samples_of(labelled: LabelledReport, checklist: Checklist, tone: Tone, wording: Wording) -> list[Sample]:
    """Return the done candidates of a labelled report, as read with `tone` and `wording`."""
    rules = builtin_reading_rules()
    report = segment(labelled.document(), rules, tone)
    judgement = Judgement(report, checklist, matcher_for(checklist).match(report), rules, wording)
    units = labelled.by_span()
    samples = []
    for one in judgement.candidates:
        unit = units.get((one.sentence.start, one.sentence.end))
        if unit is None or one.stance != "done" or id(one) not in judgement.features:
            continue
        if unit.stance == "zero":
            continue  # whether it denies is judging/zero.py's question, not the weights'
        firm = unit.stance == "done" and one.checkpoint in unit.firm
        right = firm or (unit.stance == "done" and one.checkpoint in unit.borderline)
        loose = unit.stance in ("plan", "problem")
        samples.append(Sample(labelled.name, one.checkpoint, judgement.features[id(one)], right, firm, loose))
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
    """Fit tone, wording and weights, print the figures of held-out reports, write the data files.

    Each model is fitted on what the ones before it say of reports they were not fitted on.
    """
    from assessor.judging.weights import Weights

    folders = sys.argv[1:] or SETS
    checklist = load_checklist()
    labelled = [one for folder in folders for one in load_set(Path(folder))]
    fold = {one.name: number % FOLDS for number, one in enumerate(labelled)}
    tones = _held_out([sentence for one in labelled for sentence in heard(one)], fold, fit_tone)
    sentences = [sentence for one in labelled for sentence in worded(one)]
    wordings = _held_out([*sentences, *worded_examples(checklist)], fold, fit_wording)
    samples = [
        sample
        for one in labelled
        for sample in samples_of(one, checklist, tones[fold[one.name]], wordings[fold[one.name]])
    ]
    gold = sum(len(unit.firm) for one in labelled for unit in one.units if unit.stance == "done")
    chances: list[tuple[float, Sample]] = []
    for number in range(FOLDS):
        bias, features, priors = fit([sample for sample in samples if fold[sample.report] != number])
        weights = Weights(bias, features, priors, EVIDENCE, MID, HIGH)
        chances.extend(
            (weights.probability(sample.features, sample.checkpoint), sample)
            for sample in samples
            if fold[sample.report] == number
        )
    print(f"candidates {len(samples)}, firm {sum(s.firm for s in samples)} of {gold} labelled")
    for cut in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        kept = [sample for chance, sample in chances if chance >= cut]
        right = sum(sample.right for sample in kept) / max(1, len(kept))
        loose = sum(sample.loose for sample in kept)
        recall = sum(s.firm for s in kept) / gold
        print(f"held out, cut {cut:.2f}: P {right:.3f}  R {recall:.3f}  plans and admissions {loose}")
    _write(checklist.id, tones[ALL], wordings[ALL], samples)


_Sentence = TypeVar("_Sentence", Labelled, Worded)
_Model = TypeVar("_Model")


def _held_out(
    sentences: list[_Sentence], fold: dict[str, int], fit_one: Callable[[list[_Sentence]], _Model]
) -> dict[int, _Model]:
    """Return, by fold, the model fitted on all others; under ALL, the one fitted on everything."""
    return {
        number: fit_one([one for one in sentences if fold.get(one.report) != number])
        for number in (*range(FOLDS), ALL)
    }


def _write(checklist: str, tone: Tone, wording: Wording, samples: list[Sample]) -> None:
    package = Path(__file__).resolve().parent.parent
    bias, features, priors = fit(samples)
    plain_bias, plain, _ = fit([replace(sample, features=_general(sample.features)) for sample in samples])
    _dump(
        package / "judging" / "data" / "weights.json",
        {
            "evidence": EVIDENCE,
            "mid": MID,
            "high": HIGH,
            "checklists": {checklist: {"bias": bias, "features": features, "priors": priors}},
            "general": {"bias": plain_bias, "features": plain},
        },
        indent=1,
    )
    _dump(
        package / "judging" / "data" / "wording.json",
        {"checklist": checklist, "biases": wording.biases, "weights": wording.weights},
    )
    _dump(
        package / "segmenting" / "data" / "tone.json",
        {stance: asdict(voice) for stance, voice in tone.voices.items()}
        | {"denial": asdict(tone.denial), "cut": tone.cut},
    )


def _general(features: Features) -> Features:
    return {name: value for name, value in features.items() if name != "worded"}


def _dump(path: Path, data: dict[str, Any], indent: int = 0) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
