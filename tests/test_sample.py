"""The shared sample is what it claims to be, or every test built on it would prove nothing."""

from __future__ import annotations

from assessor.model.result import Assessment
from tests.sample import make_assessment


def test_every_quotation_stands_in_the_text(assessment: Assessment) -> None:
    text = assessment.report.document.text
    for checkpoint in assessment.checkpoints():
        for cited in (*checkpoint.evidence, *checkpoint.mentions):
            assert cited.text == text[cited.start : cited.end]
            assert all(m.text == text[m.start : m.end] for m in cited.matched)
        for evidence in checkpoint.evidence:
            assert {m.term for m in evidence.matched} == set(evidence.cues)


def test_it_has_all_checkpoints_and_every_status(assessment: Assessment) -> None:
    checkpoints = list(assessment.checkpoints())
    assert len({c.id for c in checkpoints}) == 96
    assert all(assessment.summary.counts.values())
    assert {m.kind for c in checkpoints for m in c.mentions} == {"plan", "problem", "slogan"}
    assert {c.asked for c in checkpoints} == {"asked", "optional", "not_applicable"}


def test_pages_and_inserted_text_reach_the_evidence() -> None:
    assessment = make_assessment(insert="县政府<b>公开</b>信息。", paged=True)
    pages = {e.page for c in assessment.checkpoints() for e in c.evidence}
    assert pages == {1, 2, 3}
    assert any("<b>公开</b>" in e.text for c in assessment.checkpoints() for e in c.evidence)
