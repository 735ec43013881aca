"""Reports made from a few lines of text, segmented as the program does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessor.checklist.reading import builtin_reading_rules
from assessor.model.text import Document, Report
from assessor.rules.base import Finding
from assessor.rules.registry import BY_ID
from assessor.segmenting import segment

Found = Callable[[str, str], list[Finding]]


def report_of(text: str) -> Report:
    return segment(Document("报告.txt", text, "0" * 64), builtin_reading_rules())


def annual(*paragraphs: str, year: int = 2024) -> str:
    """A county's report on `year` whose first part holds the paragraphs."""
    return "\n".join([f"青石县{year}年法治政府建设年度报告", "一、主要举措和成效", *paragraphs])


@pytest.fixture
def find() -> Found:
    """Run one rule over a text."""

    def run(rule: str, text: str) -> list[Finding]:
        return list(BY_ID[rule].check(report_of(text)))

    return run
