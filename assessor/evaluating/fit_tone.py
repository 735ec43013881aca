"""Fit the tone of plans and admissions (assessor/segmenting/tone.py) from labelled reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assessor.checklist.reading import builtin_reading_rules
from assessor.evaluating.labels import LabelledReport
from assessor.model.shadow import normalise
from assessor.model.text import Stance
from assessor.segmenting import segment
from assessor.segmenting.stance import marks_of
from assessor.segmenting.tone import DEAF, Tone, Voice, runs_of

CUT = 0.5
"""Sum of the chances from which the tone is believed outright."""
STRENGTH = 0.3
"""Inverse of the ridge on the weights."""
RAREST = 4
"""Runs of characters in fewer sentences say nothing."""
SLIGHT = 0.015
"""Weights smaller than this are left out."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A body sentence as the rules see it, and what its label says of the stance."""

    report: str
    runs: frozenset[str]
    by_rule: Stance
    label: str


def heard(labelled: LabelledReport) -> list[Labelled]:
    """Return the labelled body sentences of a report, with the stance that the rules alone give them."""
    rules = builtin_reading_rules()
    report = segment(labelled.document(), rules, DEAF)
    units = labelled.by_span()
    found: list[Labelled] = []
    for sentence in report.sentences:
        unit = units.get((sentence.start, sentence.end))
        if sentence.role == "body" and unit is not None:
            copy = normalise(report.quote(sentence.start, sentence.end))
            marks = marks_of(copy, sentence.clauses, report.year, rules)
            found.append(Labelled(labelled.name, runs_of(copy, marks), sentence.stance, unit.stance))
    return found


def fit_tone(sentences: Sequence[Labelled]) -> Tone:
    """Return the models fitted to `sentences`; needs scikit-learn.

    What the rules say is given beside the runs of characters, so that these need not explain it.
    """
    stances: tuple[Stance, ...] = ("plan", "problem")
    return Tone({one: _fit_voice(sentences, one) for one in stances}, _fit_voice(sentences, "zero"), CUT)


def _fit_voice(sentences: Sequence[Labelled], label: str) -> Voice:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    runs, names = incidence([one.runs for one in sentences], RAREST)
    rules = csr_matrix([[3.0 * (one.by_rule == other) for other in _BY_RULE] for one in sentences])
    truth = [one.label == label for one in sentences]
    model: Any = LogisticRegression(C=STRENGTH, max_iter=2000).fit(hstack([runs, rules]).tocsr(), truth)
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=False)}
    kept = {name: w for name, w in sorted(weights.items()) if abs(w) >= SLIGHT}
    return Voice(round(float(model.intercept_[0]), 3), kept)


_BY_RULE = ("plan", "problem", "other")


def incidence(found: Iterable[frozenset[str]], rarest: int) -> tuple[Any, list[str]]:
    """Return a sparse 0/1 matrix (sentence x run) and the runs that stand in at least `rarest` sentences."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter: Any = CountVectorizer(analyzer=sorted, binary=True, min_df=rarest)
    matrix = counter.fit_transform(list(found)).astype(float)
    return matrix, list(counter.get_feature_names_out())
