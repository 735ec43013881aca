"""A sentence without a cue may prove a checkpoint when it reads like those that were cited for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from assessor.checklist.reading import builtin_reading_rules
from assessor.judging.candidates import Surroundings
from assessor.judging.elsewhere import Elsewhere
from assessor.judging.judge import conclude
from assessor.judging.judgement import Judgement
from assessor.judging.unhinted import UNHINTED_ZH, Unhinted, unhinted
from assessor.judging.weights import unhinted_weights, weights_for
from assessor.judging.wording import ReportWording, Wording, pairs_of
from assessor.model.checklist import Checklist
from assessor.model.match import CheckpointMatch
from assessor.model.shadow import normalise
from assessor.model.text import Document, Report
from assessor.segmenting import segment

SAID = "有户人家不服限期拆除的决定，办案人员坐船去看了两趟。"
TEXT = f"某县2023年法治政府建设情况报告\n一、主要工作\n{SAID}\n二、下一步工作\n{SAID}\n"
SIBLINGS = {"22.1": ["22.1", "22.2"], "22.2": ["22.1", "22.2"], "23.1": ["23.1"]}


@pytest.fixture(scope="module")
def report() -> Report:
    return segment(Document("report.txt", TEXT, ""), builtin_reading_rules())


def worded(checkpoint: str) -> Wording:
    """Knows of one checkpoint that it is told in just these words."""
    return Wording({checkpoint: 0.0}, {checkpoint: dict.fromkeys(pairs_of(normalise(SAID)), 0.1)})


def offers(
    report: Report,
    wording: Wording,
    likeness: float = 12.0,
    taken: Mapping[int, Sequence[str]] | None = None,
) -> list[Unhinted]:
    matches = [
        CheckpointMatch(sentence.index, "22.2", (), likeness=likeness)
        for sentence in report.sentences
        if report.quote(sentence.start, sentence.end) == SAID
    ]
    around = Surroundings(report, matches)
    said = ReportWording(report, wording)
    return list(unhinted(matches, taken or {}, Elsewhere(()), around, said, SIBLINGS))


def test_a_done_sentence_worded_like_cited_ones_is_offered_and_a_plan_is_not(report: Report) -> None:
    (offer,) = offers(report, worded("22.2"))
    assert (offer.checkpoint, report.quote(offer.sentence.start, offer.sentence.end)) == ("22.2", SAID)
    assert report.section(offer.sentence.section).title == "主要工作"


def test_what_was_weighed_by_its_cues_is_not_offered_again(report: Report) -> None:
    (offer,) = offers(report, worded("22.2"))
    assert offers(report, worded("22.2"), taken={offer.sentence.index: ["22.2"]}) == []


def test_one_worded_like_another_checkpoint_or_without_its_vocabulary_is_not_offered(report: Report) -> None:
    assert offers(report, worded("23.1")) == []
    assert offers(report, worded("22.2"), likeness=0.0) == []


def test_every_feature_has_a_name_a_reader_understands(report: Report) -> None:
    (offer,) = offers(report, worded("22.2"))
    assert set(offer.features) == set(UNHINTED_ZH)


def test_a_checklist_of_ones_own_is_judged_by_cues_alone() -> None:
    assert unhinted_weights("small") is None


def test_such_evidence_says_so_and_is_always_to_be_checked(
    report: Report, builtin_checklist: Checklist
) -> None:
    matches = [CheckpointMatch(one.index, "22.2", (), likeness=20.0) for one in report.sentences]
    rules = builtin_reading_rules()
    assessment = conclude(Judgement(report, builtin_checklist, matches, rules, worded("22.2")), None)
    (cited,) = next(one for one in assessment.checkpoints() if one.id == "22.2").evidence
    assert (cited.text, cited.cues, cited.confidence) == (SAID, (), "low")
    assert cited.why.startswith("句中没有清单用语，凭写法认定：写法像引来证明它的句子")


def test_the_fitted_weights_ask_as_much_of_it_as_of_any_evidence(builtin_checklist: Checklist) -> None:
    fitted = unhinted_weights(builtin_checklist.id)
    assert fitted is not None
    assert fitted.evidence == weights_for(builtin_checklist.id).evidence
