"""The same report gives the same scorecard, whichever form it comes in.

Each real report in seeds/ is made into every form, by hand-built containers and by real programs
(LibreOffice, WeasyPrint), and assessed. Required: the same status on at least 95 of the 96
checkpoints and the same cited sentences up to white space.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from assessor.model.result import Assessment
from assessor.pipeline import assess
from assessor.readers import read_bytes
from tests.readers import making
from tests.readers.invariants import checklist
from tests.readers.test_ofd import ofd, typeset
from tests.readers.test_pdf import A4, FURNISHED, paragraphs, pdf

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LEAST_SAME_STATUS = 95


def _office(made: Callable[[str], bytes], suffix: str) -> Callable[[str], bytes]:
    return lambda text: making.converted(made(text), "docx", suffix)


def _two_columns(text: str) -> bytes:
    style = A4.replace("16pt/28pt", "10.5pt/18pt") + "div{columns:2;column-gap:9mm}"
    return pdf(f"<div>{paragraphs(*making.lines_of(text))}</div>", style)


def _ofd(text: str) -> bytes:
    lines = making.lines_of(text)
    return ofd(*(typeset(*lines[start : start + 3]) for start in range(0, len(lines), 3)))


def _markdown(text: str) -> bytes:
    lines = making.lines_of(text)
    marked = [
        f"{'#' * (making.level_of(line) + 1)} {line}" if making.is_heading(line) else line for line in lines
    ]
    return "\n\n".join(marked).encode()


def _bare_page(text: str) -> bytes:
    return f"<meta charset=gbk><body>{'<br><br>'.join(map(html.escape, making.lines_of(text)))}".encode("gbk")


FORMS: dict[str, Callable[[str], bytes]] = {
    "heading styles.docx": making.styled_docx,
    "automatic numbering.docx": making.numbered_docx,
    "furniture.html": making.web_page,
    "unknown container, gb2312.html": lambda text: making.web_page(text, '<div class="x9">', "gb2312"),
    "line breaks only.html": _bare_page,
    "gb18030.txt": lambda text: text.encode("gb18030"),
    "utf-16, crlf.txt": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "headings.md": _markdown,
    "print with heads and feet.pdf": lambda text: pdf(paragraphs(*making.lines_of(text)), A4 + FURNISHED),
    "two columns.pdf": _two_columns,
    "placed text.ofd": _ofd,
}
OFFICE_FORMS: dict[str, Callable[[str], bytes]] = {
    "libreoffice, automatic numbering.pdf": _office(making.numbered_docx, "pdf"),
    "libreoffice, automatic numbering.doc": _office(making.numbered_docx, "doc"),
    "libreoffice, heading styles.doc": _office(making.styled_docx, "doc"),
    "libreoffice, automatic numbering.odt": _office(making.numbered_docx, "odt"),
    "libreoffice, heading styles.rtf": _office(making.styled_docx, "rtf"),
    "libreoffice, automatic numbering.docx": _office(making.numbered_docx, "docx"),
    "libreoffice, heading styles.html": _office(making.styled_docx, "html"),
}


@cache
def _of_seed(seed: Path) -> Assessment:
    return assess(read_bytes(seed.read_bytes(), seed.name), checklist())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _statuses(assessment: Assessment) -> dict[str, str]:
    return {checkpoint.id: checkpoint.status for checkpoint in assessment.checkpoints()}


def _cited(assessment: Assessment) -> dict[str, list[str]]:
    return {
        checkpoint.id: [_squeezed(evidence.text) for evidence in checkpoint.evidence]
        for checkpoint in assessment.checkpoints()
    }


def _check(seed: Path, form: str, made: Callable[[str], bytes]) -> None:
    expected = _of_seed(seed)
    document = read_bytes(made(seed.read_text(encoding="utf-8")), form)
    found = assess(document, checklist())
    statuses = _statuses(found)
    same = [key for key, status in _statuses(expected).items() if statuses[key] == status]
    assert len(statuses) == 96
    assert len(same) >= LEAST_SAME_STATUS
    cited = _cited(found)
    assert {key: cited[key] for key in same} == {key: _cited(expected)[key] for key in same}
    for checkpoint in found.checkpoints():
        for evidence in checkpoint.evidence:
            assert (evidence.page is not None) == bool(document.pages)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_scorecard(form: str, seed: Path) -> None:
    _check(seed, form, FORMS[form])


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
@pytest.mark.parametrize("form", OFFICE_FORMS)
def test_what_libreoffice_writes_gives_the_same_scorecard(form: str, seed: Path) -> None:
    _check(seed, form, OFFICE_FORMS[form])


def test_the_comparison_sees_a_difference() -> None:
    """Without its last two thirds a report is another report: the comparison must not pass."""
    with pytest.raises(AssertionError):
        _check(SEEDS[-1], "cut.txt", lambda text: text[: len(text) // 3].encode())
