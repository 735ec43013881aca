"""The workbook."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from assessor.model.result import Assessment
from assessor.rendering.xlsx import to_xlsx
from tests.sample import make_assessment


@pytest.fixture(scope="module")
def book(assessment: Assessment) -> Workbook:
    return load_workbook(io.BytesIO(to_xlsx(assessment)))


def _column(book: Workbook, sheet: str, name: str) -> list[object]:
    head = [cell.value for cell in book[sheet][1]]
    return [row[head.index(name)].value for row in book[sheet].iter_rows(min_row=2)]


def test_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["概览", "检查点", "引文"]


def test_one_row_for_each_checkpoint_with_its_quotations(book: Workbook, assessment: Assessment) -> None:
    assert _column(book, "检查点", "编号") == [c.id for c in assessment.checkpoints()]
    quoted = _column(book, "检查点", "依据或提及（原文）")
    for checkpoint, cell in zip(assessment.checkpoints(), quoted, strict=True):
        for proof in (*checkpoint.evidence, *checkpoint.mentions):
            assert proof.text in str(cell)


def test_scores_are_numbers_shown_with_one_decimal(book: Workbook) -> None:
    scores = [cell for row in book["概览"].iter_rows() for cell in row if isinstance(cell.value, float)]
    assert scores
    assert {cell.number_format for cell in scores} == {"0.0"}
    weights = {cell.number_format for cell in book["检查点"]["G"][1:]}
    assert weights == {"General"}


def test_one_row_for_each_quotation(book: Workbook, assessment: Assessment) -> None:
    wanted = [
        (checkpoint.id, proof.text)
        for checkpoint in assessment.checkpoints()
        for proof in (*checkpoint.evidence, *checkpoint.mentions)
    ]
    rows = zip(_column(book, "引文", "编号"), _column(book, "引文", "原文"), strict=True)
    assert list(rows) == wanted


def test_heads_are_frozen_and_columns_filtered(book: Workbook) -> None:
    for name, frozen in (("检查点", "E2"), ("引文", "C2")):
        sheet = book[name]
        assert sheet.freeze_panes == frozen
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_text_that_looks_like_a_formula_is_text(start: str) -> None:
    attack = f"{start}HYPERLINK(1,2)主动公开信息3条。"
    book = load_workbook(io.BytesIO(to_xlsx(make_assessment(insert=attack))))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value == attack]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_no_cell_is_a_formula(book: Workbook) -> None:
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_control_characters_do_not_break_the_file(assessment: Assessment) -> None:
    report = replace(assessment.report, title="报告\x00\x0b")
    book = load_workbook(io.BytesIO(to_xlsx(replace(assessment, report=report))))
    assert book["概览"]["A1"].value == "报告␀␋"


def test_the_same_assessment_gives_the_same_bytes_whatever_the_clock(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = to_xlsx(assessment)
    monkeypatch.setattr("time.time", lambda: 1_900_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 3, 17, 20, 0, 0, 6, 76, 0))
    assert to_xlsx(assessment) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in archive.read("docProps/core.xml")
