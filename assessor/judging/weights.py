"""How much each feature says: a logistic model of twenty-odd named weights, fitted from the labels.

`assessor/evaluating/fit.py` fits it, `data/weights.json` holds it. A weight above 0 speaks for the
candidate, below 0 against it; `reasons` turns them into words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assessor.judging.features import FEATURE_ZH, Features
from assessor.judging.unhinted import UNHINTED_ZH
from assessor.model.result import Confidence

SLIGHT = 0.15
"""A contribution smaller than this is not worth a word."""


@dataclass(frozen=True, slots=True)
class Weights:
    """bias and weight by feature; priors by checkpoint id (broad requirements are below 0).

    evidence: the probability from which a sentence is cited; high, mid: from which confidence is so called.
    """

    bias: float
    features: Mapping[str, float]
    priors: Mapping[str, float]
    evidence: float
    mid: float
    high: float

    def probability(self, features: Features, checkpoint: str) -> float:
        """Return how likely a careful officer would cite the candidate, 0 to 1."""
        total = self.bias + self.priors.get(checkpoint, 0.0)
        total += sum(self.features.get(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-total))

    def confidence(self, probability: float) -> Confidence:
        """Return the confidence a probability is shown as."""
        if probability >= self.high:
            return "high"
        return "mid" if probability >= self.mid else "low"

    def reasons(self, features: Features, *, against: bool = False) -> tuple[str, ...]:
        """Return what speaks for (or against) a candidate, the weightiest first, in Chinese."""
        shares = {name: self.features.get(name, 0.0) * value for name, value in features.items()}
        sign = -1.0 if against else 1.0
        names = [name for name in shares if shares[name] * sign > SLIGHT]
        ordered = sorted(names, key=lambda name: (-abs(shares[name]), name))
        return tuple(dict.fromkeys(_SAYS[name] for name in ordered))


_SAYS = {**FEATURE_ZH, **UNHINTED_ZH}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    text = files("assessor.judging").joinpath("data/weights.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@lru_cache(maxsize=8)
def weights_for(checklist: str) -> Weights:
    """Return the weights fitted for the checklist of that id, or the general ones.

    The general ones know nothing of single checkpoints: no priors, no wording.
    """
    data = _data()
    fitted = data["checklists"].get(checklist, data["general"])
    return Weights(
        bias=fitted["bias"],
        features=fitted["features"],
        priors=fitted.get("priors", {}),
        evidence=data["evidence"],
        mid=data["mid"],
        high=data["high"],
    )


@lru_cache(maxsize=8)
def unhinted_weights(checklist: str) -> Weights | None:
    """Return the weights for sentences without a cue (unhinted.py); None for a checklist they were not fitted for."""
    data = _data()
    fitted = data["checklists"].get(checklist, {}).get("unhinted")
    if fitted is None:
        return None
    return Weights(fitted["bias"], fitted["features"], {}, data["evidence"], data["mid"], data["high"])
