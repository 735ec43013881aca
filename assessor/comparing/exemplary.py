"""Model sentences: what other reports wrote for a checkpoint, sure, specific and varied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from assessor.comparing.runs import Quotation
from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise

EXEMPLARY: Final = 3
"""Model sentences per checkpoint."""
MOST_KEPT: Final = 200
CAPTION_LENGTHS: Final = range(18, 161)
"""Characters of a sentence that may serve as a model: neither a scrap nor a paragraph."""
_ALIKE: Final = 0.5
"""Two sentences that share more than this of their neighbouring pairs of characters are variants of one."""

_ENDS: Final = tuple("。！？；!?;")
_CLOSING: Final = "”’」』）)\"'"
_FIGURE_CELL: Final = re.compile(r"\S*[0-9０-９]\S*")
_WHEN: Final = re.compile(r"[^，,]{1,12}(?:[年月日底]|年度|期间|以来|目前|截止)[，,]")
_FIRST_CLAUSE: Final = re.compile(r"[^，,：:。；;！？]*")


def exemplary(quotations: Iterable[Quotation], rules: ReadingRules) -> dict[str, tuple[Quotation, ...]]:
    """Return the models by checkpoint: the surest sentences with facts to check, no two alike, best from
    different bodies. rules: what a denial is."""
    best: dict[str, dict[str, Quotation]] = defaultdict(dict)
    for one in quotations:
        if _may_serve(one, rules):
            known = best[one.checkpoint]
            known.setdefault(one.text, one)
            if len(known) > 2 * MOST_KEPT:  # of a country's reports only the best are held
                best[one.checkpoint] = {
                    kept.text: kept for kept in sorted(known.values(), key=_order)[:MOST_KEPT]
                }
    chosen: dict[str, tuple[Quotation, ...]] = {}
    for checkpoint, found in best.items():
        ordered = sorted(found.values(), key=_order)
        kept: list[Quotation] = []
        for fresh_body in (True, False):
            for one in ordered:
                if len(kept) == EXEMPLARY or (fresh_body and one.name in {other.name for other in kept}):
                    continue
                if all(_likeness(one.text, other.text) <= _ALIKE for other in kept):
                    kept.append(one)
        chosen[checkpoint] = tuple(kept)
    return chosen


def _may_serve(one: Quotation, rules: ReadingRules) -> bool:
    sure = one.confidence == "high" and bool(one.facts) and len(one.text) in CAPTION_LENGTHS
    return sure and not is_row(one.text) and not opens_with_denial(one.text, rules)


def is_row(text: str) -> bool:
    """Tell whether a quotation is a row of a table: no end of a sentence, and figures in cells of their own.

    A result keeps no more of a table than the row's characters, the cells parted by white space.
    """
    if text.rstrip().rstrip(_CLOSING).endswith(_ENDS):
        return False
    return "\t" in text or len(_FIGURE_CELL.findall(text)) > 1


def opens_with_denial(text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence sets out to say that there is none (本年度无新增证明事项，…), a date before it aside."""
    when = _WHEN.match(text)
    first = _FIRST_CLAUSE.match(text, when.end() if when else 0)
    return first is not None and rules.holds("zero", normalise(first[0]), but="zero_not")


def _order(one: Quotation) -> tuple[float, str, str]:
    return (-_worth(one), one.text, one.name)


def _worth(one: Quotation) -> float:
    return one.score + 2.0 * min(len(one.facts), 3)


def _likeness(one: str, other: str) -> float:
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(pairs & others) / max(1, min(len(pairs), len(others)))
