"""The language of cues: what would be looked for as it stands, and never be found, is refused."""

from __future__ import annotations

import pytest

from assessor.checklist.cues import CueError, parse_cue, parse_slot


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("《裁量基准 ~ 公布", "书名号没有配对"),
        ("裁量基准》 ~ 公布", "书名号没有配对"),
        ("{制定 ~ 公布办法", "词族要单独写作 {名称}"),
        ("{制定}了 ~ 公布办法", "词族要单独写作 {名称}"),
        ("制定办法 ～ 公布", "“～”是全角的，请改成半角的“~”"),
        ("制定办法／公布", "“／”是全角的，请改成半角的“/”"),
        ("＃件 ~ 公布", "“＃”是全角的，请改成半角的“#”"),
    ],
)
def test_signs_that_mean_nothing_where_they_stand_are_refused(source: str, complaint: str) -> None:
    with pytest.raises(CueError, match=complaint):
        parse_cue(source, {"制定": "制定/出台"})


def test_a_subject_is_made_of_words() -> None:
    with pytest.raises(CueError, match="这里只能写词"):
        parse_slot("裁量基准 ~ 公布", {})


@pytest.mark.parametrize("source", ["《裁量》 ~ 公布", "执法＋网格 ~ 公布", "印发《方案》 ~ 公布"])
def test_signs_that_belong_to_a_word_are_left_to_it(source: str) -> None:
    assert parse_cue(source, {}).source == source
