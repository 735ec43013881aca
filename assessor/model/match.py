"""What the matcher found: which cues of which checkpoint a sentence satisfies, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assessor.model.result import Matched

Grade = Literal["strong", "weak", "veto", "zero", "moot"]


@dataclass(frozen=True, slots=True)
class CueHit:
    """A satisfied cue: the expression as written, its grade, and the terms found in text order."""

    cue: str
    grade: Grade
    matched: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class CheckpointMatch:
    """All that a sentence offers for one checkpoint.

    sentence: index into `Report.sentences`; subject: terms of the checkpoint's subject in the sentence.
    likeness: how much the sentence's words are those of the checkpoint's vocabulary, cue or no cue (0 for little).
    masked: it holds no cue, but a word that keeps others from proving the checkpoint (`mask` of the checklist).
    """

    sentence: int
    checkpoint: str
    hits: tuple[CueHit, ...]
    subject: tuple[Matched, ...] = ()
    likeness: float = 0.0
    masked: bool = False

    def graded(self, grade: Grade) -> tuple[CueHit, ...]:
        """Return the hits of that grade."""
        return tuple(hit for hit in self.hits if hit.grade == grade)
