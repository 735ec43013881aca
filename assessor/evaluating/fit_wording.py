"""Fit the wording of cited sentences (assessor/judging/wording.py) from labelled reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.fit_tone import incidence
from assessor.evaluating.labels import LabelledReport
from assessor.judging.wording import Wording, pairs_of
from assessor.model.shadow import normalise
from assessor.segmenting import segment
from assessor.segmenting.tone import DEAF

RIDGE = 0.5
RAREST = 3
KEPT = 400
"""Weights kept for each checkpoint, the heaviest."""
BORDERLINE = 0.5
"""What a citation counts that only one of two readers would make."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A labelled sentence: the pairs of characters in it, and by how much each checkpoint is its own."""

    report: str
    pairs: frozenset[str]
    own: dict[str, float]


def worded(labelled: LabelledReport) -> Iterator[Worded]:
    """Yield the labelled sentences of a report; what is planned or admitted is worded on its subject too."""
    report = segment(labelled.document(), builtin_reading_rules(), DEAF)
    units = {(unit.start, unit.end): unit for unit in labelled.units}
    for sentence in report.sentences:
        unit = units.get((sentence.start, sentence.end))
        if unit is not None:
            own = dict.fromkeys(unit.borderline, BORDERLINE) | dict.fromkeys(unit.firm, 1.0)
            pairs = pairs_of(normalise(report.quote(sentence.start, sentence.end)))
            yield Worded(labelled.name, pairs, own)


def fit_wording(sentences: Sequence[Worded]) -> Wording:
    """Return the model fitted to `sentences` by ridge regression; needs scikit-learn."""
    import numpy as np
    from scipy.sparse import diags

    counts, names = incidence([one.pairs for one in sentences], RAREST)
    matrix = diags([1.0 / max(1, len(one.pairs)) ** 0.5 for one in sentences]) @ counts
    ids = sorted({identifier for one in sentences for identifier in one.own})
    truth: Any = np.array([[one.own.get(identifier, 0.0) for identifier in ids] for one in sentences])
    mean = truth.mean(axis=0)
    likeness: Any = (matrix @ matrix.T).toarray()
    shares = np.linalg.solve(likeness + RIDGE * np.eye(len(sentences)), truth - mean)
    weights = matrix.T @ shares
    return Wording(
        {identifier: round(float(mean[i]), 4) for i, identifier in enumerate(ids)},
        {identifier: _heaviest(names, weights[:, i]) for i, identifier in enumerate(ids)},
    )


def _heaviest(names: list[str], weights: Any) -> dict[str, float]:
    order = sorted(range(len(names)), key=lambda i: (-abs(weights[i]), names[i]))[:KEPT]
    return {names[i]: round(float(weights[i]), 2) for i in sorted(order, key=names.__getitem__)}
