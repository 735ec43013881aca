"""Our own text gets full-width punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.model.typesetting import typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("组织学习,如专题班;不算:口号", "组织学习，如专题班；不算：口号"),
        ("纲要(2021—2025年)", "纲要（2021—2025年）"),
        ("(一)指导思想", "（一）指导思想"),
        ("outline-2021 (v1.0, beta)", "outline-2021 (v1.0, beta)"),
        ("见 f(x, y)", "见 f(x, y)"),
    ],
)
def test_our_own_text_gets_full_width_punctuation_beside_chinese(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@given(st.text())
def test_typesetting_never_changes_the_length(text: str) -> None:
    assert len(typeset(text)) == len(text)
