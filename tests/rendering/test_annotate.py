"""Marks in quotations and in the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessor.model.result import Assessment, Matched
from assessor.rendering.annotate import lines, passages, quotation


def _matched(start: int, end: int) -> Matched:
    return Matched("词", "词", start, end, 100.0)


def test_what_matched_is_marked_in_the_quotation() -> None:
    pieces = quotation("动态调整权责清单。", 100, [_matched(104, 108)])
    assert [(p.text, p.hit) for p in pieces] == [("动态调整", False), ("权责清单", True), ("。", False)]


def test_overlapping_matches_become_one_mark_and_outer_ones_are_left_out() -> None:
    pieces = quotation("权责清单制度", 0, [_matched(0, 3), _matched(2, 4), _matched(50, 60)])
    assert [(p.text, p.hit) for p in pieces] == [("权责清单", True), ("制度", False)]


@given(
    st.text(min_size=1),
    st.integers(0, 50),
    st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6),
)
def test_a_quotation_is_never_changed_by_its_marks(
    text: str, start: int, spans: list[tuple[int, int]]
) -> None:
    pieces = quotation(text, start, [_matched(start + a, start + b) for a, b in spans])
    assert "".join(piece.text for piece in pieces) == text


def test_every_citation_has_a_passage_and_the_numbers_follow_the_text(assessment: Assessment) -> None:
    found = passages(assessment)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    assert [p.start for p in found] == sorted(p.start for p in found)
    by_start = {p.start: p for p in found}
    for checkpoint in assessment.checkpoints():
        for proof in checkpoint.evidence:
            assert checkpoint.id in by_start[proof.start].evidence
        for mention in checkpoint.mentions:
            assert checkpoint.id in by_start[mention.start].mentions


def test_the_annotated_lines_are_the_whole_report(assessment: Assessment) -> None:
    annotated = lines(assessment.report, passages(assessment))
    wanted = [line.strip() for line in assessment.report.document.text.split("\n") if line.strip()]
    assert ["".join(s.text for s in line.segments) for line in annotated] == wanted


def test_a_segment_is_marked_exactly_where_it_is_cited(assessment: Assessment) -> None:
    found = passages(assessment)
    for line in lines(assessment.report, found):
        for segment in line.segments:
            over = [p for p in found if p.start <= segment.start < p.end]
            used = "evidence" if any(p.evidence for p in over) else "mention" if over else ""
            assert segment.use == used


def test_every_passage_opens_once(assessment: Assessment) -> None:
    found = passages(assessment)
    opened = [p for line in lines(assessment.report, found) for s in line.segments for p in s.opens]
    assert opened == list(found)


def test_pages_of_the_original_are_marked_where_they_begin(paged: Assessment) -> None:
    document = paged.report.document
    marks = {
        segment.page: segment.start
        for line in lines(paged.report, passages(paged))
        for segment in line.segments
        if segment.page
    }
    assert sorted(marks) == [1, 2, 3]
    for number, start in marks.items():
        assert document.page_of(start) == number
        assert start == 0 or not document.text[document.pages[number - 1] : start].strip()


def test_plans_and_problems_are_told_from_the_rest(assessment: Assessment) -> None:
    stances = {line.stance for line in lines(assessment.report, passages(assessment))}
    assert stances == {"", "plan", "problem"}
