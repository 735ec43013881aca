"""Zero statements: the report says that something did not occur or that there is none.

本年度无重大行政决策事项 answers the checkpoint; it is neither evidence nor a gap (domain practice,
《法治政府建设与责任落实督察工作规定》 reports: 零报告).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessor.judging.facts import facts_of
from assessor.model.match import CheckpointMatch, Grade
from assessor.model.reading import ReadingRules
from assessor.model.result import Matched
from assessor.model.shadow import normalise
from assessor.model.text import Clause, Sentence

HEARD = 0.5
"""Chance from which a sentence that sounds like a zero statement (segmenting/tone.py) is taken for one."""
UNHEARD = 0.08
"""Below this chance it is none although it denies something: 没有持证的聘用人员清退了26名."""


def zero_clauses(
    match: CheckpointMatch, sentence: Sentence, text: str, rules: ReadingRules, grade: Grade = "zero"
) -> tuple[Clause, ...]:
    """Return the clauses in which the checkpoint's object is denied.

    grade: the cues that name the object; text: the report's text, into which the offsets of `sentence` and
    `match` point.
    """
    objects = [found.start for hit in match.graded(grade) for found in hit.matched]
    if not objects:
        return ()
    denied = denied_clauses(sentence, text, rules)
    return tuple(clause for clause in denied if any(clause.start <= start < clause.end for start in objects))


def is_moot(match: CheckpointMatch, sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence denies what the checkpoint would rest on, and counts nothing elsewhere.

    县政府没有制定规范性文件,部门印发的2件均已清理 leaves two to be filed.
    """
    denied = zero_clauses(match, sentence, text, rules, "moot")
    others = (clause for clause in sentence.clauses if clause not in denied)
    return bool(denied) and not any(facts_of(text[clause.start : clause.end]) for clause in others)


def denied_clauses(sentence: Sentence, text: str, rules: ReadingRules) -> tuple[Clause, ...]:
    """Return the clauses of what may be a zero statement that are denied; none of any other sentence.

    A clause is denied by itself, or, where it names the matter (决策后评估:本年未开展) or is followed by one
    that does nothing but deny (行政裁决申请,全年为零), by the next. Of a sentence that sounds like a zero
    statement every clause is that neither counts nor does anything (落实追责制度,全年未发生追责).
    """
    if sentence.role != "body" or sentence.stance in ("plan", "problem") or sentence.denial < UNHEARD:
        return ()  # 尚未形成常态 among the shortcomings is one
    heard = sentence.denial >= HEARD
    denied: list[Clause] = []
    for number, clause in enumerate(sentence.clauses):
        content = text[clause.start : clause.end]
        if _denies(content, rules):
            denied.append(clause)
            continue
        if heard and not facts_of(content) and not _found("does", content, rules):
            denied.append(clause)
            continue
        for behind in sentence.clauses[number + 1 : number + 2]:
            answer = text[behind.start : behind.end]
            named = content.rstrip().endswith(("：", ":"))
            if _denies(answer, rules) if named else _found("denial_answer", answer, rules):
                denied.append(clause)
    return tuple(denied)


def is_bare_denial(sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence does nothing but deny (全年无申请。), leaving the object to its heading."""
    bare = _found("bare_denial", text[sentence.start : sentence.end], rules)
    return sentence.role == "body" and sentence.stance != "plan" and bare


def denies(sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence says that something did not occur or that there is none."""
    return _denies(text[sentence.start : sentence.end], rules)


def is_denied(found: Iterable[Matched], sentence: Sentence, text: str, rules: ReadingRules) -> bool:
    """Tell whether a sentence sets out to deny, or sounds so, and what was found in it is denied."""
    if sentence.denial < HEARD and not _found("denial_opening", text[sentence.start : sentence.end], rules):
        return False
    return all_within(found, denied_clauses(sentence, text, rules), sentence)


def omission(found: Iterable[Matched], sentence: Sentence, text: str, rules: ReadingRules) -> str:
    """Return the words that say of a duty that it was not done, "" unless all that was found stands in such clauses."""
    said = {
        clause.start: rules.search("omitted", _said(text[clause.start : clause.end]))
        for clause in sentence.clauses
    }
    omitted = [clause for clause in sentence.clauses if said[clause.start]]
    found = tuple(found)
    if not omitted or not all_within(found, omitted, sentence):
        return ""
    starts = [one.start for one in found]
    own = (one for one in omitted if any(one.start <= start < one.end for start in starts))
    return next((said[clause.start] or "" for clause in own), "")


def all_within(found: Iterable[Matched], denied: Sequence[Clause], sentence: Sentence) -> bool:
    """Tell whether all that was found stands in the denied clauses; what an action is based on aside."""
    starts = [one.start for one in found]
    clauses = [one for one in sentence.clauses if any(one.start <= start < one.end for start in starts)]
    acting = [one for one in clauses if one.role == "act"] or clauses
    return bool(acting) and all(one in denied for one in acting)


def _denies(content: str, rules: ReadingRules) -> bool:
    return _found("zero", content, rules)


def _found(rule: str, content: str, rules: ReadingRules) -> bool:
    return rules.holds(rule, _said(content), but="zero_not")


def _said(content: str) -> str:
    return normalise(content).rstrip("。;,")
