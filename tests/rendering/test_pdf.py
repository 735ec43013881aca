"""The scorecard on paper."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest

from assessor.errors import ConfigurationError
from assessor.model.result import Assessment
from assessor.rendering import pdf
from assessor.rendering.compose import anchor
from assessor.rendering.json_result import to_json
from assessor.rendering.wording import points
from tests.rendering.conftest import HOSTILE
from tests.sample import make_assessment

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)

_WHITE = re.compile(r"\s+")


def _flat(text: str) -> str:
    return _WHITE.sub("", text)


@pytest.fixture(scope="module")
def data(assessment: Assessment) -> bytes:
    return pdf.to_pdf(assessment)


@pytest.fixture(scope="module")
def document(data: bytes) -> Iterator[pdfium.PdfDocument]:
    opened = pdfium.PdfDocument(data)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pages(document: pdfium.PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in document]


def test_page_one_says_how_the_report_stands(pages: list[str], assessment: Assessment) -> None:
    first = _flat(pages[0])
    assert _flat(assessment.report.title) in first
    assert f"覆盖得分{points(assessment.summary.score)}" in first.replace(
        "●已覆盖◎零报告◐仅提及○未见—不适用", ""
    )
    for word in ("青石县人民政府", "2024年", "县（市、区）", "outline-2021-2025", "最弱的条目", "请先看"):
        assert word in first
    for part in assessment.parts:
        assert _flat(part.title.split("，")[0]) in first


def test_every_checkpoint_is_printed(pages: list[str], assessment: Assessment) -> None:
    words = set(re.split(r"[\s　]+", "\n".join(pages)))
    assert all(checkpoint.id in words for checkpoint in assessment.checkpoints())


def test_the_gap_list_gives_what_is_asked_first_and_what_is_optional_in_short(
    pages: list[str], assessment: Assessment
) -> None:
    text = _flat("\n".join(pages))
    gaps = [c for c in assessment.checkpoints() if c.status in ("missing", "mentioned")]
    asked = [c for c in gaps if c.asked == "asked"]
    first = text.index(f"应报的缺漏（{len(asked)}项）")
    then = text.index(f"选报的缺漏（{len(gaps) - len(asked)}项）", first)
    assert all(_flat(c.closes) in text[first:then] for c in asked)
    short = text[then : text.index("写得笼统的", then)]
    for checkpoint in gaps:
        listed = re.search(rf"[○◐]{checkpoint.id}{re.escape(_flat(checkpoint.title))}（第\d+页）", short)
        assert (listed is not None) == (checkpoint.asked == "optional")
        assert _flat(checkpoint.closes) not in short


def test_every_quotation_is_printed_as_the_report_has_it(pages: list[str], assessment: Assessment) -> None:
    whole = [_flat(page) for page in pages]
    for checkpoint in assessment.checkpoints():
        for proof in (*checkpoint.evidence, *checkpoint.mentions):
            wanted = _flat(assessment.report.quote(proof.start, proof.end))
            assert sum(wanted in page for page in whole) >= 1, checkpoint.id


def test_the_printed_page_numbers_are_those_of_their_targets(assessment: Assessment) -> None:
    from weasyprint.formatting_structure.boxes import TextBox

    laid_out = pdf.lay_out(assessment)
    page_of: dict[str, int] = {}
    for number, page in enumerate(laid_out.pages, start=1):
        for target in page.anchors:
            page_of.setdefault(target, number)
    printed: dict[str, list[str]] = {}
    for page in laid_out.pages:
        texts: dict[object, str] = {}
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, TextBox) and box.element is not None and box.element.get("data-to"):
                texts[box.element] = texts.get(box.element, "") + box.text
        for element, text in texts.items():
            if number := re.search(r"(\d+)页?$", text):
                printed.setdefault(element.get("data-to"), []).append(number[1])  # type: ignore[attr-defined]
    assert sum(map(len, printed.values())) > 200
    for target, numbers in printed.items():
        assert set(numbers) == {str(page_of[target])}


def test_every_link_in_the_pdf_has_a_target(assessment: Assessment) -> None:
    laid_out = pdf.lay_out(assessment)
    targets = {target for page in laid_out.pages for target in page.anchors}
    links = [(kind, target) for page in laid_out.pages for kind, target, *_ in page.links]
    assert {kind for kind, _ in links} == {"internal"}
    assert {target for _, target in links} <= targets
    assert {anchor("cp", c.id) for c in assessment.checkpoints()} <= targets


def test_no_margin_note_covers_another(assessment: Assessment) -> None:
    laid_out = pdf.lay_out(assessment)
    notes = 0
    for page in laid_out.pages:
        found = [
            (box.position_y, box.position_y + box.margin_height())
            for box in page._page_box.descendants(placeholders=True)
            if box.element is not None
            and box.element.get("class") == "note"
            and box.is_absolutely_positioned()
        ]
        notes += len(found)
        found.sort()
        for (_, low), (high, _) in itertools.pairwise(found):
            assert high >= low - 0.01
    assert notes > 20


def test_long_titles_stay_on_the_paper_and_clear_of_the_reviewers_column(assessment: Assessment) -> None:
    from weasyprint.formatting_structure.boxes import TextBox

    part, *others = assessment.parts
    item, *rest = part.items
    first, *more = item.checkpoints
    for length in (11, 13, 14, 60):
        titled = replace(item, checkpoints=(replace(first, title="依法" * length), *more))
        long = replace(assessment, parts=(replace(part, items=(titled, *rest)), *others))
        for page in pdf.lay_out(long).pages:
            right = page.width - page._page_box.margin_right
            lines: dict[float, list[tuple[float, str]]] = {}
            for box in page._page_box.descendants():
                if isinstance(box, TextBox) and box.element is not None and box.element.tag == "h5":
                    lines.setdefault(box.position_y, []).append((box.position_x, box.text))
            for boxes in lines.values():
                boxes.sort()
                for (x, text), (end, _) in itertools.pairwise((*boxes, (right, ""))):
                    assert x + 13 * sum(1 if c > "\u2000" else 0.6 for c in text) <= end + 13


def test_no_line_begins_with_closing_punctuation(pages: list[str]) -> None:
    lines = [line for page in pages for line in page.splitlines()]
    assert not [line for line in lines if line[:1] in tuple("，。；：、）》”！？")]


def test_pages_carry_running_heads_and_numbers(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in _flat(page)
    assert all("青石县人民政府2024年法治政府建设年度报告" in _flat(page) for page in pages)


def test_bookmarks_lead_to_parts_articles_and_checkpoints(
    document: pdfium.PdfDocument, assessment: Assessment
) -> None:
    titles = [(entry.level, entry.get_title()) for entry in document.get_toc()]
    assert [title for level, title in titles if level == 0] == [
        "各条一览",
        "缺漏清单",
        "适用说明",
        "逐项评估",
        "报告原文",
        "说明与签字",
    ]
    leaves = [title.split(" ")[1] for level, title in titles if level == 3]
    assert leaves == [checkpoint.id for checkpoint in assessment.checkpoints()]


def test_metadata_and_tags(document: pdfium.PdfDocument, data: bytes, assessment: Assessment) -> None:
    metadata = document.get_metadata_dict()
    assert metadata["Title"].startswith(assessment.report.title)
    assert metadata["Author"] == "法治政府建设评估器"
    assert not metadata["CreationDate"]
    assert document.is_tagged()


def test_the_same_assessment_gives_the_same_bytes(data: bytes, assessment: Assessment) -> None:
    assert pdf.to_pdf(assessment) == data


def test_an_archive_copy_carries_its_own_data(assessment: Assessment) -> None:
    archived = pdf.to_pdf(assessment, variant="pdf/a-3b")
    with pdfium.PdfDocument(archived) as opened:
        assert opened.count_attachments() == 1
        attachment = opened.get_attachment(0)
        assert attachment.get_name() == pdf.ATTACHMENT_NAME
        assert bytes(attachment.get_data()).decode("utf-8") == to_json(assessment)
    root = pypdf.PdfReader(io.BytesIO(archived)).root_object
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert "<pdfaid:conformance>B" in root["/Metadata"].get_data().decode() or 'conformance="B"' in (
        root["/Metadata"].get_data().decode()
    )
    assert pdf.to_pdf(assessment, variant="pdf/a-3b") == archived


def test_an_unknown_variant_is_refused_with_the_known_ones(assessment: Assessment) -> None:
    with pytest.raises(ConfigurationError, match="pdf/a-3b"):
        pdf.to_pdf(assessment, variant="pdf/x-9")


def test_hostile_text_is_printed_and_fetches_nothing(
    hostile: Assessment, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: opened.append(args))
    with caplog.at_level("WARNING", logger="weasyprint"):
        printed = pdf.to_pdf(hostile)
    with pdfium.PdfDocument(printed) as read:
        text = _flat("".join(page.get_textpage().get_text_bounded() for page in read))
    assert _flat(HOSTILE) in text
    assert not opened
    assert not caplog.records
    assert b"/URI" not in printed


def test_a_fetch_is_refused_whatever_the_address(tmp_path: Path) -> None:
    from assessor.rendering.paper import page

    secret = tmp_path / "secret.txt"
    secret.write_text("x", encoding="utf-8")
    fetcher = page("<html lang='zh'><body><p>x</p></body></html>").url_fetcher
    for address in (secret.as_uri(), "http://192.0.2.1/", "data:text/plain,x"):
        with pytest.raises(ValueError, match="no address"):
            fetcher.fetch(address)


def test_characters_without_a_glyph_are_an_error_not_an_output() -> None:
    broken = make_assessment(insert="主动公开\U000f1234信息3条。")
    with pytest.raises(ConfigurationError, match="assessor doctor") as caught:
        pdf.to_pdf(broken)
    assert "U+F1234" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_pages_of_the_original_are_named(paged: Assessment) -> None:
    with pdfium.PdfDocument(pdf.to_pdf(paged)) as read:
        text = _flat("".join(page.get_textpage().get_text_bounded() for page in read))
    assert "原件第3页" in text
