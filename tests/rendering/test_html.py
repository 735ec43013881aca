"""The scorecard as one HTML file."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html as lxml_html

from assessor.model.result import Assessment
from assessor.rendering.html import to_html
from tests.rendering.conftest import HOSTILE

Page = lxml_html.HtmlElement


def _article(page: Page, identifier: str) -> Page:
    (article,) = page.xpath(f'//article[@data-cp="{identifier}"]')
    return article


def _words(element: Page) -> str:
    return str(element.text_content())


def test_every_checkpoint_is_there_with_title_status_and_requirement(
    page: Page, assessment: Assessment
) -> None:
    for checkpoint in assessment.checkpoints():
        article = _article(page, checkpoint.id)
        assert article.get("data-status") == checkpoint.status
        assert f" {checkpoint.id}　" in _words(article.find("h5"))


def test_quotations_are_the_reports_own_characters(page: Page, assessment: Assessment) -> None:
    text = assessment.report.document.text
    for checkpoint in assessment.checkpoints():
        quoted = [_words(q) for q in _article(page, checkpoint.id).xpath('.//*[@class="words"]')]
        proofs = [*checkpoint.evidence, *checkpoint.mentions]
        assert quoted == [text[proof.start : proof.end] for proof in proofs]


def test_what_matched_is_marked(page: Page, assessment: Assessment) -> None:
    (proof,) = next(c for c in assessment.checkpoints() if c.id == "4.2").evidence
    marks = [_words(m) for m in _article(page, "4.2").xpath(".//mark")]
    assert marks == [match.text for match in proof.matched]


def test_mentions_are_shown_as_what_they_are(page: Page) -> None:
    tags = {_words(tag) for tag in page.xpath('//blockquote[contains(@class,"mention")]/b[@class="tag"]')}
    assert tags == {"计划", "问题", "口号"}


def test_every_link_has_a_target_and_every_id_is_unique(page: Page) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = page.xpath("//a/@href")
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_links_run_both_ways(page: Page, assessment: Assessment) -> None:
    for checkpoint in assessment.checkpoints():
        for quote in _article(page, checkpoint.id).xpath(".//blockquote"):
            (there,) = quote.xpath('./a[@class="src"]/@href')
            (mark,) = page.xpath(f'//*[@id="{there[1:]}"]')
            back = mark.getparent().xpath('.//span[@class="note"]/a/@href')
            assert f"#{quote.get('id')}" in back


def test_the_annotated_report_is_the_whole_text(assessment: Assessment, page: Page) -> None:
    lines = []
    for line in page.xpath('//section[@id="annotated"]/p[contains(@class,"ln")]'):
        for extra in line.xpath('.//*[@class="note" or @class="no" or @class="tag"]'):
            extra.drop_tree()
        lines.append(_words(line))
    text = assessment.report.document.text
    assert lines == [line.strip() for line in text.split("\n") if line.strip()]


def test_the_gap_list_names_what_closes_each_gap(page: Page, assessment: Assessment) -> None:
    rows = {row.get("data-cp"): row for row in page.xpath('//table[@id="gap-list"]//tr[@data-cp]')}
    gaps = {c.id: c for c in assessment.checkpoints() if c.status in ("missing", "mentioned")}
    assert rows.keys() == gaps.keys()
    assert all(_words(row.find_class("closes")[0]) for row in rows.values())


def test_a_waiver_is_shown_with_reason_who_and_until_when(page: Page) -> None:
    shown = _words(_article(page, "4.4"))
    assert "乡镇管理体制改革由市统一部署,本年度未启动" in shown
    assert "县司法局" in shown
    assert "2026-12-31" in shown


def test_what_is_not_asked_but_written_is_said_to_count_as_written(page: Page) -> None:
    (lead,) = page.xpath('//section[@id="not-asked"]/p[@class="lead"]')
    assert "不适用的不计分，报告另有写明的（●、◎）按所写的状态计；" in _words(lead)


def test_status_is_told_by_symbol_and_word(page: Page) -> None:
    for article in page.xpath("//article[@data-cp]"):
        heading = _words(article.find("h5"))
        assert heading[0] in "●◎◐○—"
        assert re.search("已覆盖|零报告|仅提及|未见|不适用", heading)


def test_hostile_text_is_shown_as_it_stands(hostile: Assessment) -> None:
    page = lxml_html.document_fromstring(to_html(hostile))
    assert HOSTILE in _words(page.get_element_by_id("annotated"))
    assert len(page.xpath("//script")) == 1
    assert len(page.xpath("//style")) == 1
    assert not page.xpath("//img | //link | //iframe | //object")
    assert not page.xpath("//@onerror | //*[starts-with(@href, 'javascript')]")


def test_nothing_is_fetched_and_only_our_own_script_may_run(page: Page) -> None:
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert not page.xpath("//@src")
    assert not re.search(r"@import|url\(", _words(page.find(".//style")))


def test_control_characters_do_not_reach_the_page(assessment: Assessment) -> None:
    report = replace(assessment.report, title="报告\x00\x1b[31m")
    assert "报告␀␛[31m" in to_html(replace(assessment, report=report))


def test_the_same_assessment_gives_the_same_page(assessment: Assessment) -> None:
    assert to_html(assessment) == to_html(assessment)


def test_a_perfect_report_has_no_gap_list(assessment: Assessment) -> None:
    covered = tuple(
        replace(
            part,
            items=tuple(
                replace(
                    item,
                    checkpoints=tuple(
                        replace(c, status="covered", substance="specific") for c in item.checkpoints
                    ),
                )
                for item in part.items
            ),
        )
        for part in assessment.parts
    )
    shown = to_html(replace(assessment, parts=covered))
    assert "没有未见或仅提及的检查点。" in shown
    assert "应报的检查点都有依据，没有缺漏。" in shown
