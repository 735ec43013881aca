"""Whatever a report contains, the page holds together and shows it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from assessor.checklist import load_checklist
from assessor.pipeline import assess
from assessor.readers import read
from assessor.rendering.html import to_html, to_print_html
from assessor.rendering.wording import visible
from tests.sample import make_assessment

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def _annotated(root: ElementTree.Element) -> list[str]:
    """Return the lines of the annotated report as the paper version has them."""
    (section,) = (s for s in root.iter("section") if s.get("id") == "annotated")
    lines = []
    for line in section.iter("p"):
        if (line.get("class") or "").startswith("ln"):
            for extra in list(line):
                if extra.get("class") in ("no", "tag", "note", "turn"):
                    _empty(extra)
            number, tab, words = "".join(line.itertext()).partition("\t")
            assert number.isdigit()
            assert tab
            lines.append(words)
    return lines


def _empty(element: ElementTree.Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


@given(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    assessment = make_assessment(insert=f"主动公开{text}信息")
    root = ElementTree.fromstring(to_print_html(assessment, "00"))
    wanted = [visible(line.strip()) for line in assessment.report.document.text.split("\n") if line.strip()]
    assert _annotated(root) == wanted
    page = lxml_html.document_fromstring(to_html(assessment))
    assert len(page.xpath("//article[@data-cp]")) == 96


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_the_seeds_are_shown_whole_with_all_links_sound(seed: Path) -> None:
    assessment = assess(read(str(seed)), load_checklist("outline-2021-2025"))
    root = ElementTree.fromstring(to_print_html(assessment, "00"))
    text = assessment.report.document.text
    assert _annotated(root) == [line.strip() for line in text.split("\n") if line.strip()]
    ids = [name for element in root.iter() for kind in ("id", "data-id") if (name := element.get(kind))]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for target in (element.get("data-to"), (element.get("href") or "#").lstrip("#")):
            assert not target or target in ids
    page = lxml_html.document_fromstring(to_html(assessment))
    for checkpoint in assessment.checkpoints():
        quoted = page.xpath(f'//article[@data-cp="{checkpoint.id}"]//*[@class="words"]')
        proofs = (*checkpoint.evidence, *checkpoint.mentions)
        assert [str(q.text_content()) for q in quoted] == [text[p.start : p.end] for p in proofs]
