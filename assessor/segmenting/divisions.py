"""The divisions that a name begins with, the highest first: 四川省, 成都市, 武侯区 of 四川省成都市武侯区人民政府."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assessor.model.reading import ReadingRules
from assessor.model.text import Level

_DIVISION: Final = re.compile(
    r"[一-鿿]{2,12}?(?:自治区|自治州|自治县|自治旗|特别行政区|地区|街道|苏木|省|区"
    # What ends one name may stand inside another: 景德镇市, 海州区, 沙市区, 梅县区.
    r"|市(?!区)|县(?!区)|(?:州|盟|旗|镇|乡)(?!县|区|市(?!场|政|容)))"
    r"|[一-鿿](?:县(?!区)|区)"
)
_RANKS: Final[tuple[Level, ...]] = ("township", "county", "city", "province")
_ENDINGS: Final[tuple[tuple[Level, tuple[str, ...]], ...]] = (
    ("township", ("镇", "乡", "街道", "苏木")),
    ("province", ("自治区", "特别行政区", "省")),
    ("city", ("自治州", "地区", "市", "州", "盟")),
    ("county", ("县", "区", "旗")),
)


@dataclass(frozen=True, slots=True)
class Division:
    """A division by its own name (武侯区), without those it belongs to."""

    name: str
    level: Level


def divisions_of(name: str, rules: ReadingRules) -> tuple[Division, ...]:
    """Return the divisions at the start of `name` (normalised), each of a lower level than the one before.

    Whose report it is says the last one; none when `name` begins with none.
    """
    found: list[Division] = []
    start = 0
    while (place := _next(name, start, rules)) is not None:
        level = _level_of(place, bool(found) and found[-1].level == "city", rules)
        if found and _RANKS.index(level) >= _RANKS.index(found[-1].level):
            break
        found.append(Division(place, level))
        start += len(place)
    return tuple(found)


def is_county_city(name: str, rules: ReadingRules) -> bool:
    """Tell whether `name` is a city of the county level by the list."""
    return name in rules.words["county_cities"]


def _next(name: str, start: int, rules: ReadingRules) -> str | None:
    for city in rules.words["county_cities"]:
        if name.startswith(city, start):
            return city
    match = _DIVISION.match(name, start)
    return None if match is None or rules.search("not_a_place", match.group()) else match.group()


def _level_of(name: str, in_city: bool, rules: ReadingRules) -> Level:
    """in_city: whether it stands behind a city or prefecture; a city that does is of the county level."""
    if rules.search("level_province", name):
        return "province"
    if name.endswith("市") and (in_city or is_county_city(name, rules)):
        return "county"
    return next(level for level, endings in _ENDINGS if name.endswith(endings))
