"""What the terminal shows of an assessment: score, counts, weakest areas, warnings, where the files are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from assessor.cli.chinese import display_width, pad, wrap
from assessor.model.result import (
    LEVEL_SOURCE_ZH,
    LEVEL_ZH,
    STATUS_SYMBOL,
    STATUS_ZH,
    Assessment,
    PartResult,
    Status,
)
from assessor.model.typesetting import typeset
from assessor.rendering.wording import numeral, points

_STATUSES: Final[tuple[Status, ...]] = ("covered", "declared_none", "mentioned", "missing", "not_applicable")
_WEAKEST: Final = 3
_LABEL_WIDTH: Final = 8


def summary_lines(assessment: Assessment, files: Sequence[Path], *, width: int = 80) -> list[str]:
    """Return the summary of one assessment as lines of at most `width` columns."""
    counts = assessment.summary.counts
    report = assessment.report
    year = f"{report.year} 年" if report.year else "年度不明"
    level = f"{LEVEL_ZH[assessment.level]}（{LEVEL_SOURCE_ZH[assessment.level_source]}）"
    rows = [
        ("报告", " · ".join((report.issuer or "制发机关不明", year, level))),
        ("清单", f"{assessment.checklist_title} {assessment.checklist_version}"),
        ("得分", score_text(assessment)),
        ("检查点", "，".join(f"{STATUS_SYMBOL[s]} {STATUS_ZH[s]} {counts.get(s, 0)}" for s in _STATUSES)),
        *(("较弱" if n == 0 else "", text) for n, text in enumerate(_weakest(assessment))),
        *(
            ("注意", typeset(warning))
            for warning in dict.fromkeys((*report.document.notices, *assessment.warnings))
        ),
        *(("文件" if n == 0 else "", str(path)) for n, path in enumerate(files)),
    ]
    lines = wrap(report.title or report.document.source, width)
    for label, text in rows:
        margin = text[: len(text) - len(text.lstrip(" "))]
        for n, piece in enumerate(wrap(text.lstrip(" "), width - _LABEL_WIDTH - 2 - len(margin))):
            lines.append("  " + pad(label if n == 0 else "", _LABEL_WIDTH) + margin + piece)
    return lines


def score_text(assessment: Assessment) -> str:
    """Return the score with what stands behind it, e.g. `60.0（已覆盖 47 个，其中写得具体 43、笼统 4）`."""
    summary = assessment.summary
    if summary.score is None:
        return "不计分（没有应报的检查点）"
    covered = summary.counts.get("covered", 0)
    return (
        f"{summary.score:.1f}（已覆盖 {covered} 个，其中写得具体 {summary.specific}、笼统 {summary.general}）"
    )


def table_lines(results: Sequence[tuple[Assessment, str]]) -> list[str]:
    """Return one line per report: score, the five counts, and the stem its files are named by."""
    heads = ("得分", *(STATUS_ZH[s] for s in _STATUSES), "报告")
    rows = [
        (
            points(assessment.summary.score),
            *(str(assessment.summary.counts.get(s, 0)) for s in _STATUSES),
            stem,
        )
        for assessment, stem in results
    ]
    widths = [max(display_width(row[n]) for row in (heads, *rows)) for n in range(len(heads) - 1)]
    return ["  ".join((*map(_right, row, widths), row[-1])) for row in (heads, *rows)]


def _right(text: str, width: int) -> str:
    return " " * (width - display_width(text)) + text


def _weakest(assessment: Assessment) -> list[str]:
    scored = [(part.score, n, part) for n, part in enumerate(assessment.parts) if part.score is not None]
    return [f"{score:5.1f}  {_named(part)}" for score, _, part in sorted(scored)[:_WEAKEST] if score < 100]


def _named(part: PartResult) -> str:
    return f"{numeral(part.id)}、{part.title}"
