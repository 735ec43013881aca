"""Why was this sentence a plan, a shortcoming, or done? The one place that decides.

Three layers, the inner winning over the outer: the section (存在的问题, 下一步工作), a stretch opened by
a sentence (下一步,… / 仍存在以下不足:…), and cues inside the sentence, clause by clause. Where none of
them speaks against `done`, the tone of the sentence may (tone.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Clause, ClauseRole, Stance
from assessor.segmenting.lines import has_figure
from assessor.segmenting.tone import SOUNDS_ZH, Heard, Tone

# A short remark in brackets, as in 乡镇(街道) or 受理(件), belongs to its clause.
_CLAUSE = re.compile(
    r"(?:[（(][^，,：:；;。！？!?\n（）()]{1,12}[)）]|[^，,：:；;。！？!?\n（）()])+[，,：:；;。！？!?（）()]*"
)
_OPENING_YEAR = re.compile(r"(20[0-9]{2})年(?![0-9]{1,2}月)(?!以来|[^,]{0,12}(报告|工作会议))")
_YEAR = re.compile(r"(20[0-9]{2})年")


TOPIC = 6
"""A clause of at most so many characters (机制上,) names a topic; it says nothing of the stance."""


LENGTH_STEP, LONGEST_STEP = 15, 6
"""Sentences are told apart by length in steps of so many characters, up to so many steps."""
RESUMED = 0.05
"""A sentence with less doubt than this is back at what was done."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance and the words that decided it ("" when nothing spoke against `done`)."""

    stance: Stance
    cue: str = ""


def section_verdict(title: str, year: int | None, rules: ReadingRules) -> Verdict | None:
    """Return what a section's title says of the stance of its sentences; None when it says nothing.

    year: the year reported on; a title about a later year is a plan.
    """
    copy = normalise(title)
    problem = rules.search("section_problem", copy) or rules.search("problem_opening", copy)
    if problem and not rules.search("section_not_problem", copy):
        return Verdict("problem", title)
    plan = rules.search("section_plan", copy)
    if plan and not rules.search("section_not_plan", copy):
        return Verdict("plan", title)
    if rules.search("section_done", copy):
        return Verdict("done", title)
    later = [int(found) for found in _YEAR.findall(copy)]
    if year is not None and later and min(later) > year:
        return Verdict("plan", title)
    return None


def opening_verdict(sentence: str, year: int | None, rules: ReadingRules) -> Verdict | None:
    """Return the stance that `sentence` opens for what follows it, or None.

    year: the year reported on; a sentence that begins with a later year opens a plan.
    """
    copy = normalise(sentence)
    dated = _OPENING_YEAR.match(copy)
    if dated and year is not None and int(dated.group(1)) == year + 1 and not rules.search("done", copy):
        return Verdict("plan", dated.group())
    plan = rules.search("plan_opening", copy)
    if plan:
        return Verdict("plan", plan)
    problem = rules.search("problem_opening", copy)
    if problem and not rules.search("done", copy):
        return Verdict("problem", problem)
    return None


def whole_sentence_verdict(sentence: str, outer: Verdict, rules: ReadingRules) -> Verdict:
    """Return `outer`, or problem where the sentence as a whole admits a shortcoming (但也要看到,…)."""
    if outer.stance != "done":
        return outer
    found = rules.search("problem_sentence", normalise(sentence))
    return Verdict("problem", found) if found else outer


def split_clauses(text: str, start: int, end: int, outer: Verdict, rules: ReadingRules) -> tuple[Clause, ...]:
    """Return the clauses of the sentence `text[start:end]`, each with its stance and role.

    outer: what section and stretch say; a plan opened in one clause lasts until a clause says done.
    """
    clauses: list[Clause] = []
    running = outer
    for match in _CLAUSE.finditer(text, start, end):
        copy = normalise(match.group()).rstrip(",:;。!?()")
        if not copy:
            continue
        verdict = _clause_verdict(copy, running, outer, rules)
        if verdict.stance == "plan" or outer.stance != "done":
            running = verdict
        elif running.stance == "plan" and verdict.stance == "done":
            running = outer
        clauses.append(Clause(*match.span(), verdict.stance, _clause_role(copy, rules), verdict.cue))
    if clauses and clauses[-1].role in ("basis", "instrument"):
        # 根据…实行… without a comma: what it is based on and what is done stand in one clause.
        clauses[-1] = replace(clauses[-1], role="act")
    if not any(clause.role == "act" for clause in clauses):
        return tuple(replace(clause, role="act") for clause in clauses)
    return tuple(clauses)


def _clause_verdict(copy: str, running: Verdict, outer: Verdict, rules: ReadingRules) -> Verdict:
    if outer.stance in ("plan", "problem"):
        if outer.stance == "problem":
            plan = rules.search("plan", copy)
            if plan:
                return Verdict("plan", plan)
        return outer
    done = rules.search("done", copy)
    if done:
        return Verdict("done", done)
    plan = rules.search("plan", copy)
    if plan:
        return Verdict("plan", plan)
    problem = rules.search("problem", copy)
    if problem:
        return Verdict("problem", problem)
    return running


def _clause_role(copy: str, rules: ReadingRules) -> ClauseRole:
    if has_figure(copy):
        return "act"  # whatever it begins with, a clause that counts is what an officer would cite
    if rules.search("clause_basis", copy):
        return "basis"
    if rules.search("clause_instrument", copy):
        return "instrument"
    if rules.search("clause_result", copy):
        return "result"
    return "act"


def sentence_verdict(clauses: tuple[Clause, ...], outer: Verdict) -> Verdict:
    """Return the stance of a whole sentence: that of its first clause that acts.

    A later clause that plans or admits does not undo what the first one reports.
    """
    if not clauses:
        return outer
    acting = [
        clause for clause in clauses if clause.role == "act" and clause.end - clause.start > TOPIC
    ] or list(clauses)
    first = acting[0]
    if first.stance == "done" and len(clauses) > 1 and clauses[0].stance == "problem":
        first = clauses[0]
    return Verdict(first.stance, first.cue)


def toned_verdict(
    sentence: str,
    verdict: Verdict,
    clauses: tuple[Clause, ...],
    year: int | None,
    rules: ReadingRules,
    tone: Tone,
) -> tuple[Verdict, Heard]:
    """Return `verdict`, or the tone's own where the rules took the sentence for done; and what was heard.

    The tone is not asked of a sentence that plainly tells of fewer lost cases, complaints or days.
    """
    if verdict.stance != "done":
        return verdict, Heard()
    copy = normalise(sentence)
    if rules.holds("fewer", copy, but="misgiving"):
        return verdict, Heard()
    heard = tone.hear(copy, marks_of(copy, clauses, year, rules))
    return (verdict if heard.stance == "done" else Verdict(heard.stance, SOUNDS_ZH[heard.stance])), heard


def tells_results(sentence: str, year: int | None, rules: ReadingRules, tone: Tone) -> bool:
    """Tell whether a sentence behind 下一步… or 还存在差距… is back at what was done.

    It counts something, and sounds like neither plan nor admission.
    """
    copy = normalise(sentence)
    return has_figure(copy) and tone.hear(copy, marks_of(copy, (), year, rules)).doubt < RESUMED


def marks_of(copy: str, clauses: tuple[Clause, ...], year: int | None, rules: ReadingRules) -> Iterator[str]:
    """Yield what the rules notice in a sentence (normalised: `copy`) without deciding by it.

    year: the year reported on.
    """
    stances = [clause.stance for clause in clauses]
    for stance in ("plan", "problem"):
        if stance in stances:
            yield stance
            if stances[-1] == stance:
                yield f"{stance} at the end"
    if rules.search("done", copy):
        yield "done"
    if "明年" in copy or (year is not None and any(int(found) > year for found in _YEAR.findall(copy))):
        yield "later"
    misgivings = len(rules.patterns["misgiving"].findall(copy))
    if misgivings:
        yield "misgiving"
    if misgivings > 1:
        yield "misgivings"
    if has_figure(copy):
        yield "figure"
    if rules.holds("zero", copy, but="zero_not"):
        yield "denial"
    yield f"length {min(len(copy) // LENGTH_STEP, LONGEST_STEP)}"
