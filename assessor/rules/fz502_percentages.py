"""FZ502: a percentage that does not follow from the counts given beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessor.model.text import Report, Sentence
from assessor.rules.base import Finding, Rule
from assessor.rules.figures import Amount, amounts, plain, without_brackets
from assessor.rules.reading import of
from assessor.rules.words import any_of, words

# 排查163起,化解156起,化解率95.7%: the rate's own clause, whose name is compared with the clause before it.
_RATE = re.compile(r"[,，、](?P<name>[一-龥]{2,8})率(?:达到|达|为|是|约为)?(?P<percent>\d{1,3}(?:\.\d+)?)%")
_SHARE = re.compile(r"[,，]占(?P<of>[一-龥]{0,6})的?(?P<percent>\d{1,3}(?:\.\d+)?)%")
_CHANGE = re.compile(
    r"[由从](?P<before>\d+(?:\.\d+)?)(?P<unit>[一-龥]{1,3})?(?P<verb>增加|增长|提高|上升|下降|减少|压缩|降|升|增|减)"
    r"[到至为](?P<after>\d+(?:\.\d+)?)(?:[一-龥]{1,3})?[,，](?:同比|比上年|较上年)?"
    r"(?P<way>增长|上升|提高|下降|减少|降低|压缩)了?(?P<percent>\d{1,4}(?:\.\d+)?)%"
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Every count of the report by unit: its value and its paragraph, in text order."""

    by_unit: dict[str, list[tuple[Decimal, int]]]

    def near(self, unit: str, paragraph: int) -> list[Decimal]:
        """Return the counts of that unit in the paragraph and those beside it."""
        return [value for value, where in self.by_unit[unit] if abs(where - paragraph) <= 1]


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each percentage that no pair of counts in its paragraph yields."""
    counts = _counts(report)
    for sentence in report.sentences:
        if sentence.stance == "plan":
            continue
        text = without_brackets(of(report, sentence))
        if any_of(words()["still_running"]).search(text):
            continue
        for match in _RATE.finditer(text):
            yield from _rate(counts, sentence, text, match)
        for match in _SHARE.finditer(text):
            yield from _share(counts, sentence, text, match)
        yield from _changes(sentence, text)


def _counts(report: Report) -> _Counts:
    by_unit: dict[str, list[tuple[Decimal, int]]] = {}
    for sentence in report.sentences:
        for amount in amounts(without_brackets(of(report, sentence))):
            by_unit.setdefault(amount.unit, []).append((amount.value, sentence.paragraph))
    return _Counts(by_unit)


def fits(part: Decimal, whole: Decimal, percent: str) -> bool:
    """Tell whether part/whole, rounded or cut off to the percentage's own digits, gives `percent`."""
    if whole <= 0:
        return False
    digits = len(percent.partition(".")[2])
    return abs(part * 100 / whole - Decimal(percent)) < Decimal(1).scaleb(-digits)


def _rate(counts: _Counts, sentence: Sentence, text: str, match: re.Match[str]) -> Iterator[Finding]:
    before = [amount for amount in amounts(text) if amount.end <= match.start()]
    if len(before) < 2 or before[-1].end < match.start() - 1:
        return
    part = before[-1]
    clause = text[before[-2].end : part.start]
    name = match["name"]
    verb = name[-2:]
    if verb not in clause or name[:-2] not in text[: match.start()]:
        return
    wholes = [amount for amount in before[:-1] if amount.unit == part.unit and amount.value >= part.value]
    yield from _judge(counts, sentence, part, wholes, match, f"{name}率")


def _share(counts: _Counts, sentence: Sentence, text: str, match: re.Match[str]) -> Iterator[Finding]:
    before = [amount for amount in amounts(text) if amount.end <= match.start()]
    if len(before) < 2 or before[-1].end != match.start():
        return
    part = before[-1]
    wholes = [amount for amount in before[:-1] if amount.unit == part.unit and amount.value >= part.value]
    if match["of"].strip("总数的全部") and match["of"][:2] not in text[: match.start()]:
        return
    yield from _judge(counts, sentence, part, wholes, match, "占比")


def _judge(
    counts: _Counts,
    sentence: Sentence,
    part: Amount,
    wholes: list[Amount],
    match: re.Match[str],
    what: str,
) -> Iterator[Finding]:
    """Yield a finding unless a pair of counts nearby, or the part and any count, gives the percentage."""
    percent = match["percent"]
    if not wholes or not part.exact or not all(whole.exact for whole in wholes):
        return
    nearby = counts.near(part.unit, sentence.paragraph)
    if any(fits(some, whole, percent) for some in nearby for whole in nearby):
        return
    if any(fits(part.value, whole, percent) for whole, _ in counts.by_unit[part.unit]):
        return
    whole = wholes[-1].value if what != "占比" else max(amount.value for amount in wholes)
    right = f"{part.value * 100 / whole:.{max(1, len(percent.partition('.')[2]))}f}%"
    start = sentence.start + match.start("percent")
    end = sentence.start + match.end("percent") + 1
    message = f"{what}写作 {percent}%，按所列数字 {plain(part.value)}/{plain(whole)} 应为 {right}"
    yield Finding(start, end, message, right)


def _changes(sentence: Sentence, text: str) -> Iterator[Finding]:
    for match in _CHANGE.finditer(text):
        before, after = Decimal(match["before"]), Decimal(match["after"])
        percent = match["percent"]
        if before and not fits(abs(after - before), before, percent):
            right = f"{abs(after - before) * 100 / before:.{max(1, len(percent.partition('.')[2]))}f}%"
            start = sentence.start + match.start("percent")
            message = (
                f"由 {plain(before)} 到 {plain(after)}，{match['way']}幅度应为 {right}，此处写作 {percent}%"
            )
            yield Finding(start, sentence.start + match.end("percent") + 1, message, right)


RULE = Rule(
    id="FZ502",
    name="百分比与所列数字不符",
    severity="warning",
    reason="率、占比、增幅由同句所列的数字算不出来，说明其中至少一个数字有误。",
    source="公文校核惯例",
    bad="青石县2024年法治政府建设年度报告\n全年排查矛盾纠纷163起，化解156起，化解率98.7%。",
    good="青石县2024年法治政府建设年度报告\n全年排查矛盾纠纷163起，化解156起，化解率95.7%。",
    remedy="核对分子、分母和百分比。",
    check=check,
)
