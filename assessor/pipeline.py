"""The flow in one place: segment, match, judge. Reading comes before it, rendering after."""

from __future__ import annotations

import gc

from assessor.checklist.reading import builtin_reading_rules
from assessor.judging.judge import judge
from assessor.matching.match import Matcher
from assessor.model.checklist import Checklist
from assessor.model.collection import paused_collection
from assessor.model.result import Assessment
from assessor.model.text import Document, Level
from assessor.segmenting import segment

_matchers: dict[str, Matcher] = {}


def matcher_for(checklist: Checklist) -> Matcher:
    """Return the compiled checklist; one loaded from a file is compiled once per process."""
    if not checklist.digest:
        return Matcher(checklist)
    if checklist.digest not in _matchers:
        adopt(checklist, Matcher(checklist))
    return _matchers[checklist.digest]


def adopt(checklist: Checklist, matcher: Matcher) -> None:
    """Take `matcher` as the compiled form of `checklist` for the rest of the process."""
    _matchers[checklist.digest] = matcher
    gc.freeze()  # it stays; looking through its objects for garbage took a third of the time


def assess(document: Document, checklist: Checklist, *, level: Level | None = None) -> Assessment:
    """Assess a document by a checklist.

    level: the level of government if the user gave one, else it is taken from the text.
    Same input, same output; nothing is read or written beside the tool's own data.
    """
    rules = builtin_reading_rules()
    with paused_collection():  # nothing here goes in circles; looking for some took a quarter of the time
        report = segment(document, rules)
        matches = matcher_for(checklist).match(report)
        return judge(report, checklist, matches, rules, level)
