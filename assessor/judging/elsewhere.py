"""A second look at every candidate: what the report's other sentences are worth for the same checkpoint.

A report tells a matter in one place. A stray sentence far from a better one rarely proves it again, while
sentences beside the better one often do. So the weights are asked twice: first without this, then with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest
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
    worth: dict[str, dict[int, float]] = defaultdict(dict)
    for one in found:
        worth[one.checkpoint][one.sentence] = one.worth
    # The best two are enough to know the best of the others; a text may be as long as it likes.
    best = {checkpoint: nlargest(2, places, key=places.__getitem__) for checkpoint, places in worth.items()}
    features: list[dict[str, float]] = []
    for one in found:
        places = worth[one.checkpoint]
        outdone = max((places[other] for other in best[one.checkpoint] if other != one.sentence), default=0.0)
        near = range(one.sentence - BESIDE, one.sentence + BESIDE + 1)
        beside = max(places.get(other, 0.0) for other in near if other != one.sentence)
        features.append({"outdone": outdone, "beside": beside} if outdone else {})
    return features
