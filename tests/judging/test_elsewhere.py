"""A candidate is looked at again beside what other sentences are worth for the same checkpoint."""

from __future__ import annotations

from assessor.judging.elsewhere import FirstLook, second_look


def test_a_better_sentence_elsewhere_outdoes_a_stray_one() -> None:
    looks = second_look([FirstLook("22.2", 3, 0.9), FirstLook("22.2", 40, 0.6)])
    assert looks == [{"outdone": 0.6, "beside": 0.0}, {"outdone": 0.9, "beside": 0.0}]


def test_a_better_sentence_within_two_sentences_stands_beside_it() -> None:
    looks = second_look([FirstLook("22.2", 3, 0.9), FirstLook("22.2", 5, 0.6), FirstLook("22.2", 6, 0.2)])
    assert looks[1] == {"outdone": 0.9, "beside": 0.9}
    assert looks[2] == {"outdone": 0.9, "beside": 0.6}


def test_other_checkpoints_and_the_sentence_itself_do_not_count() -> None:
    assert second_look([FirstLook("22.2", 3, 0.9), FirstLook("23.1", 3, 0.8)]) == [{}, {}]
