"""Many short lists of whole numbers in two arrays, which are read from a file in no time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise


class NumberLists:
    """Lists of numbers from 0 to 4294967295, by place; they cannot be changed."""

    __slots__ = ("_bounds", "_numbers")

    def __init__(self, lists: Iterable[Sequence[int]]) -> None:
        kept = list(lists)
        self._bounds = array("I", accumulate(map(len, kept), initial=0))
        self._numbers = array("I", chain.from_iterable(kept))

    def __getitem__(self, place: int) -> Sequence[int]:
        """Return the list at `place`."""
        return self._numbers[self._bounds[place] : self._bounds[place + 1]]

    def __iter__(self) -> Iterator[Sequence[int]]:
        """Yield every list in order."""
        for start, end in pairwise(self._bounds):
            yield self._numbers[start:end]
