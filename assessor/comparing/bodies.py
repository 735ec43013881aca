"""Whose report it is: a name that tells the bodies of a comparison apart and stays the same over the years.

A government is known by its region (江州市). A department is not: 水务局 and 财政局 of 江州市 share it. Nor is
a township where only its county was recognised (昭岭县阿尔洛古乡).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

_TOWNSHIPS = ("乡", "镇", "街道", "苏木")
_OFFICES = ("人民政府", "办事处")
"""What a township's issuer ends in, left off: 北砬子镇人民政府 and 北砬子镇 are one body."""


class Names(NamedTuple):
    """body: whose report it is; name: the body, with the file where it has several reports of a year."""

    body: str
    name: str


def names_of(rows: Sequence[Mapping[str, Any]]) -> list[Names]:
    """Return the names for the rows of a run.json, in their order."""
    usual = [_usual(row) for row in rows]
    shared = _shared(usual, rows)
    bodies = [
        row["issuer"] or body if body in shared else body for body, row in zip(usual, rows, strict=True)
    ]
    often = Counter((body, row["year"]) for body, row in zip(bodies, rows, strict=True))
    return [
        Names(body, body if often[body, row["year"]] == 1 else f"{body}（{_stem(row)}）")
        for body, row in zip(bodies, rows, strict=True)
    ]


def _usual(row: Mapping[str, Any]) -> str:
    region, issuer = row["region"] or "", row["issuer"] or ""
    if row["level"] == "department":
        body = issuer or row["title"] or region
    elif row["level"] == "township" and not region.endswith(_TOWNSHIPS):
        body = next((issuer[: -len(end)] for end in _OFFICES if issuer.endswith(end)), issuer) or region
    else:
        body = region or issuer
    return body or row["title"] or _stem(row)


def _shared(usual: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names that reports of different levels, or of different issuers in a year, would share."""
    levels: dict[str, set[str]] = defaultdict(set)
    issuers: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for body, row in zip(usual, rows, strict=True):
        levels[body].add(row["level"])
        issuers[body, row["year"]] |= {row["issuer"]} if row["issuer"] else set()
    several = {body for (body, _), found in issuers.items() if len(found) > 1}
    return several | {body for body, found in levels.items() if len(found) > 1}


def _stem(row: Mapping[str, Any]) -> str:
    return PurePosixPath(row["source"]).stem
