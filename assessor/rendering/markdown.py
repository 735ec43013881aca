"""The scorecard in short, as GitHub-flavoured Markdown for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessor.model.result import Assessment
from assessor.rendering.compose import scorecard
from assessor.rendering.view import CheckpointView, CitationView, Scorecard
from assessor.rendering.wording import visible

#: GitHub takes comments of up to 65,536 characters; the evidence is left out where it would not fit.
COMMENT_LIMIT = 65_000

_DISCS = {"covered": "●", "declared_none": "◎", "mentioned": "◐", "missing": "○", "not_applicable": "—"}
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
#: What GitHub turns into a link, a call or a picture on its own: users, issues, addresses, :emoji:.
_CALLS = re.compile(r"(@|#(?=\d)|:(?=//)|www(?=\.)|:(?=[\w+-]+:))", re.ASCII)
_WHITE = re.compile(r"\s+")


def to_markdown(assessment: Assessment) -> str:
    """Return score, counts, parts, gaps and thin spots, with the evidence folded away.

    Text of the report is escaped so that it is shown as it is written: no mark-up, no HTML, no mention
    of users (`@name`), no table broken. The evidence is left out, and that said, where the whole would
    be longer than a comment on GitHub may be.
    """
    card = scorecard(assessment)
    short = [*_head(card), *_parts(card), *_gaps(card), *_thin(card)]
    long = "\n".join([*short, *_evidence(card), *_foot(card)]) + "\n"
    if len(long) <= COMMENT_LIMIT:
        return long
    note = ["", "依据太长，未列在这里；请看 PDF 或网页计分表。"]
    return "\n".join([*short, *note, *_foot(card)]) + "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it literally, on one line and inside a table cell.

    What GitHub would turn into a link or call of its own is cut in two by an empty comment.
    """
    flat = _WHITE.sub(" ", visible(text)).strip()
    flat = flat.replace("&", "&amp;").replace("<", "&lt;")
    return _CALLS.sub(r"\1<!-- -->", _SPECIAL.sub(r"\\\1", flat))


def _head(card: Scorecard) -> Iterator[str]:
    yield f"## {escape(card.title)}：{card.score} 分"
    yield ""
    yield (
        f"{escape(card.issuer)}，{escape(card.level)}（{card.level_source}），{escape(card.year)}。"
        f"对照《{escape(card.checklist)}》检查点清单，版本 {escape(card.checklist_version)}。"
    )
    for warning in card.warnings:
        yield ""
        yield f"> ⚠ {escape(warning)}"
    yield ""
    yield "| " + " | ".join(f"{c.symbol} {c.word}" for c in card.counts) + " |"
    yield "|" + "---:|" * len(card.counts)
    yield "| " + " | ".join(str(c.count) for c in card.counts) + " |"
    yield ""
    yield f"{card.verdict}已覆盖的当中，具体{card.specific}项，笼统{card.general}项。"


def _parts(card: Scorecard) -> Iterator[str]:
    yield ""
    yield "| 部分 | 检查点 | 覆盖 | 得分 |"
    yield "|---|---|---:|---:|"
    for part in card.parts:
        states = "".join(_DISCS[c.status] for item in part.items for c in item.checkpoints)
        name = f"{part.label}、{escape(part.short)}"
        yield f"| {name} | {states} | {part.covered}/{part.asked} | {part.score} |"


def _gaps(card: Scorecard) -> Iterator[str]:
    yield ""
    yield "### 缺漏清单"
    yield ""
    if not card.gaps:
        yield "没有未见或仅提及的检查点。"
        return
    if card.asked_gaps:
        yield f"**应报的缺漏（{len(card.asked_gaps)}项）**"
        yield ""
        for part, gaps in card.by_part(card.asked_gaps):
            yield f"{part.label}、{escape(part.short)}"
            yield ""
            yield from (_gap(c) for c in gaps)
            yield ""
    if card.optional_gaps:
        yield "<details>"
        yield f"<summary>选报的缺漏（{len(card.optional_gaps)}项，不影响得分）</summary>"
        yield ""
        yield from (_gap(c) for c in card.optional_gaps)
        yield ""
        yield "</details>"
        yield ""


def _gap(checkpoint: CheckpointView) -> str:
    seen = "、".join(f"{m.kind}，第{m.paragraph}段" for m in checkpoint.mentions)
    status = f"{checkpoint.symbol} {checkpoint.word}" + (f"（{seen}）" if seen else "")
    waiver = f"；豁免：{escape(checkpoint.waiver)}" if checkpoint.waiver else ""
    closes = f"：{escape(checkpoint.closes)}" if checkpoint.closes and not checkpoint.optional else ""
    title = f"**{escape(checkpoint.id)}** {escape(checkpoint.title)}"
    return f"- [ ] {title} {status}{closes}{waiver}"


def _thin(card: Scorecard) -> Iterator[str]:
    if not card.thin:
        return
    yield "### 写得笼统的"
    yield ""
    for checkpoint in card.thin:
        places = "、".join(f"第{q.paragraph}段" for q in checkpoint.evidence)
        yield f"- [ ] **{escape(checkpoint.id)}** {escape(checkpoint.title)}（{places}）"


def _evidence(card: Scorecard) -> Iterator[str]:
    yield ""
    yield "<details>"
    yield f"<summary>全部{len(card.by_id)}个检查点及依据</summary>"
    yield ""
    yield "| 编号 | 检查点 | 状态 | 原文 |"
    yield "|---|---|---|---|"
    for checkpoint in card.checkpoints():
        quotes = "<br>".join(_quotes((*checkpoint.evidence, *checkpoint.mentions)))
        status = f"{checkpoint.symbol} {checkpoint.verdict}"
        yield f"| {escape(checkpoint.id)} | {escape(checkpoint.title)} | {status} | {quotes} |"
    yield ""
    yield "</details>"


def _quotes(citations: Iterable[CitationView]) -> Iterator[str]:
    for citation in citations:
        text = escape("".join(piece.text for piece in citation.pieces))
        kind = f"〔{citation.kind}〕" if citation.kind else ""
        why = "" if citation.kind else citation.why
        remarks = [f"第{citation.paragraph}段", *filter(None, (why, "待核" if citation.low else ""))]
        yield f"{kind}{text}（{escape('，'.join(remarks))}）"


def _foot(card: Scorecard) -> Iterator[str]:
    yield ""
    yield f"<sub>原文 {escape(card.source)}；未见不等于没有做，判断以人工审核为准。</sub>"
