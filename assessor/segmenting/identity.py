"""Who reports on which year: title, issuing body, region, level of government, year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Document, Level, LevelSource
from assessor.segmenting.divisions import divisions_of, is_county_city
from assessor.segmenting.lines import Line

LONGEST_TITLE = 60
_YEAR = re.compile(r"(20[0-9]{2})\s*(?:-20[0-9]{2})?年")
_TITLE_END = re.compile(
    r"(报告|总结|情况|公示|汇报|通报|公告|述法|材料|讲话|方案|意见|要点|见闻|纪实|综述|年报|实录)(\(.{1,12}\))?$"
)
_BODY = re.compile(
    r"[一-鿿]{2,24}?(?:人民政府办公[厅室]|人民政府|街道办事处|街道党工委|管理委员会|管委会|委员会办公室|委员会|工作领导小组办公室|领导小组办公室|"
    r"[县市区省州]政府|公安局|分局|监督管理局|管理局|[一-鿿]{1,8}局|[一-鿿]{1,6}厅|党委|[县市区省州]委)"
)
_LEVELS: tuple[Level, ...] = ("department", "township", "county", "city", "province")


@dataclass(frozen=True, slots=True)
class Identity:
    """`title_lines`: numbers (0-based) of the lines that make up the title."""

    title: str
    title_lines: tuple[int, ...]
    issuer: str | None
    region: str | None
    level: Level
    level_source: LevelSource
    year: int | None


def identify(document: Document, lines: list[Line], rules: ReadingRules) -> Identity:
    """Return what title, signature and text tell of the report's author, level and year."""
    text = document.text
    title, title_lines = _find_title(text, lines, rules)
    signature = _signature(text, lines)
    opening = text[lines[0].start : lines[0].start + 600] if lines else ""
    issuer = _issuer(normalise(title)) or _issuer(signature)
    region = _region(issuer or "", rules) or _region(normalise(title), rules)
    level, source = _level(issuer, region, normalise(title), text, rules)
    return Identity(title, title_lines, issuer, region, level, source, _year(title, opening, text))


def _find_title(text: str, lines: list[Line], rules: ReadingRules) -> tuple[str, tuple[int, ...]]:
    """The title is the first run of short lines that ends like a title, before any longer paragraph."""
    picked: list[int] = []
    for index, line in enumerate(lines[:8]):
        content = text[line.start : line.end]
        copy = normalise(content)
        long = len(content) > LONGEST_TITLE or content[-1] in "。；;！，,"
        if long or (line.rank == 1 and picked):
            break
        if rules.search("furniture", copy) or content[-1] in "：:":
            if picked:
                break
            continue
        picked.append(index)
        if _TITLE_END.search(copy) and rules.search("genre_title", copy):
            break
    while len(picked) > 1 and not _TITLE_END.search(
        normalise(text[lines[picked[-1]].start : lines[picked[-1]].end])
    ):
        if any(_TITLE_END.search(normalise(text[lines[i].start : lines[i].end])) for i in picked[:-1]):
            picked.pop()
        else:
            break
    if not picked:
        return "", ()
    return "".join(text[lines[i].body : lines[i].end].strip() for i in picked), tuple(picked)


def _strip_lead(title: str) -> str:
    return re.sub(r"^(关于|中共|中国共产党|\(.*?\)|20[0-9]{2}年(度)?)+", "", title)


def _issuer(text: str) -> str | None:
    found = _BODY.match(_strip_lead(text))
    return found.group() if found else None


def _region(name: str, rules: ReadingRules) -> str | None:
    return "".join(place.name for place in divisions_of(_strip_lead(name), rules)) or None


def _signature(text: str, lines: list[Line]) -> str:
    for line in reversed(lines[-4:]):
        content = normalise(text[line.start : line.end])
        if len(content) <= 30 and _BODY.match(content) and not content.endswith("。"):
            return content
    return ""


def _level(
    issuer: str | None, region: str | None, title: str, text: str, rules: ReadingRules
) -> tuple[Level, LevelSource]:
    """By the issuing body, then the region in the title, then the text's words for itself."""
    for name in (issuer, region):
        if not name:
            continue
        for level in _LEVELS:
            if level == "department" and (name == region or rules.search("level_not_department", name)):
                continue
            if level == "city" and rules.search("level_province", name):
                continue
            if rules.search(f"level_{level}", name):
                return _of_city(level, name, text, rules), "detected"
    copy = normalise(text[:6000])
    counts: Counter[Level] = Counter()
    for level in _LEVELS:
        counts[level] = sum(copy.count(word) for word in rules.words[f"self_{level}"])
    best = max(_LEVELS, key=lambda level: counts[level])
    if counts[best] >= 3:
        return best, "detected"
    return "county", "assumed"


def _of_city(level: Level, name: str, text: str, rules: ReadingRules) -> Level:
    """Return the level of the government `name`, which ends like one of `level`: 市 is the end of two of them."""
    places = divisions_of(_strip_lead(name), rules)
    if level not in ("city", "province") or not places:
        return level
    last = places[-1]
    copy = normalise(text)
    if last.level == "city" and f"{last.name}(县级市)" in copy:
        return "county"
    if is_county_city(last.name, rules) and rules.search("governs_counties", copy):
        return "city"
    return last.level


def _year(title: str, opening: str, text: str) -> int | None:
    """The year in the title, else the one the opening names most, else the most frequent one."""
    for source in (normalise(title), normalise(opening)):
        outside = re.sub(r"《[^》]*》", "", source)
        years = [int(year) for year in _YEAR.findall(outside)]
        if years:
            return Counter(years).most_common(1)[0][0]
    years = [int(year) for year in _YEAR.findall(normalise(text))]
    return Counter(years).most_common(1)[0][0] if years else None
