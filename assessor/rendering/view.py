"""The scorecard as the templates see it: plain frozen data in Chinese, which templates only lay out.

Quotations are the report's own characters (`Piece.text` joined); all other texts are ours.
`assessor.rendering.compose` makes it from an `Assessment`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assessor.model.result import Status
from assessor.rendering.annotate import Line, Passage, Piece
from assessor.rendering.tally import Tally

#: Characters of a checkpoint's id, title and verdict that fit into a line beside the reviewer's column.
_NARROW = 32


@dataclass(frozen=True, slots=True)
class CitationView:
    """A quotation under a checkpoint. `id` is where the annotated text links back to.

    kind: 计划, 问题 or 口号 for a mention, "" for evidence; page: of the original, if it has pages;
    why: what must be said where no marked word says it, "" else.
    """

    id: str
    passage: Passage
    pieces: tuple[Piece, ...]
    place: str
    paragraph: int
    page: int | None
    kind: str
    low: bool
    confidence: str
    why: str

    @property
    def marks(self) -> str:
        """Return where the marked pieces are, as "start-end start-end", counted in the quotation."""
        places = []
        start = 0
        for piece in self.pieces:
            end = start + len(piece.text)
            if piece.hit:
                places.append(f"{start}-{end}")
            start = end
        return " ".join(places)


@dataclass(frozen=True, slots=True)
class CheckpointView:
    """A checkpoint with all that is printed of it. anchor: its id in the page; costs: a gap that lowers the score."""

    id: str
    anchor: str
    title: str
    requirement: str
    closes: str
    weight: str
    weighty: bool
    asked: str
    asked_reason: str
    optional: bool
    status: Status
    symbol: str
    word: str
    gap: bool
    costs: bool
    general: bool
    doubtful: bool
    facts: tuple[str, ...]
    evidence: tuple[CitationView, ...]
    mentions: tuple[CitationView, ...]
    waiver: str
    keep: bool
    part: str

    @property
    def verdict(self) -> str:
        """Return the status in words, with 笼统 and 待核 where they apply."""
        remarks = [word for word, on in (("笼统", self.general), ("待核", self.doubtful)) if on]
        return self.word + (f"（{'，'.join(remarks)}）" if remarks else "")

    @property
    def wide(self) -> bool:
        """Tell whether the heading is too long to leave room for the reviewer's column on paper."""
        return len(self.id) + len(self.title) + len(self.verdict) > _NARROW


@dataclass(frozen=True, slots=True)
class ItemView:
    """An article of the outline. lost: the weight of its gaps that lower the score."""

    id: str
    anchor: str
    label: str
    title: str
    status: Status
    symbol: str
    word: str
    score: str
    covered: int
    asked: int
    lost: str
    weak: bool
    checkpoints: tuple[CheckpointView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the outline with its row of discs and its bar."""

    id: str
    anchor: str
    label: str
    title: str
    short: str
    score: str
    covered: int
    asked: int
    weak: bool
    chart: Markup
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """The way from a cited passage back to the checkpoint that cites it."""

    checkpoint: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many checkpoints have a status."""

    status: Status
    symbol: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All that the templates print."""

    title: str
    running_title: str
    issuer: str
    level: str
    level_source: str
    year: str
    source: str
    characters: int
    sha256: str
    checklist: str
    checklist_id: str
    checklist_version: str
    score: str
    verdict: str
    counts: tuple[StatusCount, ...]
    specific: int
    general: int
    doubtful: int
    tally: Tally
    warnings: tuple[str, ...]
    parts: tuple[PartView, ...]
    weakest: tuple[ItemView, ...]
    gaps: tuple[CheckpointView, ...]
    thin: tuple[CheckpointView, ...]
    not_asked: tuple[CheckpointView, ...]
    weights: tuple[str, ...]
    backlinks: dict[int, tuple[Backlink, ...]]
    by_id: dict[str, CheckpointView]
    lines: tuple[Line, ...]
    uncited: int
    paged: bool

    @property
    def asked_gaps(self) -> tuple[CheckpointView, ...]:
        """Return the gaps among what is asked."""
        return tuple(c for c in self.gaps if not c.optional)

    @property
    def optional_gaps(self) -> tuple[CheckpointView, ...]:
        """Return the gaps that cost nothing: they count only when written."""
        return tuple(c for c in self.gaps if c.optional)

    def by_part(
        self, checkpoints: Sequence[CheckpointView]
    ) -> Iterator[tuple[PartView, tuple[CheckpointView, ...]]]:
        """Yield the parts that any of the checkpoints belong to, each with those."""
        for part in self.parts:
            own = tuple(c for c in checkpoints if c.part == part.id)
            if own:
                yield part, own

    def reasons(self) -> tuple[tuple[str, str, tuple[CheckpointView, ...]], ...]:
        """Return what was not asked by 不适用 or 选报 and reason, each with its checkpoints in order."""
        found: dict[tuple[str, str], list[CheckpointView]] = {}
        for checkpoint in self.not_asked:
            found.setdefault((checkpoint.asked, checkpoint.asked_reason), []).append(checkpoint)
        return tuple((asked, reason, tuple(group)) for (asked, reason), group in found.items())

    def checkpoints(self) -> tuple[CheckpointView, ...]:
        """Return every checkpoint in the outline's order."""
        return tuple(self.by_id.values())
