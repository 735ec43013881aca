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
    """Draw the discs as a few paths: WeasyPrint's time goes by the element, and by the arc.

    A disc is a line of no length with round ends; a ring is a white disc on a black one.
    """
    ink: list[str] = []
    grey: list[str] = []
    holes: list[str] = []
    dots: list[str] = []
    dashes: list[str] = []
    halves: list[str] = []
    y = HEIGHT / 2
    for place, (status, substance) in enumerate(states):
        x = STEP * (place + 0.5)
        disc = f"M{_n(x)} {_n(y)}h0"
        if status == "covered":
            (grey if substance == "general" else ink).append(disc)
            continue
        if status == "not_applicable":
            dashes.append(f"M{_n(x - 2.4)} {_n(y)}h4.8")
            continue
        ink.append(disc)
        holes.append(disc)
        if status == "declared_none":
            dots.append(disc)
        elif status == "mentioned":
            halves.append(f"M{_n(x)} {_n(y - _RADIUS)}a{_RADIUS} {_RADIUS} 0 0 0 0 {_n(2 * _RADIUS)}z")
    return "".join(
        (
            _dots(grey, 2 * _RADIUS, _GREY),
            _dots(ink, 2 * _RADIUS, _INK),
            _dots(holes, 2 * _RADIUS - 2, "#fff"),
            _dots(dots, 3.8, _INK),
            f'<path d="{"".join(dashes)}" fill="none" stroke="{_INK}"/>' if dashes else "",
            f'<path d="{"".join(halves)}" fill="{_INK}"/>' if halves else "",
        )
    )


def _dots(path: Sequence[str], width: float, colour: str) -> str:
    if not path:
        return ""
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"'
        ' stroke-linecap="round"/>'
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


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
