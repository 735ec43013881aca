"""A second look at every candidate: what the report's other sentences are worth for the same checkpoint.

A report tells a matter in one place. A stray sentence far from a better one rarely proves it again, while
sentences beside the better one often do. So the weights are asked twice: first without this, then with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

BESIDE: Final = 2
"""How many sentences away another one still stands beside it."""
SECOND_LOOK: Final = ("outdone", "beside")
"""The features that only a second look can give."""


class FirstLook(NamedTuple):
    """A candidate as the first look leaves it: its checkpoint, the index of its sentence, what it is worth."""

    checkpoint: str
    sentence: int
    worth: float


def second_look(found: Sequence[FirstLook]) -> list[dict[str, float]]:
    """Return, for each candidate of a report, in order, the features that need the others' worth.

    outdone: the worth of the best other sentence for the checkpoint; beside: of the best one close by.
    """
    by_checkpoint: dict[str, list[FirstLook]] = defaultdict(list)
    for one in found:
        by_checkpoint[one.checkpoint].append(one)
    features: list[dict[str, float]] = []
    for one in found:
        others = [other for other in by_checkpoint[one.checkpoint] if other.sentence != one.sentence]
        near = [other for other in others if abs(other.sentence - one.sentence) <= BESIDE]
        outdone, beside = (max((other.worth for other in group), default=0.0) for group in (others, near))
        features.append({"outdone": outdone, "beside": beside} if outdone else {})
    return features
