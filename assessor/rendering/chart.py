"""The figure of page one as inline SVG: a disc for each checkpoint of a part, and a bar for its score.

The discs are the status symbols ● ◎ ◐ ○ — drawn, so that they look alike in every font and in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from assessor.model.result import Status, Substance

HEIGHT = 12
STEP = 12
BAR = 60

_RADIUS = 4.6
_INK = "#000"
_GREY = "#8c8c8c"
_GAP = 8


def row(
    states: Sequence[tuple[Status, Substance | None]],
    longest: int,
    score: float | None,
    average: float | None,
    label: str,
) -> Markup:
    """Return one row of the figure as SVG.

    states: status and substance of each checkpoint, in order; longest: the number of discs in the
    longest row, so that the bars of all rows stand below one another; score / average: of the part and
    of the report, 0-100, None when nothing is counted; label: what is told to those who cannot see it.
    """
    discs = _discs(states)
    left = STEP * max(longest, 1) + _GAP
    width = left + BAR
    return Markup(  # noqa: S704 - numbers of ours and an escaped label
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img">'
        f"<title>{escape(label)}</title>{discs}{_bar(left, score, average)}</svg>"
    )


def _discs(states: Sequence[tuple[Status, Substance | None]]) -> str:
    """Draw the discs as three paths at most: WeasyPrint's time goes by the element."""
    ink: list[str] = []
    grey: list[str] = []
    rings: list[str] = []
    y = HEIGHT / 2
    for place, (status, substance) in enumerate(states):
        x = STEP * (place + 0.5)
        if status == "covered":
            (grey if substance == "general" else ink).append(_circle(x, y, _RADIUS))
            continue
        if status == "not_applicable":
            rings.append(f"M{_n(x - 2.4)} {_n(y)}h4.8")
            continue
        rings.append(_circle(x, y, _RADIUS - 0.5))
        if status == "declared_none":
            ink.append(_circle(x, y, 1.9))
        elif status == "mentioned":
            ink.append(f"M{_n(x)} {_n(y - _RADIUS)}a{_RADIUS} {_RADIUS} 0 0 0 0 {_n(2 * _RADIUS)}z")
    return (
        (f'<path d="{"".join(rings)}" fill="none" stroke="{_INK}"/>' if rings else "")
        + (f'<path d="{"".join(grey)}" fill="{_GREY}"/>' if grey else "")
        + (f'<path d="{"".join(ink)}" fill="{_INK}"/>' if ink else "")
    )


def _bar(left: float, score: float | None, average: float | None) -> str:
    if score is None:
        return f'<path d="M{left} 6h{BAR}" stroke="#777" stroke-width=".6" stroke-dasharray="2 2"/>'
    shapes = (
        f'<path d="M{left} 3.5h{BAR}v5h-{BAR}z" fill="#fff" stroke="#777" stroke-width=".5"/>'
        f'<path d="M{left} 3.5h{_n(score / 100 * BAR)}v5h-{_n(score / 100 * BAR)}z" fill="{_INK}"/>'
    )
    if average is not None:
        x = _n(left + average / 100 * BAR)
        shapes += (
            f'<path d="M{x} .5v11" stroke="#fff" stroke-width="2"/>'
            f'<path d="M{x} .5v11" stroke="{_INK}" stroke-width=".8"/>'
        )
    return shapes


def _circle(x: float, y: float, radius: float) -> str:
    r, d = _n(radius), _n(2 * radius)
    return f"M{_n(x - radius)} {_n(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
