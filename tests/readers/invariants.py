"""What holds of every input that is read, whatever it is; used by the property tests and `make fuzz`."""

from __future__ import annotations

import itertools
import json
from functools import cache

from assessor.checklist import load_checklist
from assessor.errors import UnreadableError
from assessor.model.checklist import Checklist
from assessor.model.result import Assessment
from assessor.model.text import Document
from assessor.pipeline import assess
from assessor.readers import read_bytes
from assessor.rendering.json_result import to_json

CHECKLIST = "outline-2021-2025"
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}


@cache
def checklist() -> Checklist:
    """Return the built-in checklist, loaded and compiled once per process."""
    return load_checklist(CHECKLIST)


def read_or_refuse(data: bytes, name: str) -> Document | None:
    """Return the checked document, or None when it is refused in one line that names the file."""
    refusal = ""
    try:
        document = read_bytes(data, name)
    except UnreadableError as error:
        refusal = str(error)
    if refusal:
        assert refusal.startswith(f"{name or '标准输入'}：")
        assert "\n" not in refusal
        return None
    check_document(document)
    return document


def check_document(document: Document) -> None:
    """Assert that a document can be printed, cited and paged."""
    text = document.text
    text.encode("utf-8")
    assert text.strip()
    assert not _CONTROLS.intersection(map(ord, set(text)))
    assert list(document.pages) == sorted(document.pages)
    assert all(0 <= start <= len(text) for start in document.pages)
    for heading in document.headings:
        assert 0 <= heading.start < heading.end <= len(text)
        assert 1 <= heading.level <= 9
        assert "\n" not in text[heading.start : heading.end]
    for before, after in itertools.pairwise(document.headings):
        assert before.end <= after.start
    for notice in document.notices:
        assert notice
        assert "\n" not in notice


def check_assessment(assessment: Assessment) -> None:
    """Assert that every span is ordered and inside the text, and every citation is the report's own words."""
    report = assessment.report
    text = report.document.text
    for before, after in itertools.pairwise(report.sentences):
        assert before.end <= after.start
        assert before.paragraph <= after.paragraph
    for sentence in report.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        report.section(sentence.section)
    for section in report.sections:
        assert 0 <= section.start <= section.end <= len(text)
    ids = [checkpoint.id for checkpoint in assessment.checkpoints()]
    assert len(ids) == len(set(ids)) == 96
    for checkpoint in assessment.checkpoints():
        assert bool(checkpoint.evidence) == (checkpoint.status in {"covered", "declared_none"})
        for cited in (*checkpoint.evidence, *checkpoint.mentions):
            assert cited.text == text[cited.start : cited.end]
            for matched in cited.matched:
                assert matched.text == text[matched.start : matched.end]
    assert assessment.summary.score is None or 0 <= assessment.summary.score <= 100


def through_the_pipeline(document: Document, rules: Checklist) -> str:
    """Assess `document`, check what must hold, and return the result as JSON."""
    check_document(document)
    assessment = assess(document, rules)
    check_assessment(assessment)
    result = to_json(assessment)
    json.loads(result)
    return result
