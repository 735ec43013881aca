"""The scorecard as a PDF for print, laid out by WeasyPrint from the same templates as the HTML."""

from __future__ import annotations

import gc
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assessor.errors import ConfigurationError
from assessor.model.result import Assessment
from assessor.rendering.fonts import require_glyphs
from assessor.rendering.html import PRINT_STYLES, to_print_html
from assessor.rendering.pagination import placeholder, settle
from assessor.rendering.paper import fonts, page, require_weasyprint, styles
from assessor.rendering.shortcuts import shortcuts
from assessor.rendering.strokes import draw_strokes

if TYPE_CHECKING:
    from weasyprint import Document

PDF_VARIANTS = ("pdf/a-3b", "pdf/a-3u", "pdf/ua-1")
ATTACHMENT_NAME = "assessment.json"

#: An attachment must carry a date and ours must not depend on the clock: the oldest date a ZIP can hold.
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - a date, not a moment


#: Bytes of a stream that is worth packing less hard.
_LARGE = 100_000


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector off: a layout makes a hundred thousand objects and drops few of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_uncollected()
def to_pdf(assessment: Assessment, variant: str | None = None) -> bytes:
    """Return the scorecard as a tagged PDF with bookmarks and metadata, the same bytes every time.

    variant: None, or one of PDF_VARIANTS; the PDF/A-3 ones carry the JSON result as an attachment.
    Raises ConfigurationError when WeasyPrint or Pango is missing, when the variant is unknown, and when
    the text holds characters that no installed font covers (they would be printed as empty boxes).
    """
    if variant is not None and variant not in PDF_VARIANTS:
        known = "、".join(PDF_VARIANTS)
        raise ConfigurationError(f"不支持的 PDF 变体“{variant}”；可用：{known}")
    return write(lay_out(assessment, variant), assessment, variant)


@_uncollected()
def lay_out(assessment: Assessment, variant: str | None = None) -> Document:
    """Return the laid-out document (WeasyPrint's `Document`); `write` turns it into bytes."""
    options = {"pdf_variant": variant} if variant else {}
    digits = 2
    while True:
        markup = to_print_html(assessment, placeholder(digits))
        with shortcuts():
            document = page(markup).render(font_config=fonts(), stylesheets=styles(*PRINT_STYLES), **options)
        if settle(document, digits):
            return document
        digits += 1


@_uncollected()
def write(document: Document, assessment: Assessment, variant: str | None = None) -> bytes:
    """Return the bytes of a laid-out scorecard. Raises as `to_pdf` does."""
    options: dict[str, Any] = {"pdf_tags": True}
    if variant is not None:
        options["pdf_variant"] = variant
    if variant is not None and variant.startswith("pdf/a-3"):
        options["attachments"] = [_attachment(assessment)]
    with warnings.catch_warnings(), shortcuts():
        # WeasyPrint leaves the colour profile that PDF/A needs to the garbage collector to close.
        warnings.simplefilter("ignore", ResourceWarning)
        data: bytes = document.write_pdf(finisher=_finish, **options)
    require_glyphs(document)
    return data


def _finish(document: Document, pdf: Any) -> None:
    """Do what is left to do before WeasyPrint writes the file."""
    draw_strokes(document, pdf)
    for thing in pdf.objects:
        if len(b"".join(getattr(thing, "stream", ())[:1])) > _LARGE and thing.compress:
            # A font. Packed as hard as pydyf packs it takes twice the time and is a third of a percent smaller.
            thing.stream = [zlib.compress(thing.stream[0], level=6)]
            thing.extra["Filter"] = "/FlateDecode"
            thing.compress = False


def _attachment(assessment: Assessment) -> Any:
    from assessor.rendering.json_result import to_json

    return require_weasyprint().Attachment(
        string=to_json(assessment),
        name=ATTACHMENT_NAME,
        description="评估结果（JSON），与本计分表内容一致",
        created=_NO_DATE,
        modified=_NO_DATE,
        relationship="Data",
    )
