"""A comparison as text, as Markdown for a pull request, or as JSON."""

from __future__ import annotations

import json
from typing import Any, Final, Literal, get_args

from assessor.diffing.compare import KIND_ZH, Change, Comparison, Kind
from assessor.diffing.snapshot import Point, Snapshot
from assessor.model.result import MENTION_ZH, STATUS_ZH
from assessor.rendering.wording import points

Format = Literal["text", "md", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_REST: Final = "其余依据未变"


def tell(comparison: Comparison, form: Format) -> str:
    """Return the comparison in the format, ending in a line break."""
    if form == "json":
        return json.dumps(_object(comparison), ensure_ascii=False, indent=1) + "\n"
    lines = _markdown(comparison) if form == "md" else _text(comparison)
    return "\n".join(lines) + "\n"


def _score(comparison: Comparison) -> str:
    old, new = comparison.old.score, comparison.new.score
    shown = f"总分 {points(old)} → {points(new)}"
    return shown if old is None or new is None else f"{shown}（{new - old:+.1f}）"


def _counts(comparison: Comparison) -> str:
    return "，".join(f"{KIND_ZH[kind]} {len(comparison.of(kind))}" for kind in _KINDS)


def _statuses(change: Change) -> str:
    old, new = _status(change, new=False), _status(change, new=True)
    return old if old == new else f"{old} → {new}"


def _status(change: Change, *, new: bool) -> str:
    point = change.new if new else change.old
    return STATUS_ZH[point.status] + ("（已豁免）" if point.waived else "")


def _text(comparison: Comparison) -> list[str]:
    lines = [f"{comparison.old.name} → {comparison.new.name}", _score(comparison), _counts(comparison)]
    lines += [f"注意：{notice}" for notice in comparison.notices]
    for kind in _KINDS:
        changes = comparison.of(kind)
        if changes:
            lines += ["", f"{KIND_ZH[kind]}（{len(changes)}）"]
            for change in changes:
                lines.append(f"  {change.new.id} {change.new.title}：{_statuses(change)}")
                lines += [f"    - {_line(_marked(change.old, text))}" for text in change.removed]
                lines += [f"    + {_line(_marked(change.new, text))}" for text in change.added]
                if _rest_stands(change):
                    lines.append(f"    = {_REST}")
    return lines


def _rest_stands(change: Change) -> bool:
    """Tell whether the sides share sentences, which are not listed: one side then may list none at all."""
    return change.kind == "evidence" and len(change.new.evidence) > len(change.added)


def _marked(point: Point, text: str) -> str:
    """Return a sentence that only mentions the checkpoint marked as in the scorecard: 〔计划〕…"""
    kind = point.kinds.get(text)
    return text if kind is None else f"〔{MENTION_ZH[kind]}〕{text}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _markdown(comparison: Comparison) -> list[str]:
    old, new = _escaped(comparison.old.name), _escaped(comparison.new.name)
    lines = [f"### 覆盖变化：{old} → {new}", "", f"**{_score(comparison)}**　{_counts(comparison)}"]
    lines += [line for notice in comparison.notices for line in ("", f"> 注意：{notice}")]
    for kind in _KINDS:
        changes = comparison.of(kind)
        if not changes:
            continue
        lines += [
            "",
            f"#### {KIND_ZH[kind]}（{len(changes)}）",
            "",
            "| 检查点 | 状态 | 原稿依据 | 新稿依据 |",
            "| --- | --- | --- | --- |",
        ]
        for change in changes:
            none = _REST if _rest_stands(change) else "—"
            cells = (
                f"{change.new.id} {change.new.title}",
                _statuses(change),
                *(
                    "<br>".join(_escaped(_marked(point, text)) for text in texts) or none
                    for point, texts in ((change.old, change.removed), (change.new, change.added))
                ),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return lines


def _escaped(text: str) -> str:
    """Keep a report's own characters from acting as Markdown or HTML."""
    escaped = _line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|~#":
        escaped = escaped.replace(mark, "\\" + mark)
    return escaped


def _object(comparison: Comparison) -> dict[str, Any]:
    return {
        "schema_version": "diff-1",
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "notices": list(comparison.notices),
        "counts": {kind: len(comparison.of(kind)) for kind in _KINDS},
        "changes": [
            {
                "kind": change.kind,
                "checkpoint": change.new.id,
                "title": change.new.title,
                "part": change.new.part,
                "old_status": change.old.status,
                "new_status": change.new.status,
                "old_waived": change.old.waived,
                "new_waived": change.new.waived,
                "removed": list(change.removed),
                "added": list(change.added),
            }
            for change in comparison.changes
        ],
    }


def _side(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "name": snapshot.name,
        "title": snapshot.title,
        "level": snapshot.level,
        "score": snapshot.score,
        "checklist": {"id": snapshot.checklist, "version": snapshot.checklist_version},
    }
