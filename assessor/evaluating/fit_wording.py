"""Fit the wording of cited sentences (assessor/judging/wording.py) from labelled reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.fit_tone import incidence
from assessor.evaluating.labels import LabelledReport
from assessor.judging.wording import Wording, pairs_of
from assessor.model.checklist import Checklist
from assessor.model.shadow import normalise
from assessor.segmenting import segment
from assessor.segmenting.tone import DEAF

RIDGE = 0.5
RAREST = 3
KEPT = 400
"""Weights kept for each checkpoint, the heaviest."""
EXAMPLES = "examples"
"""Stands for the report where a sentence comes from the checklist."""
EXAMPLE = 0.3
"""What an example of the checklist counts beside a labelled sentence."""
BORDERLINE = 0.5
"""What a citation counts that only one of two readers would make."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A labelled sentence: the pairs of characters in it, and by how much each checkpoint is its own."""

    report: str
    pairs: frozenset[str]
    own: dict[str, float]
    weight: float = 1.0


def worded(labelled: LabelledReport) -> Iterator[Worded]:
    """Yield the labelled sentences of a report; what is planned or admitted is worded on its subject too."""
    report = segment(labelled.document(), builtin_reading_rules(), DEAF)
    units = labelled.by_span()
    for sentence in report.sentences:
        unit = units.get((sentence.start, sentence.end))
        if unit is not None:
            own = dict.fromkeys(unit.borderline, BORDERLINE) | dict.fromkeys(unit.firm, 1.0)
            pairs = pairs_of(normalise(report.quote(sentence.start, sentence.end)))
            yield Worded(labelled.name, pairs, own)


def worded_examples(checklist: Checklist) -> Iterator[Worded]:
    """Yield the checklist's own examples; each says only of its own checkpoint what it is."""
    for checkpoint in checklist.checkpoints():
        for example in checkpoint.match_examples:
            yield Worded(EXAMPLES, pairs_of(normalise(example.text)), {checkpoint.id: 1.0}, EXAMPLE)
        for example in checkpoint.other_examples:
            yield Worded(EXAMPLES, pairs_of(normalise(example.text)), {}, EXAMPLE)


def fit_wording(sentences: Sequence[Worded]) -> Wording:
    """Return the model fitted to `sentences` by ridge regression; needs scikit-learn."""
    import numpy as np
    from scipy.sparse import diags
    from sklearn.linear_model import Ridge

    counts, names = incidence([one.pairs for one in sentences], RAREST)
    matrix = diags([1.0 / max(1, len(one.pairs)) ** 0.5 for one in sentences]) @ counts
    ids = sorted({identifier for one in sentences for identifier in one.own})
    truth: Any = np.array([[one.own.get(identifier, 0.0) for identifier in ids] for one in sentences])
    model: Any = Ridge(alpha=RIDGE, solver="sparse_cg", tol=1e-4)
    model.fit(matrix.tocsr(), truth, sample_weight=[one.weight for one in sentences])
    return Wording(
        {identifier: round(float(model.intercept_[i]), 4) for i, identifier in enumerate(ids)},
        {identifier: _heaviest(names, model.coef_[i]) for i, identifier in enumerate(ids)},
    )


def _heaviest(names: list[str], weights: Any) -> dict[str, float]:
    order = sorted(range(len(names)), key=lambda i: (-abs(weights[i]), names[i]))[:KEPT]
    return {names[i]: round(float(weights[i]), 2) for i in sorted(order, key=names.__getitem__)}
