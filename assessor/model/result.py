"""The outcome of an assessment: every judgement with the words that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor.model.text import Level, LevelSource, Report, Stance

Status = Literal["covered", "declared_none", "mentioned", "missing", "not_applicable"]
Asked = Literal["asked", "optional", "not_applicable"]
"""应报 asked (costs when missing), 选报 optional (counts when there), 不适用 not applicable to this level."""

Confidence = Literal["high", "mid", "low"]
Substance = Literal["specific", "general"]
MentionKind = Literal["plan", "problem", "slogan"]

STATUS_ZH: dict[Status, str] = {
    "covered": "已覆盖",
    "declared_none": "零报告",
    "mentioned": "仅提及",
    "missing": "未见",
    "not_applicable": "不适用",
}
STATUS_SYMBOL: dict[Status, str] = {
    "covered": "●",
    "declared_none": "◎",
    "mentioned": "◐",
    "missing": "○",
    "not_applicable": "—",
}
MENTION_ZH: dict[MentionKind, str] = {"plan": "计划", "problem": "问题", "slogan": "口号"}
CONFIDENCE_ZH: dict[Confidence, str] = {"high": "高", "mid": "中", "low": "待核"}
SUBSTANCE_ZH: dict[Substance, str] = {"specific": "具体", "general": "笼统"}
LEVEL_ZH: dict[Level, str] = {
    "province": "省级",
    "city": "设区的市（州）",
    "county": "县（市、区）",
    "township": "乡镇（街道）",
    "department": "政府部门",
}
ASKED_ZH: dict[Asked, str] = {"asked": "应报", "optional": "选报", "not_applicable": "不适用"}
LEVEL_SOURCE_ZH: dict[LevelSource, str] = {
    "given": "指定",
    "detected": "由文中判定",
    "assumed": "推定，请核对",
}


@dataclass(frozen=True, slots=True)
class Matched:
    """A term of the checklist found in a sentence.

    term: the term as the checklist writes it; text: the report's own characters;
    start/end: where they stand in the report's text; similarity: 0-100, 100 when exact.
    """

    term: str
    text: str
    start: int
    end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that proves a checkpoint (or, for `declared_none`, states its absence).

    score: 0-100, the matcher's strength; confidence low is shown as 待核.
    cues: the cue expressions of the checklist that were satisfied.
    facts: figures, named instruments, dates found in the sentence; `why`: one Chinese line. Where nothing
    matched, it begins with what the sentence rests on instead, up to a colon (句中没有清单用语：…).
    """

    start: int
    end: int
    text: str
    section: str
    paragraph: int
    page: int | None
    score: float
    confidence: Confidence
    matched: tuple[Matched, ...]
    cues: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence on the checkpoint's subject that is no evidence: a plan, a shortcoming, a slogan."""

    start: int
    end: int
    text: str
    section: str
    paragraph: int
    page: int | None
    kind: MentionKind
    stance: Stance
    matched: tuple[Matched, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A reviewer's declaration that a checkpoint does not apply or may be missing."""

    kind: Literal["not_applicable", "accepted"]
    reason: str
    by: str
    expires: str
    state: Literal["active", "expired", "suspect", "unused"] = "active"


@dataclass(frozen=True, slots=True)
class CheckpointResult:
    """What a report shows for one checkpoint.

    requirement: what the outline asks; closes: one line on the kind of fact that would close a gap.
    asked_reason: why it is optional or not applicable at this level ("" when asked).
    substance is None unless covered.
    """

    id: str
    title: str
    requirement: str
    closes: str
    weight: float
    asked: Asked
    asked_reason: str
    status: Status
    evidence: tuple[Evidence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    substance: Substance | None = None
    facts: tuple[str, ...] = ()
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """An article of the outline. score is 0-100, None when nothing in it is counted."""

    id: str
    title: str
    status: Status
    score: float | None
    checkpoints: tuple[CheckpointResult, ...]


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part (chapter) of the outline. score is 0-100, None when nothing in it is counted."""

    id: str
    title: str
    score: float | None
    items: tuple[ItemResult, ...]

    def checkpoints(self) -> Iterator[CheckpointResult]:
        """Yield the part's checkpoints in the outline's order."""
        for item in self.items:
            yield from item.checkpoints


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals. score: 0-100 (None when nothing is counted); specific: covered ones with substance."""

    score: float | None
    counts: dict[Status, int]
    specific: int
    general: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A report judged against a checklist; what every renderer takes."""

    report: Report
    checklist_id: str
    checklist_title: str
    checklist_version: str
    level: Level
    level_source: LevelSource
    summary: Summary
    parts: tuple[PartResult, ...]
    warnings: tuple[str, ...] = ()

    def checkpoints(self) -> Iterator[CheckpointResult]:
        """Yield every checkpoint in the outline's order."""
        for part in self.parts:
            yield from part.checkpoints()
