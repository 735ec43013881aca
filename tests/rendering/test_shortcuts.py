"""The shortcuts through WeasyPrint change its time and nothing else."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import Box

from assessor.model.result import Assessment
from assessor.rendering import pdf, shortcuts


def test_the_pdf_is_the_same_with_and_without_them(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = pdf.to_pdf(assessment)
    monkeypatch.setattr(pdf, "shortcuts", nullcontext)
    assert pdf.to_pdf(assessment) == quick


def test_they_are_in_place_only_while_asked_for() -> None:
    before = (Box.descendants, pydyf._to_bytes, weasyprint.layout.block.resolve_percentages)
    with shortcuts.shortcuts():
        inside = (Box.descendants, pydyf._to_bytes, weasyprint.layout.block.resolve_percentages)
    after = (Box.descendants, pydyf._to_bytes, weasyprint.layout.block.resolve_percentages)
    assert after == before
    assert not set(inside) & set(before)


def test_an_unknown_release_runs_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "VERSION", "999.0")
    before = Box.descendants
    with shortcuts.shortcuts():
        assert Box.descendants is before
