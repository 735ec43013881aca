"""What a batch run left behind, as frozen objects: run.json, and the quotations in results/."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor.comparing.bodies import Names, Place, names_of
from assessor.errors import ConfigurationError, UnreadableError
from assessor.model.result import LEVEL_ZH, Asked, Status

DOUBT = "文体存疑"
"""How the warning begins that a text may be no such report (assessor.judging.genre)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An article or a checkpoint of the checklist: its id, its title, and the id of what it belongs to."""

    id: str
    title: str
    belongs_to: str


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the run: who, when, its score (0-100, None when nothing counted) and its statuses.

    name: as the tables call it; body: whose it is, the same over the years and None where that is not
    known; called: that body's name (assessor.comparing.bodies). length: characters of its text.
    remarks: what must be known before its figures are trusted, a Chinese sentence each.
    asked: by checkpoint, what its level is asked; place: the run's folder and the result's key.
    """

    source: str
    name: str
    body: Place | None
    called: str
    region: str
    level: str
    year: int | None
    score: float | None
    specific: int
    covered: int
    items: Mapping[str, float | None]
    statuses: Mapping[str, Status]
    asked: Mapping[str, Asked]
    place: tuple[Path, str]
    length: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether it may be no such report at all."""
        return any(remark.startswith(DOUBT) for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Batch:
    """All reports to be compared, assessed by one checklist; articles and checkpoints in its order."""

    checklist: str
    checklist_id: str
    version: str
    items: tuple[Heading, ...]
    checkpoints: tuple[Heading, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence cited for a checkpoint: score 0-100 with the confidence and the facts found in it."""

    checkpoint: str
    text: str
    score: float
    confidence: str
    facts: tuple[str, ...]
    name: str
    year: int | None


def load_batch(inputs: Sequence[str]) -> Batch:
    """Return the runs at `inputs` (folders of `assessor batch`, or their run.json) as one.

    Raises UnreadableError for what is no run, ConfigurationError when they were assessed by different
    checklists or hold no report.
    """
    runs = [(run_file(Path(name)), _load(run_file(Path(name)))) for name in inputs]
    heads = {(run["checklist"]["id"], run["checklist"]["version"]) for _, run in runs}
    if len(heads) > 1:
        shown = "、".join(f"{identifier} {version}" for identifier, version in sorted(heads))
        raise ConfigurationError(f"这些结果用了不同的清单（{shown}），不能放在一起比较")
    rows: dict[tuple[str, str], tuple[dict[str, Any], Path]] = {}
    for path, run in runs:
        for row in run["reports"]:
            rows.setdefault((row["key"], row["source"]), (row, path.parent))
    if not rows:
        raise ConfigurationError("这些结果里没有一份评估成功的报告")
    head = runs[0][1]["checklist"]
    items = [(part, item) for part in head["parts"] for item in part["items"]]
    # One mapping a level, which all its reports share: there may be a country's.
    asked: dict[str, dict[str, Asked]] = {
        level: {one["id"]: one["asked"][level] for _, item in items for one in item["checkpoints"]}
        for level in LEVEL_ZH
    }
    names = names_of([row for row, _ in rows.values()])
    copies = _copies([row for row, _ in rows.values()])
    return Batch(
        checklist=head["title"],
        checklist_id=head["id"],
        version=head["version"],
        items=tuple(Heading(item["id"], item["title"], part["id"]) for part, item in items),
        checkpoints=tuple(
            Heading(one["id"], one["title"], item["id"]) for _, item in items for one in item["checkpoints"]
        ),
        lines=tuple(
            _line(row, folder, name, asked[row["level"]], remarks)
            for (row, folder), name, remarks in zip(rows.values(), names, copies, strict=True)
        ),
    )


def quotations(lines: Sequence[Line]) -> Iterator[Quotation]:
    """Yield every sentence cited as evidence in the reports of `lines`; reports whose result is gone are passed over."""
    for line in lines:
        folder, key = line.place
        try:
            text = (folder / "results" / key[:2] / f"{key}.jsonl").read_text(encoding="utf-8")
            whole = json.loads(text.split("\n", 2)[1])
        except (OSError, ValueError, IndexError):
            continue
        for part in whole["parts"]:
            for item in part["items"]:
                for one in item["checkpoints"]:
                    if one["status"] == "covered":
                        yield from (_quotation(one["id"], cited, line) for cited in one["evidence"])


def _quotation(checkpoint: str, cited: Mapping[str, Any], line: Line) -> Quotation:
    return Quotation(
        checkpoint,
        cited["text"],
        cited["score"],
        cited["confidence"],
        tuple(cited["facts"]),
        line.name,
        line.year,
    )


def run_file(path: Path) -> Path:
    """Return the run.json meant by `path`, a folder of `assessor batch` or the file itself."""
    return path / "run.json" if path.is_dir() else path


def _load(path: Path) -> dict[str, Any]:
    try:
        run = json.loads(path.read_bytes())
    except FileNotFoundError:
        advice = "要给 assessor batch 的结果文件夹或其中的 run.json，还没有的请先运行 assessor batch"
        if path.name == "run.json" and path.parent.is_dir():
            raise UnreadableError(f"{path.parent.name or '.'}：里面没有 run.json；{advice}") from None
        raise UnreadableError(f"{path.name}：没有这个文件或文件夹；{advice}") from None
    except (OSError, ValueError, RecursionError):
        raise UnreadableError(f"{path.name}：不是 assessor batch 生成的 run.json") from None
    if not isinstance(run, dict) or not {"checklist", "reports"} <= run.keys():
        raise UnreadableError(f"{path.name}：不是 assessor batch 生成的 run.json")
    if not _says_what_is_asked(run["checklist"]):
        raise UnreadableError(f"{path.name}：由旧版本生成，用同样的命令再跑一次 assessor batch 即可更新")
    return run


def _says_what_is_asked(checklist: Mapping[str, Any]) -> bool:
    return "parts" in checklist and all(
        "asked" in one for part in checklist["parts"] for item in part["items"] for one in item["checkpoints"]
    )


def _copies(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Return for each row the remark that others are the same file, byte by byte; none for most."""
    same: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.get("sha256"):
            same[row["sha256"]].append(at)
    remarks: list[tuple[str, ...]] = [()] * len(rows)
    for copies in same.values():
        for at in copies if len(copies) > 1 else ():
            others = "、".join(f"“{rows[other]['source']}”" for other in copies if other != at)
            remarks[at] = (f"与{others}内容完全相同，各占一个名次。",)
    return remarks


def _line(
    row: Mapping[str, Any], folder: Path, names: Names, asked: Mapping[str, Asked], copies: tuple[str, ...]
) -> Line:
    return Line(
        source=row["source"],
        name=names.name,
        body=names.body,
        called=names.called,
        region=row["region"] or "",
        level=LEVEL_ZH[row["level"]],
        year=row["year"],
        score=row["score"],
        specific=row["specific"],
        covered=row["covered"],
        items=row["items"],
        statuses=row["checkpoints"],
        asked=asked,
        place=(folder, row["key"]),
        length=row.get("length", 0),
        remarks=(*row.get("warnings", ()), *copies),
    )
