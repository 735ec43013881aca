"""Makes the scorecard's view from an assessment: puts it in order, counts it, words it in Chinese."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import PurePath

from assessor.model.result import (
    ASKED_ZH,
    CONFIDENCE_ZH,
    LEVEL_SOURCE_ZH,
    LEVEL_ZH,
    MENTION_ZH,
    STATUS_SYMBOL,
    STATUS_ZH,
    Assessment,
    CheckpointResult,
    Evidence,
    ItemResult,
    Mention,
    PartResult,
    Status,
    Waiver,
)
from assessor.model.text import Report
from assessor.model.typesetting import typeset
from assessor.rendering import annotate, chart
from assessor.rendering.annotate import Passage
from assessor.rendering.tally import Tally, costs, tally
from assessor.rendering.view import (
    Backlink,
    CheckpointView,
    CitationView,
    ItemView,
    PartView,
    Scorecard,
    StatusCount,
)
from assessor.rendering.wording import before_comma, figure, numeral, points

STATUSES: tuple[Status, ...] = ("covered", "declared_none", "mentioned", "missing", "not_applicable")
GAPS: tuple[Status, ...] = ("mentioned", "missing")
WAIVER_ZH = {"not_applicable": "声明不适用", "accepted": "同意缺项"}
WAIVER_STATE_ZH = {"active": "有效", "expired": "已过期", "suspect": "原句已变，待复核", "unused": "未用到"}

#: A checkpoint with more quoted characters than this may be cut by a page break.
_UNCUT_CHARACTERS = 240
_WEAKEST_PARTS = 3
_WEAKEST_ITEMS = 6


def anchor(prefix: str, identifier: str) -> str:
    """Return an id for the page: letters, digits, `.`, `_` and `-` stay, others become their code."""
    return (
        prefix
        + "-"
        + "".join(c if c.isascii() and (c.isalnum() or c in "._-") else f"x{ord(c):x}x" for c in identifier)
    )


def scorecard(assessment: Assessment) -> Scorecard:
    """Return the view of an assessment."""
    report = assessment.report
    title = report.title or PurePath(report.document.source).stem or "未命名报告"
    cited = annotate.passages(assessment)
    by_start = {passage.start: passage for passage in cited}
    counted = tally(assessment)
    weak_parts = _weakest_parts(assessment.parts)
    warnings = tuple(
        typeset(w) for w in dict.fromkeys((*assessment.warnings, *report.warnings, *report.document.notices))
    )
    # Page one is one page: what warnings take of it, the weakest articles give up.
    weak_items = _weakest_items(assessment.parts)[: max(2, _WEAKEST_ITEMS - len(warnings))]
    heaviest = _heaviest(assessment)
    longest = max((len(tuple(part.checkpoints())) for part in assessment.parts), default=1)
    parts = tuple(
        _part(part, report, by_start, counted, longest, heaviest, weak_parts, weak_items)
        for part in assessment.parts
    )
    items = {item.id: item for part in parts for item in part.items}
    by_id = {c.id: c for item in items.values() for c in item.checkpoints}
    everything = tuple(by_id.values())
    text_lines = annotate.lines(report, cited)
    return Scorecard(
        title=title,
        running_title=_shorten(title, 34),
        issuer=report.issuer or "文中未见",
        level=LEVEL_ZH[assessment.level],
        level_source=LEVEL_SOURCE_ZH[assessment.level_source],
        year=f"{report.year}年" if report.year else "文中未见",
        source=report.document.source,
        characters=sum(not c.isspace() for c in report.document.text),
        sha256=report.document.sha256,
        checklist=assessment.checklist_title,
        checklist_id=assessment.checklist_id,
        checklist_version=assessment.checklist_version,
        score=points(assessment.summary.score),
        verdict=_verdict(assessment, counted),
        counts=tuple(
            StatusCount(s, STATUS_SYMBOL[s], STATUS_ZH[s], assessment.summary.counts.get(s, 0))
            for s in STATUSES
        ),
        specific=assessment.summary.specific,
        general=assessment.summary.general,
        doubtful=sum(c.doubtful for c in everything),
        tally=counted,
        warnings=warnings,
        parts=parts,
        weakest=tuple(items[item] for item in weak_items if item in items),
        gaps=tuple(c for c in everything if c.gap),
        thin=tuple(c for c in everything if c.general),
        not_asked=tuple(c for c in everything if c.asked != ASKED_ZH["asked"]),
        weights=tuple(figure(w) for w in sorted({c.weight for c in assessment.checkpoints()}, reverse=True)),
        backlinks=_backlinks(everything),
        by_id=by_id,
        lines=text_lines,
        uncited=sum(line.kind != "heading" and not line.cited for line in text_lines),
        paged=bool(report.document.pages),
    )


def _part(
    part: PartResult,
    report: Report,
    passages: dict[int, Passage],
    counted: Tally,
    longest: int,
    heaviest: float,
    weak_parts: Sequence[str],
    weak_items: Sequence[str],
) -> PartView:
    checkpoints = tuple(part.checkpoints())
    covered, asked = _covered_of_asked(checkpoints)
    name = f"{numeral(part.id)}、{part.title}"
    states = [(c.status, c.substance) for c in checkpoints]
    told = "、".join(
        f"{STATUS_ZH[s]}{n}项" for s in STATUSES if (n := sum(c.status == s for c in checkpoints))
    )
    return PartView(
        id=part.id,
        anchor=anchor("part", part.id),
        label=numeral(part.id),
        title=part.title,
        short=before_comma(part.title),
        score=points(part.score),
        covered=covered,
        asked=asked,
        weak=part.id in weak_parts,
        chart=chart.row(
            states, longest, part.score, counted.score, f"{name}：得分{points(part.score)}；{told}"
        ),
        items=tuple(_item(item, part, report, passages, heaviest, weak_items) for item in part.items),
    )


def _item(
    item: ItemResult,
    part: PartResult,
    report: Report,
    passages: dict[int, Passage],
    heaviest: float,
    weak_items: Sequence[str],
) -> ItemView:
    covered, asked = _covered_of_asked(item.checkpoints)
    return ItemView(
        id=item.id,
        anchor=anchor("item", item.id),
        label=f"（{numeral(item.id)}）",
        title=item.title,
        status=item.status,
        symbol=STATUS_SYMBOL[item.status],
        word=_item_word(item, covered, asked),
        score=points(item.score),
        covered=covered,
        asked=asked,
        lost=figure(_lost(item)),
        weak=item.id in weak_items,
        checkpoints=tuple(_checkpoint(c, part, report, passages, heaviest) for c in item.checkpoints),
    )


def _item_word(item: ItemResult, covered: int, asked: int) -> str:
    """Return the article's status in words; one that is covered in part is not called covered."""
    return "部分覆盖" if item.status == "covered" and covered < asked else STATUS_ZH[item.status]


def _checkpoint(
    checkpoint: CheckpointResult,
    part: PartResult,
    report: Report,
    passages: dict[int, Passage],
    heaviest: float,
) -> CheckpointView:
    quoted: tuple[Evidence | Mention, ...] = (*checkpoint.evidence, *checkpoint.mentions)
    proved = checkpoint.status in ("covered", "declared_none")
    return CheckpointView(
        id=checkpoint.id,
        anchor=anchor("cp", checkpoint.id),
        title=checkpoint.title,
        requirement=checkpoint.requirement,
        closes=checkpoint.closes,
        weight=figure(checkpoint.weight),
        weighty=checkpoint.weight >= heaviest,
        asked=ASKED_ZH[checkpoint.asked],
        asked_reason=checkpoint.asked_reason,
        optional=checkpoint.asked == "optional",
        status=checkpoint.status,
        symbol=STATUS_SYMBOL[checkpoint.status],
        word=STATUS_ZH[checkpoint.status],
        gap=checkpoint.status in GAPS,
        costs=costs(checkpoint),
        general=checkpoint.status == "covered" and checkpoint.substance == "general",
        doubtful=proved
        and bool(checkpoint.evidence)
        and all(proof.confidence == "low" for proof in checkpoint.evidence),
        facts=checkpoint.facts,
        evidence=_citations(checkpoint, checkpoint.evidence, report, passages, "e"),
        mentions=_citations(checkpoint, checkpoint.mentions, report, passages, "m"),
        waiver=_waiver(checkpoint.waiver),
        keep=sum(len(q.text) for q in quoted) <= _UNCUT_CHARACTERS,
        part=part.id,
    )


def _citations(
    checkpoint: CheckpointResult,
    quoted: Sequence[Evidence | Mention],
    report: Report,
    passages: dict[int, Passage],
    prefix: str,
) -> tuple[CitationView, ...]:
    result = []
    for number, quote in enumerate(quoted, start=1):
        confidence = quote.confidence if isinstance(quote, Evidence) else None
        result.append(
            CitationView(
                id=f"{anchor(prefix, checkpoint.id)}-{number}",
                passage=passages[quote.start],
                pieces=annotate.quotation(quote.text, quote.start, quote.matched),
                place=_place(report, quote.section),
                paragraph=quote.paragraph,
                page=quote.page,
                kind=MENTION_ZH[quote.kind] if isinstance(quote, Mention) else "",
                low=confidence == "low",
                confidence=CONFIDENCE_ZH[confidence] if confidence else "",
                why=typeset(_remark(quote)),
            )
        )
    return tuple(result)


def _remark(quote: Evidence | Mention) -> str:
    """Return what must be said beside a quotation: why it is only mentioned, or proves although nothing is marked."""
    if isinstance(quote, Mention):
        return quote.why
    return "" if quote.matched else quote.why.partition("：")[0]


def _backlinks(checkpoints: Sequence[CheckpointView]) -> dict[int, tuple[Backlink, ...]]:
    """Return, for each cited passage by its number, the checkpoints that cite it, each once."""
    found: dict[int, dict[str, Backlink]] = {}
    for checkpoint in checkpoints:
        for citation in (*checkpoint.evidence, *checkpoint.mentions):
            link = Backlink(checkpoint.id, f"#{citation.id}", citation.kind)
            found.setdefault(citation.passage.number, {}).setdefault(checkpoint.id, link)
    return {number: tuple(links.values()) for number, links in found.items()}


def _heaviest(assessment: Assessment) -> float:
    """Return the highest weight, which is pointed out; infinity where all weigh the same."""
    weights = {checkpoint.weight for checkpoint in assessment.checkpoints()}
    return max(weights) if len(weights) > 1 else math.inf


def _place(report: Report, section: str) -> str:
    """Return the title of the innermost section a quotation stands in."""
    try:
        path = report.section(section).path
    except KeyError:
        path = ()
    return f"“{_shorten(path[-1], 13)}”" if path else "开头部分"


def _waiver(waiver: Waiver | None) -> str:
    if waiver is None:
        return ""
    parts = [f"{WAIVER_ZH[waiver.kind]}：{waiver.reason}", f"{waiver.by}签", f"有效期至{waiver.expires}"]
    return "；".join(parts) + f"（{WAIVER_STATE_ZH[waiver.state]}）"


def _covered_of_asked(checkpoints: Sequence[CheckpointResult]) -> tuple[int, int]:
    """Return how many are covered, of how many that count (optional ones count only when covered)."""
    covered = sum(c.status == "covered" for c in checkpoints)
    return covered, covered + sum(map(costs, checkpoints))


def _weakest_parts(parts: Sequence[PartResult]) -> list[str]:
    """Return the ids of the parts with the lowest scores under 100, at most three."""
    scored = [(part.score, place, part.id) for place, part in enumerate(parts) if part.score is not None]
    return [part for score, _, part in sorted(scored) if score < 100][:_WEAKEST_PARTS]


def _weakest_items(parts: Sequence[PartResult]) -> list[str]:
    """Return the ids of the articles with the lowest scores, of equals those that lost more, then by number."""
    ranked = []
    for place, item in enumerate(item for part in parts for item in part.items):
        if item.score is not None and (lost := _lost(item)):
            ranked.append((item.score, -lost, place, item.id))
    return [identifier for *_, identifier in sorted(ranked)[:_WEAKEST_ITEMS]]


def _lost(item: ItemResult) -> float:
    """Return the weight of the gaps that lower the article's score."""
    return sum(c.weight for c in item.checkpoints if costs(c))


def _verdict(assessment: Assessment, counted: Tally) -> str:
    """Return the one sentence under the score."""
    counts = assessment.summary.counts
    total = sum(counts.values())
    outside = counts.get("not_applicable", 0)
    missing, mentioned = counts.get("missing", 0), counts.get("mentioned", 0)
    opening = f"清单共{total}项，" + (f"不适用{outside}项；" if outside else "全部适用；")
    if not missing and not mentioned:
        return opening + "没有缺漏。"
    gaps = "、".join(
        text
        for count, text in (
            (missing, f"未见{missing}项"),
            (mentioned, f"只有计划、问题或口号{mentioned}项"),
        )
        if count
    )
    optional = f"，其中选报{counted.optional_gaps}项不扣分" if counted.optional_gaps else ""
    return f"{opening}{gaps}{optional}。"


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
