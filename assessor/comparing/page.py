"""The comparison as one HTML file, and as a landscape PDF from the same template."""

from __future__ import annotations

from markupsafe import Markup

from assessor.comparing.compare import (
    FENCE,
    FEWEST_FOR_OUTLIERS,
    GROUPING_ZH,
    MIXED,
    SIGN,
    Comparison,
    remarks_on,
    status_words,
)
from assessor.rendering.environment import asset, environment
from assessor.rendering.fonts import require_glyphs
from assessor.rendering.paper import page
from assessor.rendering.wording import points

MOST_ON_SCREEN = 1000
MOST_ON_PAPER = 300
"""Reports listed, shared among the levels; all of them are in the workbook."""
_WHOLE = 25
"""Rows of a matrix that is not broken across pages: it fits one, with its heading."""
_COMMON_SHOWN = 15
_GROUPS_SHOWN = 40
_BANDS = (
    ("b0", 0.0, "0"),
    ("b1", 40.0, "1—39"),
    ("b2", 60.0, "40—59"),
    ("b3", 80.0, "60—79"),
    ("b4", 101.0, "80—100"),
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(comparison: Comparison) -> str:
    """Return the comparison as a whole HTML document that fetches nothing and runs nothing."""
    return _render(comparison, MOST_ON_SCREEN, _POLICY)


def to_pdf(comparison: Comparison) -> bytes:
    """Return the comparison as a landscape A4 PDF.

    Raises ConfigurationError when WeasyPrint, Pango or a font is missing.
    """
    document = page(_render(comparison, MOST_ON_PAPER, "")).render()
    data: bytes = document.write_pdf(pdf_tags=True)
    require_glyphs(document)
    return data


def band(score: float | None) -> str:
    """Return the class of the shade a score is printed on."""
    if score is None:
        return "none"
    return next(name for name, below, _ in _BANDS if score < below or score == below == 0.0)


def _render(comparison: Comparison, shown: int, policy: str) -> str:
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            c=comparison,
            by=GROUPING_ZH[comparison.by],
            groups=comparison.groups[:_GROUPS_SHOWN],
            shown=shown,
            common_shown=_COMMON_SHOWN,
            each=max(1, shown // len(comparison.ranking)),
            whole=_WHOLE,
            sign=SIGN,
            remarks=remarks_on(
                one
                for ranked in comparison.ranking.values()
                for one in ranked[: max(1, shown // len(comparison.ranking))]
            ),
            fence=FENCE,
            fewest=FEWEST_FOR_OUTLIERS,
            caution=MIXED if comparison.mixed else "",
            legend=[(name, words) for name, _, words in _BANDS],
            band=band,
            figure=points,
            short=lambda score: "—" if score is None else f"{score:.0f}",
            percent=lambda share: "—" if share is None else f"{100 * share:.0f}%",
            status_words=status_words,
            policy=policy,
            styles=Markup(f"{asset('common.css')}\n{asset('compare.css')}"),  # noqa: S704 - our own files
        )
    )
