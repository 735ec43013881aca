"""What the templates are given."""

from __future__ import annotations

from dataclasses import replace

from assessor.model.result import Assessment, CheckpointResult, Waiver
from assessor.rendering.compose import anchor, scorecard
from assessor.rendering.tally import costs
from assessor.rendering.view import Scorecard


def test_the_gap_list_is_every_missing_or_mentioned_checkpoint_in_order(assessment: Assessment) -> None:
    wanted = [c.id for c in assessment.checkpoints() if c.status in ("missing", "mentioned")]
    assert [c.id for c in scorecard(assessment).gaps] == wanted


def test_the_gaps_that_cost_points_stand_apart_from_those_that_cost_none(assessment: Assessment) -> None:
    card = scorecard(assessment)
    assert {c.asked for c in card.asked_gaps} == {"应报"}
    assert {c.asked for c in card.optional_gaps} == {"选报"}
    assert len(card.asked_gaps) + len(card.optional_gaps) == len(card.gaps)
    parts = [(part.id, [c.id for c in open_]) for part, open_ in card.by_part(card.optional_gaps)]
    assert [identifier for _, ids in parts for identifier in ids] == [c.id for c in card.optional_gaps]


def test_the_thin_ones_are_those_covered_in_general_terms(assessment: Assessment) -> None:
    card = scorecard(assessment)
    wanted = [c.id for c in assessment.checkpoints() if c.substance == "general"]
    assert [c.id for c in card.thin] == wanted
    assert all("笼统" in c.verdict for c in card.thin)


def test_what_was_not_asked_is_listed_with_its_reason(assessment: Assessment) -> None:
    card = scorecard(assessment)
    assert [c.id for c in card.not_asked] == [c.id for c in assessment.checkpoints() if c.asked != "asked"]
    assert all(c.asked_reason for c in card.not_asked)


def test_low_confidence_is_shown_as_to_be_checked(assessment: Assessment) -> None:
    card = scorecard(assessment)
    low = {c.id for c in assessment.checkpoints() if c.evidence and c.evidence[0].confidence == "low"}
    assert low
    for identifier in low:
        assert card.by_id[identifier].evidence[0].low
        assert "待核" in card.by_id[identifier].verdict


def test_a_quotation_in_which_nothing_is_marked_says_why_it_proves(assessment: Assessment) -> None:
    def told(one: CheckpointResult) -> CheckpointResult:
        evidence = [
            replace(proof, matched=(), why="句中没有清单用语：写法像、用词像") for proof in one.evidence
        ]
        return replace(one, evidence=tuple(evidence)) if one.id == "5.1" else one

    parts = [
        replace(
            part,
            items=tuple(replace(item, checkpoints=tuple(map(told, item.checkpoints))) for item in part.items),
        )
        for part in assessment.parts
    ]
    said = {
        one.id: [citation.why for citation in one.evidence]
        for one in scorecard(replace(assessment, parts=tuple(parts))).checkpoints()
    }
    assert said["5.1"] == ["句中没有清单用语"]
    assert said["5.2"] == [""]


def test_the_weakest_articles_come_worst_first_then_those_that_lost_most_then_by_number(
    assessment: Assessment,
) -> None:
    weakest = scorecard(assessment).weakest
    assert all(any(c.costs for c in item.checkpoints) for item in weakest)
    ranks = [(float(item.score), -float(item.lost), int(item.id)) for item in weakest]
    assert ranks == sorted(ranks)
    for item in weakest:
        assert float(item.lost) == sum(float(c.weight) for c in item.checkpoints if c.costs)


def test_a_gap_waived_as_not_applicable_costs_nothing(assessment: Assessment) -> None:
    waiver = Waiver("not_applicable", "无此职能", "张某", "2099-12-31")
    gap = next(c for c in assessment.checkpoints() if c.status == "missing" and c.asked == "asked")
    assert costs(gap)
    assert not costs(replace(gap, waiver=waiver))
    assert costs(replace(gap, waiver=replace(waiver, kind="accepted")))
    assert not costs(replace(gap, asked="optional"))


def test_the_paragraphs_said_to_be_grey_are_all_that_are(assessment: Assessment) -> None:
    report = assessment.report
    first = min(one.paragraph for one in report.sentences if one.role == "body")
    greeting = tuple(
        replace(one, role="greeting") if one.paragraph == first else one for one in report.sentences
    )
    bare = replace(assessment, report=replace(report, sentences=greeting), parts=())
    lines = scorecard(bare).lines
    assert {line.kind for line in lines} == {"heading", "body", "aside"}
    assert scorecard(bare).uncited == sum(line.kind != "heading" for line in lines)
    assert scorecard(assessment).uncited < scorecard(bare).uncited


def test_an_article_covered_in_part_is_not_called_covered(assessment: Assessment) -> None:
    for part in scorecard(assessment).parts:
        for item in part.items:
            assert item.word != "已覆盖" or item.covered == item.asked


def test_each_cited_passage_leads_back_to_all_that_cite_it(assessment: Assessment) -> None:
    card = scorecard(assessment)
    for checkpoint in card.checkpoints():
        for citation in (*checkpoint.evidence, *checkpoint.mentions):
            back = {link.checkpoint for link in card.backlinks[citation.passage.number]}
            assert checkpoint.id in back


def test_warnings_of_every_stage_are_shown_once(paged: Assessment) -> None:
    report = replace(paged.report, warnings=("体裁存疑", *paged.warnings))
    card = scorecard(replace(paged, report=report))
    assert len(card.warnings) == len(set(card.warnings)) == 3


def test_a_report_without_title_issuer_and_year_still_has_a_front(assessment: Assessment) -> None:
    report = replace(assessment.report, title="", issuer=None, year=None)
    card: Scorecard = scorecard(replace(assessment, report=report))
    assert (card.title, card.issuer, card.year) == ("qingshi-2024", "文中未见", "文中未见")


def test_any_identifier_makes_an_anchor_and_no_two_the_same() -> None:
    identifiers = ["4.2", "4-2", "4 2", "四.二", "4.2 ", 'a"b', "x20x"]
    assert len({anchor("cp", i) for i in identifiers}) == len(identifiers)
    assert all(c.isascii() and (c.isalnum() or c in "._-") for i in identifiers for c in anchor("cp", i))
