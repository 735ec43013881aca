"""A second look at every candidate: what the report's other sentences are worth for the same checkpoint.

A report tells a matter in one place. A stray sentence far from a better one rarely proves it again, while
sentences beside the better one often do. So the weights are asked twice: first without this, then with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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


class Elsewhere:
    """What a report's sentences are worth, by checkpoint."""

    def __init__(self, found: Iterable[FirstLook]) -> None:
        self._worth: dict[str, dict[int, float]] = defaultdict(dict)
        for one in found:
            self._worth[one.checkpoint][one.sentence] = one.worth
        # The best two are enough to know the best of the others; a text may be as long as it likes.
        self._best = {
            checkpoint: nlargest(2, places, key=places.__getitem__)
            for checkpoint, places in self._worth.items()
        }

    def at(self, checkpoint: str, sentence: int) -> float:
        """Return what the sentence with that index is worth for the checkpoint, 0 if nothing."""
        return self._worth.get(checkpoint, {}).get(sentence, 0.0)

    def outdone(self, checkpoint: str, sentence: int) -> float:
        """Return the worth of the best other sentence for the checkpoint."""
        others = (other for other in self._best.get(checkpoint, ()) if other != sentence)
        return max((self.at(checkpoint, other) for other in others), default=0.0)

    def beside(self, checkpoint: str, sentence: int) -> float:
        """Return the worth of the best other sentence close by."""
        near = range(sentence - BESIDE, sentence + BESIDE + 1)
        return max(self.at(checkpoint, other) for other in near if other != sentence)


def second_look(found: Sequence[FirstLook]) -> list[dict[str, float]]:
    """Return, for each candidate of a report, in order, the features that need the others' worth.

    outdone: the worth of the best other sentence for the checkpoint; beside: of the best one close by.
    """
    elsewhere = Elsewhere(found)
    features: list[dict[str, float]] = []
    for one in found:
        outdone = elsewhere.outdone(one.checkpoint, one.sentence)
        beside = elsewhere.beside(one.checkpoint, one.sentence)
        features.append({"outdone": outdone, "beside": beside} if outdone else {})
    return features
