"""How things are written in Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.rendering.wording import before_comma, figure, numeral, points, visible


@pytest.mark.parametrize(
    ("identifier", "written"),
    [("1", "一"), ("10", "十"), ("11", "十一"), ("20", "二十"), ("34", "三十四"), ("99", "九十九")],
)
def test_articles_are_numbered_as_in_the_outline(identifier: str, written: str) -> None:
    assert numeral(identifier) == written


@pytest.mark.parametrize("identifier", ["0", "100", "A-1", "", "４"])
def test_other_identifiers_stay_as_they_are(identifier: str) -> None:
    assert numeral(identifier) == identifier


@given(st.text(st.characters(exclude_categories=())))
def test_what_no_medium_can_carry_is_shown_and_offsets_hold(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(char) < 0x20 and char not in "\t\n" for char in shown)


def test_a_bell_is_shown_as_its_control_picture() -> None:
    assert visible("审\x07计\ud800") == "审␇计�"


@pytest.mark.parametrize(
    ("score", "written"), [(73.5, "73.5"), (80.0, "80.0"), (0.0, "0.0"), (66.66, "66.7"), (None, "—")]
)
def test_scores_carry_one_decimal_always(score: float | None, written: str) -> None:
    assert points(score) == written


@pytest.mark.parametrize(("weight", "written"), [(3.0, "3"), (2.5, "2.5"), (0.0, "0")])
def test_weights_carry_no_needless_zero(weight: float, written: str) -> None:
    assert figure(weight) == written


def test_parts_are_named_up_to_the_comma() -> None:
    assert before_comma("加强党的领导,完善法治政府建设推进机制") == "加强党的领导"
    assert before_comma("加强党的领导，完善机制") == "加强党的领导"
