"""Whose report it is: a name that tells the bodies of a comparison apart and stays the same over the years.

The body is whom the report names, its issuer or the start of its title. A region is where the body lies
(辽宁省 for 大连市, 江州市 for its 水务局) and stands for the body only where it is of the body's own level.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

Place = tuple[str, str, str]
"""What tells one body from all others: where it lies ("" where unknown), its own name, its level."""

_OFFICES = re.compile(r"(?<=.[省市区县州旗盟乡镇道木])(人民政府(办公[厅室])?|政府|委|党委|办事处)$|人民政府$")
"""What a government's issuer ends in, left off: 北砬子镇人民政府 and 北砬子镇 are one body."""
_LEAD = re.compile(r"^(关于|中共|中国共产党|[(（].*?[)）]|[“\"《]|20\d\d年?(年?度)?)+")
_BODY = re.compile(
    r"^[一-鿿]{2,40}?(?=关于|20\d\d|二[〇○零]|法治|依法|贯彻|落实|推进|年度)",
)
_NAMED = re.compile(
    r"([省市区县州旗盟乡镇局厅委办院会]|街道|苏木|政府|办事处|办公室|大队|支队|中心|集团|公司)$"
)
"""What a body's name ends in; what does not is part of a sentence."""
_OWN = {
    "province": re.compile(r"(省|自治区|特别行政区|^(北京|天津|上海|重庆)市|兵团)$"),
    "city": re.compile(r"([市州盟]|地区)$"),
    "county": re.compile(r"([县区旗市]|林区|特区)$"),
    "township": re.compile(r"(乡|镇|街道|苏木)$"),
    "department": re.compile(r"([局厅委办院会]|办公室|大队|支队|中心|政府)$"),
}
"""By level, what the name of a region ends in that is a body of that level."""
_ALONE = frozenset({"province", "city", "county"})
"""Levels whose bodies are known by their names also where it is not said in which region they lie."""


class Names(NamedTuple):
    """body: whose report it is, None where that is not known; called: the body; name: the report.

    A report is called as its body is, with the file where a body has several reports of a year.
    """

    body: Place | None
    called: str
    name: str


class _Known(NamedTuple):
    name: str
    place: Place | None


def names_of(rows: Sequence[Mapping[str, Any]]) -> list[Names]:
    """Return the names for the rows of a run.json, in their order.

    Rows have an equal `body` only where the body is known to be the same: by its issuer, by the name its
    title begins with, or by a region that is itself the body.
    """
    known = [_known(row) for row in rows]
    shared = _shared([one.name for one in known], rows)
    known = [
        _Known(row["issuer"], _place(row["issuer"], row)) if one.name in shared and row["issuer"] else one
        for one, row in zip(known, rows, strict=True)
    ]
    only = _only_regions(one.place for one in known)
    bodies = [_located(one.place, only) for one in known]
    called = _called(known, bodies)
    # Of reports whose body is not known, also those of different years are told apart.
    often = Counter(
        (name, body and row["year"]) for name, body, row in zip(called, bodies, rows, strict=True)
    )
    return [
        Names(body, name, name if often[name, body and row["year"]] == 1 else f"{name}（{_stem(row)}）")
        for name, body, row in zip(called, bodies, rows, strict=True)
    ]


def _called(known: Sequence[_Known], bodies: Sequence[Place | None]) -> list[str]:
    """The names, with the region where bodies of different regions have one: 甲县城关镇, 乙县城关镇."""
    regions: dict[str, set[str]] = defaultdict(set)
    for one, body in zip(known, bodies, strict=True):
        if body is not None:
            regions[one.name].add(body[0])
    return [
        f"{body[0]}{body[1]}" if body is not None and len(regions[one.name]) > 1 else one.name
        for one, body in zip(known, bodies, strict=True)
    ]


def _known(row: Mapping[str, Any]) -> _Known:
    region = row["region"] or ""
    named = row["issuer"] or _titled(row["title"] or "")
    if named:
        body = _OFFICES.sub("", named) or named
        # 城关镇 in the region 甲县城关镇: the region is the body's name in full.
        return _Known(region if region.endswith(body) else body, _place(body, row))
    if region and _OWN[row["level"]].search(region):
        return _Known(region, _place(region, row))
    return _Known(row["title"] or _stem(row), None)


def _titled(title: str) -> str:
    """Return the body that a title begins with (江州市 of 江州市2023年法治政府建设年度报告), or ""."""
    found = _BODY.match(_LEAD.sub("", title))
    return found.group() if found and _NAMED.search(found.group()) else ""


def _place(body: str, row: Mapping[str, Any]) -> Place:
    region, level = row["region"] or "", row["level"]
    if region.endswith(body):
        return region[: -len(body)], body, level
    return (region, body[len(region) :], level) if body.startswith(region) else (region, body, level)


def _only_regions(places: Iterable[Place | None]) -> dict[tuple[str, str], str]:
    """The region of each body that is named in one region only."""
    regions: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places:
        if place is not None and place[0]:
            regions[place[1:]].add(place[0])
    return {body: next(iter(found)) for body, found in regions.items() if len(found) == 1}


def _located(place: Place | None, only: Mapping[tuple[str, str], str]) -> Place | None:
    """Return the place with the region that other reports give its body, where this one gives none."""
    if place is None or place[0] or place[2] not in _ALONE:
        return place
    return only.get(place[1:], ""), place[1], place[2]


def _shared(names: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names that different issuers would share in a year: a city's government and its party committee."""
    issuers: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for name, row in zip(names, rows, strict=True):
        issuers[name, row["year"]] |= {row["issuer"]} if row["issuer"] else set()
    return {name for (name, _), found in issuers.items() if len(found) > 1}


def _stem(row: Mapping[str, Any]) -> str:
    return PurePosixPath(row["source"]).stem
