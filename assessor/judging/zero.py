"""Zero statements: the report says that something did not occur or that there is none.

本年度无重大行政决策事项 answers the checkpoint; it is neither evidence nor a gap (domain practice,
《法治政府建设与责任落实督察工作规定》 reports: 零报告).
"""

from __future__ import annotations

from assessor.model.match import CheckpointMatch
from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Clause, Sentence


def zero_clause(match: CheckpointMatch, sentence: Sentence, text: str, rules: ReadingRules) -> Clause | None:
    """Return the clause in which the checkpoint's object is denied, or None.

    text: the report's text, into which the offsets of `sentence` and `match` point.
    """
    if sentence.role != "body" or sentence.stance in ("plan",):
        return None
    for hit in match.graded("zero"):
        for clause in sentence.clauses:
            if not any(clause.start <= found.start < clause.end for found in hit.matched):
                continue
            copy = normalise(text[clause.start : clause.end])
            if rules.search("zero", copy) and not rules.search("zero_not", copy):
                return clause
    return None
