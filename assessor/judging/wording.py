"""How much a sentence is worded like those that careful readers cited for a checkpoint.

Siblings share their cues (法律顾问 审查合同 is 10.1, 聘请法律顾问 is 10.2); the rest of the sentence tells
them apart. A linear model over pairs of characters for each checkpoint, fitted from the labelled reports
(assessor/evaluating/fit_wording.py). It never makes a candidate, it only helps to weigh one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessor.kept import kept
from assessor.model.grams import grams
from assessor.model.shadow import normalise
from assessor.model.text import Report, Sentence

SIZES = (2,)
FULL = 0.5
"""Likeness from which a sentence is worded as a cited one ordinarily is."""


@dataclass(frozen=True, slots=True)
class Wording:
    """By checkpoint id: the bias, and the weight of each pair of characters."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def likeness(self, found: frozenset[str], checkpoint: str) -> float:
        """Return how like a cited sentence one with these pairs is: about 0 if not at all, about 1 if much."""
        weights = self.weights.get(checkpoint)
        if weights is None or not found:
            return 0.0
        said = math.fsum(map(weights.__getitem__, found & weights.keys()))
        value = self.biases[checkpoint] + said / math.sqrt(len(found))
        return max(-0.4, min(1.6, value / FULL))


UNKNOWN = Wording({}, {})
"""Knows no checkpoint."""


class ReportWording:
    """How the sentences of a report are worded; the pairs of a sentence are made once, each likeness is told once."""

    def __init__(self, report: Report, wording: Wording) -> None:
        self._report = report
        self._wording = wording
        self._pairs: dict[int, frozenset[str]] = {}
        self._told: dict[tuple[int, str], float] = {}

    def likeness(self, sentence: Sentence, checkpoint: str) -> float:
        """Return how like a sentence cited for the checkpoint this one is (see `Wording.likeness`)."""
        key = sentence.index, checkpoint
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = self._wording.likeness(self._pairs_of(sentence), checkpoint)
        return told

    def _pairs_of(self, sentence: Sentence) -> frozenset[str]:
        pairs = self._pairs.get(sentence.index)
        if pairs is None:
            text = normalise(self._report.quote(sentence.start, sentence.end))
            pairs = self._pairs[sentence.index] = pairs_of(text)
        return pairs


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of characters of the normalised sentence `text`."""
    return grams(text, SIZES)


@lru_cache(maxsize=1)
def _builtin() -> tuple[str, Wording]:
    path = Path(__file__).with_name("data") / "wording.json"
    data = kept("wording", lambda: json.loads(path.read_text(encoding="utf-8")), made_by=(path,))
    return data["checklist"], Wording(data["biases"], data["weights"])


def wording_for(checklist: str) -> Wording:
    """Return what is known of the wording of the checklist with that id; nothing for any but the built-in one."""
    identifier, wording = _builtin()
    return wording if identifier == checklist else UNKNOWN
