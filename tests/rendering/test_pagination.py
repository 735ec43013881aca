"""Page numbers are filled in after a single layout."""

from __future__ import annotations

import pytest

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)

from assessor.rendering.pagination import placeholder, settle
from assessor.rendering.paper import page


def _document(pages: int, digits: int) -> object:
    body = "".join(
        f'<p><b data-id="n{n}">x</b><a href="#n{pages}"><i data-to="n{pages}">{placeholder(digits)}</i></a></p>'
        for n in range(1, pages + 1)
    )
    style = "@page{size:60mm 40mm;margin:5mm} p{break-after:page} body{font-family:sans-serif}"
    return page(f'<html lang="zh"><head><style>{style}</style></head><body>{body}</body></html>').render()


def _printed(document: object) -> list[str]:
    return [
        box.text
        for each in document.pages  # type: ignore[attr-defined]
        for box in each._page_box.descendants(placeholders=True)
        if getattr(box, "text", None) and box.element.get("data-to")
    ]


def test_every_placeholder_becomes_the_page_of_its_target() -> None:
    document = _document(7, 2)
    assert settle(document, 2)  # type: ignore[arg-type]
    assert _printed(document) == ["7"] * 7


def test_more_pages_than_the_digits_can_tell_are_refused_untouched() -> None:
    document = _document(12, 1)
    assert not settle(document, 1)  # type: ignore[arg-type]
    assert set(_printed(document)) == {"0"}
