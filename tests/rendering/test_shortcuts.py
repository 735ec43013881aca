"""The shortcuts through WeasyPrint change its time and nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import Box

from assessor.checklist import load_checklist
from assessor.errors import ConfigurationError
from assessor.model.result import Assessment
from assessor.pipeline import assess
from assessor.readers import read
from assessor.rendering import pdf, shortcuts
from tests.rendering.conftest import HOSTILE
from tests.sample import make_assessment


def _seed(name: str) -> Assessment:
    return assess(read(str(Path(__file__).parents[2] / "seeds" / name)), load_checklist("outline-2021-2025"))


@pytest.mark.parametrize(
    "make",
    [
        make_assessment,
        lambda: make_assessment(paged=True),
        lambda: make_assessment(insert=HOSTILE),
        # Kerning, marks set off their place, right to left, characters without width, a tab, a picture.
        lambda: make_assessment(
            insert="AVAToWa.fi ffl é e\u0301 x\u0323 שלום עולם a\u200bb\u200d\ufeffc\t☎ 1½ ①"
        ),
        lambda: _seed("xingan-2022.txt"),
        lambda: _seed("dalian-2021.txt"),
    ],
    ids=["sample", "paged", "hostile", "odd letters", "xingan", "dalian"],
)
def test_the_pdf_is_the_same_with_and_without_them(
    make: Callable[[], Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = make()
    quick = _printed(assessment)
    monkeypatch.setattr(pdf, "shortcuts", nullcontext)
    assert _printed(assessment) == quick


def _printed(assessment: Assessment) -> bytes:
    """Return the PDF, even where the fonts of the machine lack some of the odd letters."""
    document = pdf.lay_out(assessment)
    data: bytes
    with contextlib.suppress(ConfigurationError):
        return pdf.write(document, assessment)
    with pdf.shortcuts():
        data = document.write_pdf(pdf_tags=True)
    return data


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
