"""What matched is underlined in the PDF, to the character."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)

import pypdfium2 as pdfium

from assessor.model.result import Assessment
from assessor.rendering import pdf
from assessor.rendering.annotate import quotation

_POINTS = 0.75


def _marks(page: Any) -> list[Any]:
    """Return the underlines below matched words on a page, told by their thickness."""
    return [line for pen, lines in page.strokes.items() if pen.width == 1.1 for line in lines]


def test_the_words_over_the_underlines_are_those_that_matched(assessment: Assessment) -> None:
    laid_out = pdf.lay_out(assessment)
    found: list[str] = []
    with pdfium.PdfDocument(pdf.write(laid_out, assessment)) as document:
        for page, laid in zip(document, laid_out.pages, strict=True):
            height = page.get_height()
            text = page.get_textpage()
            for stroke in _marks(laid):
                bottom = height - stroke.y1 * _POINTS
                found.append(
                    text.get_text_bounded(
                        stroke.x1 * _POINTS + 1, bottom + 3, stroke.x2 * _POINTS - 1, bottom + 8
                    )
                )
    wanted = [
        piece.text
        for checkpoint in assessment.checkpoints()
        for quote in (*checkpoint.evidence, *checkpoint.mentions)
        for piece in quotation(quote.text, quote.start, quote.matched)
        if piece.hit
    ]
    assert "".join("".join(found).split()) == "".join("".join(wanted).split())


def test_the_strokes_are_no_part_of_the_text_for_those_who_hear_it(assessment: Assessment) -> None:
    laid_out = pdf.lay_out(assessment)
    data = laid_out.write_pdf(pdf_tags=True, uncompressed_pdf=True, finisher=pdf.draw_strokes)
    plain = laid_out.write_pdf(pdf_tags=True, uncompressed_pdf=True)
    assert sum(len(_marks(page)) for page in laid_out.pages) > 50
    assert data.count(b"BMC") > plain.count(b"BMC")
    assert data.count(b"/MCID") == plain.count(b"/MCID")
