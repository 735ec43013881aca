"""FZ301: wrong characters in fixed terms of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.slips import Slip, any_edit, changed_characters
from assessor.rules.words import words


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding, with the correction, at each slip; one per place, the longest term's.

    法制政府 is left to FZ204.
    """
    text = report.document.text
    taken = [match.span() for match in re.finditer(words()["wrong_government"], text)]
    for slip in sorted(_slips(text), key=lambda slip: (slip.start - slip.end, slip.start)):
        if not any(slip.start < end and start < slip.end for start, end in taken):
            taken.append((slip.start, slip.end))
            written = text[slip.start : slip.end]
            yield Finding(slip.start, slip.end, f"“{written}”疑为“{slip.term}”之误", slip.term)


def _slips(text: str) -> Iterator[Slip]:
    known = words()
    allowed = [match.span() for word in known["not_wrong"] for match in re.finditer(word, text)]
    terms = (slip for term in known["terms"] for slip in changed_characters(text, term))
    rigid = (slip for term in known["rigid_terms"] for slip in any_edit(text, term))
    for slip in (*terms, *rigid):
        if not any(start < slip.end and slip.start < end for start, end in allowed):
            yield slip
    for entry in known["slips"]:
        for match in re.finditer(entry["wrong"], text):
            yield Slip(match.start(), match.end(), entry["right"])


RULE = Rule(
    id="FZ301",
    name="固定用语中的错别字",
    severity="warning",
    reason="固定用语中的同音字、形近字错误，拼写检查查不出来，公开后影响公文严肃性。",
    source="实践中的真实差错（“商务制度改革”应为“商事制度改革”）；用语表见 checklist/form-rules.yaml",
    bad="青石县2024年法治政府建设年度报告\n深化商务制度改革，评查行政执法案卷260份，公布行政复仪典型案例6件。",
    good="青石县2024年法治政府建设年度报告\n深化商事制度改革，评查行政执法案卷260份，公布行政复议典型案例6件。",
    remedy="按给出的用语改正；确属专名的，可在 assessor.yaml 中关闭本条。",
    check=check,
)
