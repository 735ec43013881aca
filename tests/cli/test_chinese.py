"""Text laid out in columns as terminals draw Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.cli.chinese import display_width, pad, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("报告", 4), ("“报告”", 6), ("得分：60.5", 10), ("①●", 2)]
)
def test_wide_characters_take_two_columns(text: str, width: int) -> None:
    assert display_width(text) == width


def test_padding_lines_columns_up() -> None:
    assert display_width(pad("报告", 10)) == display_width(pad("report", 10)) == 10


def test_no_line_starts_with_a_closing_mark() -> None:
    assert wrap("报告报告，报告。", 8) == ["报告报告，", "报告。"]


def test_words_and_paths_are_not_cut() -> None:
    assert wrap("见 reports/heihe-2021.pdf 一份", 12) == ["见", "reports/heihe-2021.pdf", "一份"]


@given(st.text(alphabet="报告，。a b-", max_size=60), st.integers(4, 20))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())
