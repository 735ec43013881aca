"""The comparison itself: ranking, distribution, commonly missing, outliers, groups, trends, model sentences."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assessor.checklist.reading import builtin_reading_rules
from assessor.comparing.bodies import Place
from assessor.comparing.exemplary import exemplary
from assessor.comparing.runs import Batch, Heading, Line, Quotation
from assessor.model.result import LEVEL_ZH, STATUS_ZH, Asked, Status

Grouping = Literal["province", "region", "level", "year"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
GROUPING_ZH: dict[Grouping, str] = {"province": "省份", "region": "地区", "level": "层级", "year": "年度"}
STATUSES: tuple[Status, ...] = tuple(status for status in get_args(Status) if status != "not_applicable")
"""What a report that is asked for a checkpoint may show at it."""

COMMON = 0.5
"""A checkpoint missing in more than this share of the reports asked for it is commonly missing."""
FENCE = 1.5
"""Tukey's rule: farther than so many interquartile ranges beyond the quartiles stands apart."""
FEWEST_FOR_OUTLIERS = 8
"""With fewer reports of a level, quartiles say nothing."""
MIXED = "名次在同一层级内排列：各层级应报的检查点不同，得分不宜跨层级比较。"
"""What is said above the places when reports of several levels are compared."""

SIGN = "※"
"""Marks a report of which something must be known before its figures are trusted."""

PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏",
    "陕西", "甘肃", "青海", "宁夏", "新疆",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranked:
    """A report and its place among those of its level; equal scores share a place.

    rank is None where nothing was counted.
    """

    rank: int | None
    line: Line


@dataclass(frozen=True, slots=True)
class Distribution:
    """A checkpoint in the reports: asked of whom, and how many of these have each status.

    counts: by status, of the reports asked for it, and no others; optional: reports that may leave it out;
    volunteered: those of them that have it all the same; not_applicable: reports of levels it is not for;
    beyond: those of them that have it all the same.
    """

    checkpoint: Heading
    counts: dict[Status, int]
    optional: int
    volunteered: int
    not_applicable: int
    beyond: int

    @property
    def asked(self) -> int:
        """How many reports are asked for it."""
        return sum(self.counts.values())

    @property
    def lacking(self) -> int:
        """How many of the reports asked for it lack it, or only mention it."""
        return self.counts["missing"] + self.counts["mentioned"]

    @property
    def missing_share(self) -> float | None:
        """Share of the reports asked for it that lack it, 0-1; None when none is asked."""
        return self.lacking / self.asked if self.asked else None

    @property
    def covered_share(self) -> float | None:
        """Share of the reports asked for it that cover it, 0-1; None when none is asked."""
        return self.counts["covered"] / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Outlier:
    """A report whose score stands apart from those of its level. direction: high or low."""

    line: Line
    direction: Literal["high", "low"]
    bound: float


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one kind: how many, the middle score, the quartiles, the mean score per article (None: none counted)."""

    name: str
    size: int
    median: float | None
    low: float | None
    high: float | None
    items: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Trend:
    """One body over years: (year, score) in order, and what came and what went from the first to the last.

    notes: where a year has several reports, which one counts and why.
    """

    name: str
    scores: tuple[tuple[int, float | None], ...]
    gained: tuple[Heading, ...]
    lost: tuple[Heading, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that the tables show.

    by: how `groups` were made; ranking: by level, from province to department; nameless: reports that no
    trend can take in, for it is not known whose they are (0 where all are of one year).
    """

    batch: Batch
    by: Grouping
    ranking: dict[str, tuple[Ranked, ...]]
    overall: Group
    distribution: tuple[Distribution, ...]
    common: tuple[Distribution, ...]
    outliers: tuple[Outlier, ...]
    groups: tuple[Group, ...]
    trends: tuple[Trend, ...]
    nameless: int
    exemplary: dict[str, tuple[Quotation, ...]]

    @property
    def mixed(self) -> bool:
        """Whether the reports are of several levels."""
        return len(self.ranking) > 1


def compare(batch: Batch, quotations: Iterable[Quotation], by: Grouping = "level") -> Comparison:
    """Return the comparison of a batch; `quotations`: its cited sentences, read once."""
    distribution = tuple(_distribution(one, batch.lines) for one in batch.checkpoints)
    common = sorted(
        (one for one in distribution if (one.missing_share or 0.0) > COMMON),
        key=lambda one: (-(one.missing_share or 0.0), -one.asked),
    )
    levels = _levels(batch.lines)
    return Comparison(
        batch=batch,
        by=by,
        ranking={level: _ranking(lines) for level, lines in levels.items()},
        overall=_group("全部", batch.lines, batch.items),
        distribution=distribution,
        common=tuple(common),
        outliers=tuple(one for lines in levels.values() for one in _outliers(lines)),
        groups=_groups(batch, by),
        trends=_trends(batch),
        nameless=_nameless(batch),
        exemplary=exemplary(quotations, builtin_reading_rules()),
    )


def _levels(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Levels are asked for different checkpoints: a score stands beside those of its own level only."""
    by_level: dict[str, list[Line]] = {level: [] for level in LEVEL_ZH.values()}
    for line in lines:
        by_level[line.level].append(line)
    return {level: found for level, found in by_level.items() if found}


def _ranking(lines: Sequence[Line]) -> tuple[Ranked, ...]:
    ordered = sorted(
        lines, key=lambda one: (-(one.score if one.score is not None else -1.0), one.name, one.source)
    )
    places = Counter(one.score for one in ordered if one.score is not None)
    ranked: list[Ranked] = []
    above, last = 0, object()
    rank = 0
    for line in ordered:
        if line.score is None:
            ranked.append(Ranked(None, line))
            continue
        if line.score != last:
            rank, last = above + 1, line.score
            above += places[line.score]
        ranked.append(Ranked(rank, line))
    return tuple(ranked)


def _distribution(checkpoint: Heading, lines: Sequence[Line]) -> Distribution:
    counts: Counter[tuple[Asked | None, Status | None]] = Counter(
        (line.asked.get(checkpoint.id), line.statuses.get(checkpoint.id)) for line in lines
    )
    total = {
        wanted: sum(count for (asked, _), count in counts.items() if asked == wanted)
        for wanted in get_args(Asked)
    }

    def written(asked: Asked) -> int:
        return counts[asked, "covered"] + counts[asked, "declared_none"]

    return Distribution(
        checkpoint,
        counts={status: counts["asked", status] for status in STATUSES},
        optional=total["optional"],
        volunteered=written("optional"),
        not_applicable=total["not_applicable"],
        beyond=written("not_applicable"),
    )


def _quartiles(lines: Sequence[Line]) -> tuple[float, float, float] | None:
    scores = [line.score for line in lines if line.score is not None]
    if not scores:
        return None
    if len(scores) == 1:
        return scores[0], scores[0], scores[0]
    low, middle, high = statistics.quantiles(scores, n=4, method="inclusive")
    return low, middle, high


def _outliers(lines: Sequence[Line]) -> tuple[Outlier, ...]:
    quartiles = _quartiles(lines)
    if quartiles is None or len(lines) < FEWEST_FOR_OUTLIERS:
        return ()
    low, _, high = quartiles
    lower, upper = low - FENCE * (high - low), high + FENCE * (high - low)
    found = []
    for line in lines:
        if line.score is not None and line.score < lower:
            found.append(Outlier(line, "low", round(lower, 1)))
        elif line.score is not None and line.score > upper:
            found.append(Outlier(line, "high", round(upper, 1)))
    return tuple(sorted(found, key=lambda one: (one.line.score, one.line.name)))


def _group(name: str, lines: Sequence[Line], items: Sequence[Heading]) -> Group:
    quartiles = _quartiles(lines)
    low, median, high = (round(one, 1) for one in quartiles) if quartiles else (None, None, None)
    means: dict[str, float | None] = {}
    for item in items:
        scores = [score for line in lines if (score := line.items.get(item.id)) is not None]
        means[item.id] = round(statistics.fmean(scores), 1) if scores else None
    return Group(name, len(lines), median, low, high, means)


def _province(line: Line) -> str:
    text = line.region or line.name
    return next((province for province in PROVINCES if text.startswith(province)), "未识别")


_KEYS: dict[Grouping, Callable[[Line], str]] = {
    "province": _province,
    "region": lambda line: line.region or "未识别",
    "level": lambda line: line.level,
    "year": lambda line: f"{line.year}年" if line.year else "未识别",
}


def _groups(batch: Batch, by: Grouping) -> tuple[Group, ...]:
    members: dict[str, list[Line]] = defaultdict(list)
    for line in batch.lines:
        members[_KEYS[by](line)].append(line)
    groups = [_group(name, lines, batch.items) for name, lines in members.items()]
    if by == "year":
        return tuple(sorted(groups, key=lambda one: one.name))
    return tuple(
        sorted(groups, key=lambda one: (-(one.median if one.median is not None else -1.0), one.name))
    )


def _trends(batch: Batch) -> tuple[Trend, ...]:
    """Bodies with reports of more than one year; whose report it is must be known."""
    bodies: dict[Place, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in batch.lines:
        if line.year is not None and line.body is not None:
            bodies[line.body][line.year].append(line)
    trends = []
    for years in bodies.values():
        if len(years) < 2:
            continue
        ordered = [_counting(years[year]) for year in sorted(years)]
        first, last = ordered[0].statuses, ordered[-1].statuses
        changed = [one for one in batch.checkpoints if first.get(one.id) != last.get(one.id)]
        trends.append(
            Trend(
                ordered[-1].called,
                tuple((line.year or 0, line.score) for line in ordered),
                tuple(one for one in changed if last.get(one.id) == "covered"),
                tuple(one for one in changed if first.get(one.id) == "covered"),
                tuple(_choice(years[year]) for year in sorted(years) if len(years[year]) > 1),
            )
        )
    return tuple(sorted(trends, key=lambda one: (one.name, one.scores[0][0])))


def _counting(lines: Sequence[Line]) -> Line:
    """Of several reports of a year: one that is no doubt a report, then the longest, then the first by name."""
    return min(lines, key=lambda line: (line.doubtful, -line.length, line.source))


def _choice(lines: Sequence[Line]) -> str:
    counting = _counting(lines)
    others = "、".join(f"“{line.source}”" for line in lines if line is not counting)
    return (
        f"{counting.year}年有 {len(lines)} 份报告，取“{counting.source}”，未取{others}"
        "（先取文体不存疑的，再取篇幅最长的，仍相同的取文件名在前的）。"
    )


def _nameless(batch: Batch) -> int:
    years = {line.year for line in batch.lines if line.year is not None}
    return sum(line.body is None for line in batch.lines) if len(years) > 1 else 0


def remarks_on(ranking: Iterable[Ranked]) -> dict[str, list[Line]]:
    """Return what must be known of the reports ranked, by sentence, each with the reports it is said of."""
    said: dict[str, list[Line]] = defaultdict(list)
    for one in ranking:
        for remark in one.line.remarks:
            said[remark].append(one.line)
    return dict(said)


def status_words(distribution: Distribution) -> str:
    """Return a checkpoint's counts in words: 已覆盖 12、未见 3；选报 5（写到 2）；不适用 1."""
    asked = "、".join(
        f"{STATUS_ZH[status]} {count}" for status, count in distribution.counts.items() if count
    )
    optional = (
        f"选报 {distribution.optional}（写到 {distribution.volunteered}）" if distribution.optional else ""
    )
    beyond = f"（写到 {distribution.beyond}）" if distribution.beyond else ""
    beside = f"不适用 {distribution.not_applicable}{beyond}" if distribution.not_applicable else ""
    return "；".join(words for words in (asked, optional, beside) if words)
