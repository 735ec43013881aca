"""The figure of page one."""

from __future__ import annotations

from lxml import etree

from assessor.rendering.chart import BAR, STEP, row

SVG = "{http://www.w3.org/2000/svg}"


def test_each_status_has_a_shape_of_its_own_that_needs_no_colour() -> None:
    shapes = {
        str(row([state], 1, 50.0, None, "")).split("</title>")[1]
        for state in [
            ("covered", "specific"),
            ("declared_none", None),
            ("mentioned", None),
            ("missing", None),
            ("not_applicable", None),
        ]
    }
    assert len(shapes) == 5
    assert all(colour in {"#000", "#fff", "#777", "none"} for s in shapes for colour in _colours(s))


def test_the_bars_of_all_rows_stand_below_one_another() -> None:
    short = etree.fromstring(str(row([("covered", "specific")], 14, 50.0, 60.0, "")))
    long = etree.fromstring(str(row([("missing", None)] * 14, 14, 50.0, 60.0, "")))
    assert short.get("viewBox") == long.get("viewBox")


def test_the_bar_is_as_long_as_the_score() -> None:
    svg = etree.fromstring(str(row([], 1, 25.0, None, "")))
    filled = next(p for p in svg.iter(f"{SVG}path") if p.get("fill") == "#000")
    assert f"h{BAR // 4}v" in filled.get("d")


def test_nothing_counted_is_no_bar() -> None:
    svg = str(row([("not_applicable", None)], 1, None, 60.0, ""))
    assert "stroke-dasharray" in svg


def test_the_figure_is_told_in_words_too_and_escaped() -> None:
    svg = etree.fromstring(str(row([], 1, 25.0, None, "<script>")))
    assert svg.findtext(f"{SVG}title") == "<script>"
    assert STEP > 0


def _colours(svg: str) -> list[str]:
    return [chunk.split('"')[0] for key in ('fill="', 'stroke="') for chunk in svg.split(key)[1:]]
