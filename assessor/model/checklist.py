"""A checklist as the matcher and the judge see it: checkpoints and the cues that prove them.

Terms are held normalised (see `assessor.matching.shadow`); `source` keeps what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assessor.model.result import Asked
from assessor.model.text import Level

MAX_TERM = 40
"""Characters a term may have: longer needles make the search slow and find nothing."""

TermKind = Literal["literal", "number", "document"]


class Term(NamedTuple):
    """The smallest thing a cue looks for. (A tuple, like the other parts of a cue: there are tens of thousands.)

    literal: `text` itself; number: a figure followed by the unit `text` ("" for any figure);
    document: a named document 《…》 whose title contains `text`.
    """

    kind: TermKind
    text: str
    source: str


class Link(NamedTuple):
    """How a slot hangs on the slots before it: at most `distance` characters away, in the same clause."""

    ordered: bool
    distance: int


class Chain(NamedTuple):
    """Slots (each a choice of terms) that stand near each other in one clause; `links` joins them."""

    slots: tuple[tuple[Term, ...], ...]
    links: tuple[Link, ...] = ()


class Cue(NamedTuple):
    """A cue as written, and its chains; all chains must occur in the sentence."""

    source: str
    chains: tuple[Chain, ...]

    def terms(self) -> Iterator[Term]:
        """Yield every term the cue names."""
        for chain in self.chains:
            for slot in chain.slots:
                yield from slot


class Example(NamedTuple):
    """An invented sentence that must (or must not) be evidence, under `heading` if not empty.

    place: where the checklist has it, as `file:line`.
    """

    text: str
    heading: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One thing a report should show, and what proves it. Fields as in docs/checklist.md."""

    id: str
    title: str
    requirement: str
    closes: str
    weight: float
    asked: dict[Level, Asked]
    asked_note: str
    subject: tuple[Term, ...] = ()
    strong: tuple[Cue, ...] = ()
    weak: tuple[Cue, ...] = ()
    vetoes: tuple[Cue, ...] = ()
    masks: tuple[Term, ...] = ()
    yields_to: tuple[str, ...] = ()
    zero: tuple[Cue, ...] = ()
    moot: tuple[Cue, ...] = ()
    match_examples: tuple[Example, ...] = ()
    other_examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the outline."""

    id: str
    title: str
    checkpoints: tuple[Checkpoint, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part (chapter) of the outline."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A loaded checklist. `valid_from`/`valid_until` are the report years it is meant for."""

    id: str
    title: str
    version: str
    valid_from: int | None
    valid_until: int | None
    parts: tuple[Part, ...]
    digest: str = ""

    def checkpoints(self) -> Iterator[Checkpoint]:
        """Yield every checkpoint in order."""
        for part in self.parts:
            for item in part.items:
                yield from item.checkpoints
