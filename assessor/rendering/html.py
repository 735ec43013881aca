"""The scorecard as one HTML file that needs no network and no script (scripts only filter and copy)."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from assessor.model.result import Assessment
from assessor.rendering.compose import scorecard
from assessor.rendering.environment import asset, environment
from assessor.rendering.wording import figure, numeral

_STYLES = ("common.css", "screen.css")
_PRINT_STYLE = "print.css"
PRINT_STYLES = ("common.css", _PRINT_STYLE)
_SCRIPT = "scorecard.js"
_CLOSES = "写明已经采取的行动或取得的结果，最好有数量、文件名称或日期。"


def to_html(assessment: Assessment) -> str:
    """Return the scorecard as a whole HTML document.

    A content security policy in it forbids every request and every script but our own, so that even
    markup smuggled through a report could neither run nor fetch anything.
    """
    script = asset(_SCRIPT)
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    styles = "\n".join(asset(name) for name in _STYLES)
    return _render(
        assessment,
        medium="screen",
        styles=f"{styles}\n@media print {{\n{asset(_PRINT_STYLE)}\n}}",
        script=script,
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


def to_print_html(assessment: Assessment, page_placeholder: str) -> str:
    """Return the document that the PDF is made from: the same templates without script and filters.

    Its styles (`PRINT_STYLES`) are not in it: they are read once and kept (assessor.rendering.paper).

    page_placeholder: what stands where a page number is filled in once the pages are known.
    """
    return _render(
        assessment,
        medium="print",
        styles="",
        script="",
        policy="",
        page_placeholder=page_placeholder,
    )


def _render(
    assessment: Assessment,
    *,
    medium: str,
    styles: str,
    script: str,
    policy: str,
    page_placeholder: str = "",
) -> str:
    template = environment().get_template("scorecard.html.j2")
    return template.render(
        card=scorecard(assessment),
        figure=figure,
        numeral=numeral,
        default_closes=_CLOSES,
        page_placeholder=page_placeholder,
        medium=medium,
        styles=Markup(styles),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        policy=policy,
    )
