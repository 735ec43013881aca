"""How cited sentences are worded tells siblings apart."""

from __future__ import annotations

from assessor.judging.wording import UNKNOWN, pairs_of, wording_for

HIRED = pairs_of("县政府选聘8名律师担任法律顾问,公职律师增至21名。")


def test_siblings_that_share_their_cues_are_told_apart() -> None:
    wording = wording_for("outline-2021-2025")
    assert wording.likeness(HIRED, "10.2") > 0.5 > wording.likeness(HIRED, "10.1")


def test_nothing_is_known_of_the_wording_of_ones_own_checklist() -> None:
    assert wording_for("one-of-ones-own") is UNKNOWN
    assert UNKNOWN.likeness(HIRED, "10.2") == 0.0
