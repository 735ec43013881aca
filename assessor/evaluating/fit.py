"""Fit the weights of assessor/judging/weights.py from labelled reports.

    python -m assessor.evaluating.fit [FOLDER ...]   (default: the sets in tests/gold; needs scikit-learn)

Fits the tone of plans and admissions (fit_tone.py), the wording of cited sentences (fit_wording.py), then
the weights of candidates and those of sentences without a cue; prints the figures of held-out reports;
writes the data files of judging and segmenting.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from assessor.checklist import load_checklist
from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.fit_tone import Labelled, fit_tone, heard
from assessor.evaluating.fit_wording import Worded, fit_wording, worded, worded_examples
from assessor.evaluating.labels import LabelledReport, Unit, load_set
from assessor.judging.elsewhere import SECOND_LOOK, FirstLook, second_look
from assessor.judging.features import FEATURE_ZH, Features
from assessor.judging.judgement import Judgement
from assessor.judging.unhinted import UNHINTED_ZH
from assessor.judging.weights import Weights
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

ROUNDS = 2
"""After so many the weights no longer change to speak of."""

EVIDENCE, MID, HIGH = 0.5, 0.65, 0.85


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate with its features and whether the labels bear it out; loose: it is a plan or an admission.

    sentence: the index of its sentence in the report.
    """

    report: str
    checkpoint: str
    sentence: int
    features: Features
    right: bool
    firm: bool
    loose: bool


def samples_of(labelled: LabelledReport, checklist: Checklist, tone: Tone, wording: Wording) -> list[Sample]:
    """Return the done candidates of a labelled report, as read with `tone` and `wording`."""
    judgement = _judgement(labelled, checklist, tone, wording)
    units = labelled.by_span()
    samples = []
    for one in judgement.candidates:
        unit = units.get((one.sentence.start, one.sentence.end))
        if unit is None or one.stance != "done" or id(one) not in judgement.features:
            continue
        if unit.stance == "zero":
            continue  # whether it denies is judging/zero.py's question, not the weights'
        features = {
            name: value for name, value in judgement.features[id(one)].items() if name not in SECOND_LOOK
        }
        samples.append(_sample(labelled.name, one.checkpoint, one.sentence.index, features, unit))
    return samples


def _judgement(
    labelled: LabelledReport,
    checklist: Checklist,
    tone: Tone,
    wording: Wording,
    weights: Weights | None = None,
) -> Judgement:
    rules = builtin_reading_rules()
    report = segment(labelled.document(), rules, tone)
    return Judgement(report, checklist, matcher_for(checklist).match(report), rules, wording, weights)


def _sample(report: str, checkpoint: str, sentence: int, features: Features, unit: Unit) -> Sample:
    firm = unit.stance == "done" and checkpoint in unit.firm
    right = firm or (unit.stance == "done" and checkpoint in unit.borderline)
    return Sample(report, checkpoint, sentence, features, right, firm, unit.stance in ("plan", "problem"))


def offers_of(
    labelled: LabelledReport, checklist: Checklist, tone: Tone, wording: Wording, weights: Weights
) -> list[Sample]:
    """Return the sentences of a labelled report that may prove a checkpoint without a cue."""
    units = labelled.by_span()
    samples = []
    for one in _judgement(labelled, checklist, tone, wording, weights).offers():
        unit = units.get((one.sentence.start, one.sentence.end))
        if unit is None or unit.stance == "zero":
            continue
        samples.append(_sample(labelled.name, one.checkpoint, one.sentence.index, one.features, unit))
    return samples


def fit(samples: list[Sample]) -> Weights:
    """Return the weights that fit the samples, which lack what only a second look gives (judging/elsewhere.py).

    The first look is by the same weights, so they are fitted again and again until they agree with it.
    """
    weights = _regress(samples)
    for _ in range(ROUNDS):
        weights = _regress(looked_at_twice(samples, weights))
    return weights


def looked_at_twice(samples: list[Sample], weights: Weights) -> list[Sample]:
    """Return the samples with the features of the second look, the first one being by `weights`."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, sample in enumerate(samples):
        by_report[sample.report].append(place)
    result = list(samples)
    for places in by_report.values():
        first = [
            FirstLook(one.checkpoint, one.sentence, weights.probability(one.features, one.checkpoint))
            for one in map(samples.__getitem__, places)
        ]
        for place, features in zip(places, second_look(first), strict=True):
            result[place] = replace(samples[place], features=samples[place].features | features)
    return result


def _regress(samples: list[Sample]) -> Weights:
    ids = sorted({sample.checkpoint for sample in samples})
    return _logistic(samples, sorted(FEATURE_ZH), ids)


def fit_unhinted(samples: list[Sample]) -> Weights:
    """Return the weights for sentences without a cue (judging/unhinted.py)."""
    return _logistic(samples, sorted(UNHINTED_ZH), [])


def _logistic(samples: list[Sample], names: list[str], ids: list[str]) -> Weights:
    """Return bias, feature weights and checkpoint priors: ridge logistic regression by Newton's method."""
    import numpy as np

    matrix: Any = np.zeros((len(samples), len(names) + 1 + len(ids)))
    for row, sample in enumerate(samples):
        for name, value in sample.features.items():
            matrix[row, names.index(name)] = value
        matrix[row, len(names)] = 1.0
        if ids:
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
    return Weights(round(float(beta[len(names)]), 3), features, priors, EVIDENCE, MID, HIGH)


def main() -> None:
    """Fit tone, wording and weights, print the figures of held-out reports, write the data files.

    Each model is fitted on what the ones before it say of reports they were not fitted on.
    """
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
        weights = fit([sample for sample in samples if fold[sample.report] != number])
        held_out = [sample for sample in samples if fold[sample.report] == number]
        chances.extend(
            (weights.probability(sample.features, sample.checkpoint), sample)
            for sample in looked_at_twice(held_out, weights)
        )
    print(f"candidates {len(samples)}, firm {sum(s.firm for s in samples)} of {gold} labelled")
    for cut in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        kept = [sample for chance, sample in chances if chance >= cut]
        right = sum(sample.right for sample in kept) / max(1, len(kept))
        loose = sum(sample.loose for sample in kept)
        recall = sum(s.firm for s in kept) / gold
        print(f"held out, cut {cut:.2f}: P {right:.3f}  R {recall:.3f}  plans and admissions {loose}")
    fitted = fit(samples)
    offers = [
        sample
        for one in labelled
        for sample in offers_of(one, checklist, tones[fold[one.name]], wordings[fold[one.name]], fitted)
    ]
    right = sum(sample.right for sample in offers)
    print(f"without a cue {len(offers)}, right {right}, firm {sum(sample.firm for sample in offers)}")
    _write(checklist.id, tones[ALL], wordings[ALL], samples, fitted, fit_unhinted(offers))


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


def _write(
    checklist: str, tone: Tone, wording: Wording, samples: list[Sample], fitted: Weights, bare: Weights
) -> None:
    package = Path(__file__).resolve().parent.parent
    plain = fit([replace(sample, features=_general(sample.features)) for sample in samples])
    _dump(
        package / "judging" / "data" / "weights.json",
        {
            "evidence": EVIDENCE,
            "mid": MID,
            "high": HIGH,
            "checklists": {
                checklist: {
                    "bias": fitted.bias,
                    "features": fitted.features,
                    "priors": fitted.priors,
                    "unhinted": {"bias": bare.bias, "features": bare.features},
                }
            },
            "general": {"bias": plain.bias, "features": plain.features},
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
