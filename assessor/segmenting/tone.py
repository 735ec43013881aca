"""Does a sentence without any cue of stance still sound like a plan, an admission or a zero statement?

出庭率只有81% and 文书仍以手写为主 admit something, 两本台账都是零登记 denies something in words no list
foresees. Small logistic models over runs of characters, fitted from the labelled reports
(assessor/evaluating/fit_tone.py), hear that. They are asked only where the rules of stance.py found
nothing against `done`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assessor.kept import kept
from assessor.model.grams import grams
from assessor.model.text import Stance
from assessor.segmenting.lines import numbering

SIZES = (1, 2, 3)
MARK = "<"
"""What the rules noticed in a sentence stands among its runs of characters with this before it."""
SOUNDS_ZH: Mapping[Stance, str] = {"plan": "语气像计划", "problem": "语气像承认不足"}


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the models: the bias and the weight of each run of characters."""

    bias: float
    weights: Mapping[str, float]

    def chance(self, found: frozenset[str]) -> float:
        """Return how likely it is, 0 to 1, that a sentence with these runs speaks with this voice."""
        total = self.bias + math.fsum(map(self.weights.__getitem__, found & self.weights.keys()))
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence sounds like.

    doubt: the chance, 0 to 1, that it is a plan or an admission; stance: what it is if that is believed;
    denial: the chance, 0 to 1, that it is a zero statement (judging/zero.py).
    """

    doubt: float = 0.0
    stance: Stance = "done"
    denial: float = 0.0


@dataclass(frozen=True, slots=True)
class Tone:
    """The models for the two stances that are no achievement, and for zero statements.

    cut: the chance from which the former are believed outright; below it they only weigh against the
    sentence (judging/features.py).
    """

    voices: Mapping[Stance, Voice]
    denial: Voice
    cut: float

    def hear(self, text: str, marks: Iterable[str] = ()) -> Heard:
        """Return what the normalised sentence `text` sounds like; marks: what the rules noticed in it."""
        found = runs_of(text, marks)
        chances = {stance: voice.chance(found) for stance, voice in self.voices.items()}
        doubt, denial = sum(chances.values()), self.denial.chance(found)
        if doubt < self.cut:
            return Heard(doubt, "done", denial)
        return Heard(doubt, max(sorted(chances), key=lambda one: chances[one]), denial)


def runs_of(text: str, marks: Iterable[str]) -> frozenset[str]:
    """Return what the models weigh: the runs of characters of the normalised `text`, and the marks.

    The numbering it begins with says nothing.
    """
    return grams(text[numbering(text)[1] :], SIZES) | {MARK + mark for mark in marks}


SILENT = -50.0
"""Bias of a voice that is never heard."""
DEAF = Tone({}, Voice(SILENT, {}), 1.0)
"""Hears nothing: the rules alone decide."""


@lru_cache(maxsize=1)
def builtin_tone() -> Tone:
    """Return the models that come with the tool."""
    path = Path(__file__).with_name("data") / "tone.json"
    data = kept("tone", lambda: json.loads(path.read_text(encoding="utf-8")), made_by=(path,))
    stances: tuple[Stance, ...] = ("plan", "problem")
    return Tone({stance: Voice(**data[stance]) for stance in stances}, Voice(**data["denial"]), data["cut"])
