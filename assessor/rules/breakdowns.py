"""Totals broken down into parts: 156个,其中单部门68个、联合88个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from assessor.model.text import Report
from assessor.rules.figures import Amount, amounts, without_brackets
from assessor.rules.reading import of
from assessor.rules.words import any_of, words

_OF_WHICH = re.compile(r"其中[,，:]?")
_COLON = re.compile(r":|[,，]?分别[为是]")
# What stands between two parts: an enumeration mark, then the next part's name.
_NAME = re.compile(r"\s*(?P<mark>[、,，;和及])\s*(?P<name>[^,，;。:%\d]{1,24})\Z")
_NO_PART = re.compile(
    r"同比|比上|较上|上年|去年|增加|新增|增长|减少|下降|占|达到|罚款|罚没|奖|每|平均|含|涉及|^(?:另|共计|合计|累计)"
)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and the parts given after it.

    candidates: every figure the parts may be meant to add up to, those of its own sentence if it has any;
    total: the one the parts may not exceed, the nearest in their own sentence.
    firm: how many parts, from the first, are surely parts: joined by 、, or ways
    a case ends that exclude each other (any other part after a comma may belong to something else);
    remainder: the last part is 其他/其余; declared: a list after a colon or 分别为.
    start/end: from the total to the last part, as offsets into the report's text.
    """

    total: Decimal
    candidates: tuple[Decimal, ...]
    parts: tuple[Decimal, ...]
    names: tuple[str, ...]
    unit: str
    firm: int
    remainder: bool
    declared: bool
    start: int
    end: int

    @property
    def enumerated(self) -> bool:
        """Whether all parts surely are."""
        return self.firm == len(self.parts)

    def exceeded(self) -> bool:
        """Tell whether a part that surely is one is more than its total, and no other figure explains it."""
        most = max(self.parts[: self.firm])
        if most > max(self.candidates):
            return True
        return most > self.total and (len(self.parts) < 2 or not self.explained())

    @property
    def sum(self) -> Decimal:
        """Return the sum of the parts."""
        return sum(self.parts, Decimal(0))

    def explained(self) -> bool:
        """Tell whether some choice of the parts, first and last among them, adds up to a candidate.

        A part may itself be broken down in passing (处理决定11宗,决定生效7宗), so not all need count.
        """
        if len(self.parts) < 2 or len(self.parts) > 12:
            return True
        first, *middle, last = self.parts
        return any(
            first + last + sum(chosen, Decimal(0)) in self.candidates
            for size in range(len(middle) + 1)
            for chosen in combinations(middle, size)
        )

    def complementary(self) -> bool:
        """Tell whether the two parts leave nothing out between them (form-rules.yaml, `complements`)."""
        if len(self.names) != 2:
            return False
        one, other = self.names
        return any(
            (re.search(first, a) and re.search(second, b)) is not None
            for first, second in words()["complements"]
            for a, b in ((one, other), (other, one))
        )


@lru_cache(maxsize=1)
def _remainder() -> re.Pattern[str]:
    return any_of(words()["remainder"])


@lru_cache(maxsize=1)
def _outcomes() -> tuple[re.Pattern[str], ...]:
    known = words()
    return tuple(re.compile(rf"(?:{known['outcome_leads']})*(?:{row})") for row in known["outcomes"])


def _are_outcomes(names: Sequence[str]) -> bool:
    """Tell whether the names are ways a case ends that exclude each other (form-rules.yaml, `outcomes`)."""
    return any(all(row.match(name) for name in names) for row in _outcomes())


def breakdowns(report: Report) -> Iterator[Breakdown]:
    """Yield the breakdowns of exact figures in text order."""
    previous: list[Amount] = []
    paragraph = -1
    for sentence in report.sentences:
        if sentence.paragraph != paragraph:
            previous, paragraph = [], sentence.paragraph
        text = without_brackets(of(report, sentence))
        found = list(amounts(text))
        for mark, declared in [
            *((match, False) for match in _OF_WHICH.finditer(text)),
            *((match, True) for match in _COLON.finditer(text)),
        ]:
            breakdown = _read(text, found, previous, (mark.start(), mark.end()), declared)
            if breakdown is not None:
                at = sentence.start
                yield replace(breakdown, start=breakdown.start + at, end=breakdown.end + at)
        previous = found or previous


def _read(
    text: str, found: list[Amount], previous: list[Amount], mark: tuple[int, int], declared: bool
) -> Breakdown | None:
    before = [amount for amount in found if amount.end <= mark[0]]
    after = [amount for amount in found if amount.start >= mark[1]]
    parts, names, firm = _parts(text, after, mark[1])
    if not parts:
        return None
    unit = parts[0].unit
    same = [amount for amount in before if amount.unit == unit]
    if declared and (not same or same[-1].end < mark[0] - 2):
        return None
    earlier = [amount for amount in previous if amount.unit == unit]
    pool = same or earlier
    if not pool or not all(amount.exact for amount in (*pool, *parts)):
        return None
    last = parts[-1]
    total = _nearest(text, same) if same else max(earlier, key=lambda amount: amount.value)
    if declared and text[last.end :].strip("。;！!? ") and firm < len(parts):
        return None
    return Breakdown(
        total=total.value,
        candidates=tuple(amount.value for amount in pool),
        parts=tuple(amount.value for amount in parts),
        names=tuple(names),
        unit=unit,
        firm=firm,
        remainder=_remainder().match(names[-1]) is not None,
        declared=declared,
        start=total.start if same else mark[0],
        end=last.end,
    )


def _nearest(text: str, same: list[Amount]) -> Amount:
    """Return the last of the figures before the parts that counts no leftover (办结619件，结转15件，其中…)."""
    left = any_of(words()["remainder"], words()["still_running"])
    ends = [0, *(amount.end for amount in same)]
    whole = [
        amount for amount, end in zip(same, ends, strict=False) if not left.search(text, end, amount.start)
    ]
    return (whole or same)[-1]


def _parts(text: str, after: list[Amount], start: int) -> tuple[list[Amount], list[str], int]:
    """Return the parts that follow offset `start`, their names, and how many of the first surely are parts."""
    parts: list[Amount] = []
    names: list[str] = []
    firm = 0
    at = start
    for amount in after:
        between = text[at : amount.start]
        match = _NAME.match(between if parts else "、" + between.lstrip())
        if match is None or _NO_PART.search(match["name"]) or (parts and amount.unit != parts[0].unit):
            break
        name = match["name"].strip("、 ")
        if firm == len(parts) and (match["mark"] in "、和及" or _are_outcomes((*names, name))):
            firm += 1
        parts.append(amount)
        names.append(name)
        at = amount.end
    return parts, names, firm
