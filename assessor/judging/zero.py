"""Zero statements: the report says that something did not occur or that there is none.

本年度无重大行政决策事项 answers the checkpoint; it is neither evidence nor a gap (domain practice,
《法治政府建设与责任落实督察工作规定》 reports: 零报告).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assessor.model.match import CheckpointMatch
from assessor.model.reading import ReadingRules
from assessor.model.result import Matched
from assessor.model.shadow import normalise
from assessor.model.text import Clause, Sentence

HEARD = 0.5
"""Chance from which a sentence that sounds like a zero statement (segmenting/tone.py) is taken for one."""
UNHEARD = 0.08
"""Below this chance it is none although it denies something: 没有持证的聘用人员清退了26名."""


def zero_clauses(
    match: CheckpointMatch, sentence: Sentence, text: str, rules: ReadingRules
) -> tuple[Clause, ...]:
    """Return the clauses in which the checkpoint's object is denied.

    text: the report's text, into which the offsets of `sentence` and `match` point. Where the object
    stands before a colon (决策后评估:本年未开展), or before a clause that does nothing but deny
    (行政裁决申请,全年为零), the denial behind it counts.
    """
    if sentence.role != "body" or sentence.stance in ("plan", "problem") or sentence.denial < UNHEARD:
        return ()  # 尚未形成常态 among the shortcomings is one
    objects = [found.start for hit in match.graded("zero") for found in hit.matched]
    denied: list[Clause] = []
    for number, clause in enumerate(sentence.clauses):
        if not any(clause.start <= start < clause.end for start in objects):
            continue
        if _sounds_denied(sentence) or _denies(text[clause.start : clause.end], rules):
            denied.append(clause)
            continue
        behind = sentence.clauses[number + 1 : number + 2]
        named = text[clause.start : clause.end].rstrip().endswith(("：", ":"))
        if behind and (
            _denies(text[behind[0].start : behind[0].end], rules)
            if named
            else _denies_barely(text[behind[0].start : behind[0].end], rules)
        ):
            denied.append(replace(clause, end=behind[0].end))
    return tuple(denied)


def is_bare_denial(sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence does nothing but deny (全年无申请。), leaving the object to its heading."""
    bare = _denies_barely(text[sentence.start : sentence.end], rules)
    return sentence.role == "body" and sentence.stance != "plan" and bare


def denies(sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence says that something did not occur or that there is none."""
    return _denies(text[sentence.start : sentence.end], rules)


def is_denied(found: Iterable[Matched], sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether the sentence sets out to deny, and what was found in it stands in clauses that deny.

    A sentence that sounds like a zero statement denies whatever was found in it.
    """
    if _sounds_denied(sentence):
        return True
    if sentence.denial < UNHEARD:
        return False
    if rules.search("denial_opening", normalise(text[sentence.start : sentence.end])) is None:
        return False
    starts = [one.start for one in found]
    clauses = [clause for clause in sentence.clauses if any(clause.start <= s < clause.end for s in starts)]
    return bool(clauses) and all(_denies(text[clause.start : clause.end], rules) for clause in clauses)


def _sounds_denied(sentence: Sentence) -> bool:
    return sentence.denial >= HEARD


def _denies(content: str, rules: ReadingRules) -> bool:
    return _found("zero", content, rules)


def _denies_barely(content: str, rules: ReadingRules) -> bool:
    return _found("bare_denial", content, rules)


def _found(rule: str, content: str, rules: ReadingRules) -> bool:
    copy = normalise(content).rstrip("。;,")
    return rules.search(rule, copy) is not None and rules.search("zero_not", copy) is None
