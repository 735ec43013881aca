"""Bad typing and bad OCR: a share of the characters replaced, dropped or doubled, the labels kept in place."""

from __future__ import annotations

import random
from dataclasses import replace

from assessor.evaluating.labels import LabelledReport

RATE = 0.02
_BREAKS = frozenset("。！？；;\n\r")


def with_noise(labelled: LabelledReport, seed: int, rate: float = RATE) -> LabelledReport:
    """Return the report with `rate` of its characters replaced by another of the text, dropped or doubled.

    Sentence marks and line breaks are left alone so that the labelled units stay the same sentences;
    their offsets are moved along. The same seed gives the same noise.
    """
    chance = random.Random(f"{seed}:{labelled.name}")  # noqa: S311 - repeatable, not secret
    han = sorted({char for char in labelled.text if "一" <= char <= "鿿"})
    pieces: list[str] = []
    moved = [0]
    for char in labelled.text:
        new = char
        if char not in _BREAKS and chance.random() < rate:
            new = (chance.choice(han), "", char * 2)[chance.randrange(3)]
        pieces.append(new)
        moved.append(moved[-1] + len(new))
    units = tuple(replace(unit, start=moved[unit.start], end=moved[unit.end]) for unit in labelled.units)
    return replace(labelled, text="".join(pieces), units=units)
