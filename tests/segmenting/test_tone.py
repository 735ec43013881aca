"""What a sentence without any cue of stance sounds like."""

from __future__ import annotations

import pytest

from assessor.model.shadow import normalise
from assessor.segmenting.tone import DEAF, builtin_tone


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("镇里的执法文书至今仍以手写为主，系统没有打通。", "problem"),
        ("一审败诉率为6.8%，较去年下降2.3个百分点。", "done"),
        ("全年受理行政复议申请46件，审结44件。", "done"),
    ],
)
def test_the_built_in_tone(sentence: str, stance: str) -> None:
    assert builtin_tone().hear(normalise(sentence)).stance == stance


def test_doubt_grows_with_what_is_admitted() -> None:
    plain = builtin_tone().hear(normalise("各乡镇配备执法记录仪。"))
    admitted = builtin_tone().hear(normalise("还有3个乡镇没有配备执法记录仪。"))
    assert plain.doubt < admitted.doubt


def test_a_deaf_tone_leaves_all_to_the_rules() -> None:
    assert DEAF.hear("至今没有一个镇配齐").stance == "done"


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("本年度未收到行政复议申请。", True),
        ("行政复议、行政诉讼案件，本年度均为零。", True),
        ("没有持证的聘用人员今年清退了26名。", False),
        ("应诉12件，无一败诉。", False),
    ],
)
def test_a_zero_statement_is_heard(sentence: str, denies: bool) -> None:
    assert (builtin_tone().hear(normalise(sentence)).denial >= 0.5) == denies


def test_a_deaf_tone_hears_no_denial() -> None:
    assert DEAF.hear("本年度未收到行政复议申请").denial < 0.001
