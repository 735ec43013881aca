"""What changed between two snapshots, checkpoint by checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from assessor.diffing.snapshot import Point, Snapshot
from assessor.errors import ConfigurationError
from assessor.model.result import LEVEL_ZH

Kind = Literal["gained", "lost", "moved", "evidence"]
"""gained: answered now and not before; lost: the reverse; moved: another change of status
(未见 to 仅提及, 零报告 to 已覆盖); evidence: same status, proven by other sentences."""

KIND_ZH: Final[dict[Kind, str]] = {
    "gained": "新增覆盖",
    "lost": "丢失覆盖",
    "moved": "状态变化",
    "evidence": "依据变化",
}
_ANSWERED: Final = ("covered", "declared_none")


@dataclass(frozen=True, slots=True)
class Change:
    """A checkpoint that changed.

    removed/added: the sentences the old, the new side's status rests on; where the status is the same,
    those that only one side has.
    """

    kind: Kind
    old: Point
    new: Point
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two snapshots and their changes in the outline's order; notices: Chinese remarks."""

    old: Snapshot
    new: Snapshot
    changes: tuple[Change, ...]
    notices: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Return what changed from `old` to `new`.

    Raises ConfigurationError when they were judged by different checklists.
    """
    if old.checklist != new.checklist:
        raise ConfigurationError(
            f"两份结果所用的清单不同（{old.checklist} 与 {new.checklist}），无法比较，请用同一清单重新评估"
        )
    notices = []
    if old.checklist_version != new.checklist_version:
        versions = f"{old.checklist_version} 与 {new.checklist_version}"
        notices.append(f"两份结果的清单版本不同（{versions}），变化可能来自清单")
    if old.level != new.level:
        notices.append(
            f"两份报告的层级不同（原稿按{LEVEL_ZH[old.level]}，新稿按{LEVEL_ZH[new.level]}），应报的检查点不同，"
            "总分和增减不宜直接比较；层级认错时请用 --level 指定后重新评估"
        )
    only = [*(old.points.keys() ^ new.points.keys())]
    if only:
        notices.append(f"只在一份结果中有的检查点未比较：{'、'.join(sorted(only))}")
    return Comparison(old, new, tuple(_changes(old, new)), tuple(notices))


def _changes(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for identifier, now in new.points.items():
        before = old.points.get(identifier)
        if before is None:
            continue
        removed, added = before.evidence, now.evidence
        if before.status == now.status:
            removed, added = _only(removed, added), _only(added, removed)
        kind = _kind(before, now, bool(removed or added))
        if kind is not None:
            yield Change(kind, before, now, removed, added)


def _kind(before: Point, now: Point, differs: bool) -> Kind | None:
    was, is_ = before.status in _ANSWERED, now.status in _ANSWERED
    if was != is_:
        return "gained" if is_ else "lost"
    if before.status != now.status or before.waived != now.waived:
        return "moved"
    return "evidence" if is_ and differs else None


def _only(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sentences of `some` that `others` lacks, white space aside."""
    known = {"".join(text.split()) for text in others}
    return tuple(text for text in some if "".join(text.split()) not in known)
