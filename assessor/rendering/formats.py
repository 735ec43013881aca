"""The forms an assessment can be written in; each renderer is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Literal, get_args

from assessor.model.result import Assessment

Format = Literal["pdf", "html", "json", "md", "xlsx"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
FORMAT_ZH: Final[dict[Format, str]] = {
    "pdf": "PDF 计分表",
    "html": "网页计分表",
    "json": "JSON 结果",
    "md": "Markdown 摘要",
    "xlsx": "Excel 工作簿",
}

_TEXT_RENDERERS: Final[dict[Format, tuple[str, str]]] = {
    "html": ("assessor.rendering.html", "to_html"),
    "json": ("assessor.rendering.json_result", "to_json"),
    "md": ("assessor.rendering.markdown", "to_markdown"),
}


def render(assessment: Assessment, form: Format, *, variant: str | None = None) -> bytes:
    """Return the assessment as a file's content in the format `form`; text is UTF-8.

    variant: a PDF variant such as `pdf/a-3b`, or None for plain PDF.
    Raises ConfigurationError when the machine lacks what the format needs (PDF without Pango or fonts).
    """
    if form == "pdf":
        from assessor.rendering.pdf import to_pdf

        return to_pdf(assessment, variant=variant)
    if form == "xlsx":
        from assessor.rendering.xlsx import to_xlsx

        return to_xlsx(assessment)
    module, function = _TEXT_RENDERERS[form]
    text: str = getattr(import_module(module), function)(assessment)
    return text.encode("utf-8")
