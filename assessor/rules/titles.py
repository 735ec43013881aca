"""Where a report names the outlines of checklist/form-rules.yaml, and with which years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.model.text import Report
from assessor.rules.reading import half_width
from assessor.rules.words import words

_DASHES = "—–－―─~～至到-"
_BRACKET = (
    rf"\s*[》〉]?\s*[(（]\s*(?P<first>20\d\d)年?\s*(?P<dash>[{_DASHES}]*)\s*(?P<last>20\d\d)年?\s*[)）]"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An outline named with years. name/years/former: as in form-rules.yaml; start/end: of the years."""

    name: str
    years: tuple[int, int]
    former: tuple[int, int] | None
    given: tuple[int, int]
    dash: str
    start: int
    end: int


def named_outlines(report: Report) -> Iterator[Named]:
    """Yield the places where a national outline is named with its years, in text order.

    A local document of the same name (《某市法治政府建设实施纲要…》) is none of them.
    """
    text = half_width(report.document.text)
    for outline in words()["outlines"]:
        name = str(outline["name"])
        spelling = name.replace("法治", "法[治制]")
        for match in re.finditer(rf"(?<![省市县区州盟旗]){spelling}(?P<years>{_BRACKET})", text):
            first, last = outline["years"]
            former = outline.get("former")
            yield Named(
                name=name,
                years=(first, last),
                former=(former[0], former[1]) if former else None,
                given=(int(match["first"]), int(match["last"])),
                dash=match["dash"],
                start=match.start("first"),
                end=match.end("last"),
            )
