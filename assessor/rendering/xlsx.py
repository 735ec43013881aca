"""The assessment as a workbook for offices that live in spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from assessor.model.result import Assessment
from assessor.rendering.compose import scorecard
from assessor.rendering.view import CheckpointView, CitationView, Scorecard
from assessor.rendering.wording import visible

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None

#: Excel takes no more in a cell.
_CELL_LIMIT = 32_767
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")

_CHECKPOINT_COLUMNS: Sequence[tuple[str, float]] = (
    ("编号", 7),
    ("部分", 16),
    ("条目", 18),
    ("检查点", 18),
    ("要求", 30),
    ("适用", 7),
    ("权重", 6),
    ("状态", 10),
    ("虚实", 7),
    ("把握", 7),
    ("依据或提及（原文）", 58),
    ("出处", 13),
    ("可查的事实", 20),
    ("补上什么事实即可", 30),
    ("审核意见", 10),
    ("备注", 18),
)
_EVIDENCE_COLUMNS: Sequence[tuple[str, float]] = (
    ("编号", 7),
    ("检查点", 26),
    ("状态", 10),
    ("引文号", 8),
    ("性质", 8),
    ("原文", 90),
    ("命中用语", 28),
    ("章节", 30),
    ("段", 6),
    ("原件页", 8),
    ("把握", 8),
)


def to_xlsx(assessment: Assessment) -> bytes:
    """Return a workbook with three sheets: 概览, 检查点 (one row each) and 引文 (one row per quotation).

    Heads are frozen, columns filtered and wide enough, and it prints on landscape A4. Every text is
    written as text, also one that begins with `=`, `+`, `-` or `@`. The same assessment gives the same
    bytes.
    """
    from openpyxl import Workbook

    card = scorecard(assessment)
    book = Workbook()
    book.remove(book.worksheets[0])
    _overview(book.create_sheet("概览"), card)
    _checkpoints(book.create_sheet("检查点"), card)
    _quotations(book.create_sheet("引文"), card)
    book.properties.title = visible(f"{card.running_title} 对照计分表")
    book.properties.creator = "法治政府建设评估器"
    return without_clock(book)


def _overview(sheet: Worksheet, card: Scorecard) -> None:
    sheet.sheet_view.showGridLines = False
    for letter, width in zip("ABCDEFGH", (16, 46, 9, 9, 9, 9, 9, 9), strict=True):
        sheet.column_dimensions[letter].width = width
    rows: list[Sequence[Value]] = [
        (card.title,),
        ("报告主体", card.issuer),
        ("层级", f"{card.level}（{card.level_source}）"),
        ("报告年度", card.year),
        ("原文", f"{card.source}（{card.characters}字）"),
        ("对照清单", f"《{card.checklist}》检查点清单 {card.checklist_id} {card.checklist_version}"),
        *(("请先看", warning) for warning in card.warnings),
        (),
        ("覆盖得分", _score(card.score)),
        ("结论", card.verdict),
    ]
    for row in rows:
        _append(sheet, row)
    _bold(sheet, 1, size=15)
    for number in range(2, len(rows) + 1):
        _bold(sheet, number, columns=1)
        _wrap(sheet, number)
        sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=8)
    sheet.row_dimensions[len(rows)].height = 32
    _append(sheet, ())
    _append(sheet, ("部分", "名称", "得分", *(count.word for count in card.counts)))
    head = sheet.max_row
    _heading(sheet, head)
    for part in card.parts:
        checkpoints = [c for item in part.items for c in item.checkpoints]
        tallies = [sum(c.status == count.status for c in checkpoints) for count in card.counts]
        _append(sheet, (part.label, part.title, _score(part.score), *tallies))
    _append(sheet, ("合计", "", _score(card.score), *(count.count for count in card.counts)))
    _bold(sheet, sheet.max_row)
    _append(sheet, ())
    _append(sheet, ("条", "任务", "得分", *(count.word for count in card.counts)))
    _heading(sheet, sheet.max_row)
    for item in (item for part in card.parts for item in part.items):
        tallies = [sum(c.status == count.status for c in item.checkpoints) for count in card.counts]
        _append(sheet, (item.label, item.title, _score(item.score), *tallies))
    _print_setup(sheet, landscape=False)


def _checkpoints(sheet: Worksheet, card: Scorecard) -> None:
    _head(sheet, _CHECKPOINT_COLUMNS)
    for part in card.parts:
        for item in part.items:
            for c in item.checkpoints:
                _append(sheet, _checkpoint_row(c, part.short, f"{item.label}{item.title}"))
    _finish(sheet, _CHECKPOINT_COLUMNS, frozen="E2")
    _choices(sheet, "O", '"同意,不同意"')


def _checkpoint_row(c: CheckpointView, part: str, item: str) -> Sequence[Value]:
    cited = (*c.evidence, *c.mentions)
    substance = "" if c.status != "covered" else "笼统" if c.general else "具体"
    return (
        c.id,
        part,
        item,
        c.title,
        c.requirement,
        c.asked,
        int(c.weight) if c.weight.isdigit() else float(c.weight),
        f"{c.symbol} {c.word}",
        substance,
        "待核" if c.doubtful else "",
        "\n".join((f"〔{q.kind}〕" if q.kind else "") + _text(q) for q in cited),
        "\n".join(f"〔{q.passage.number}〕第{q.paragraph}段" for q in cited),
        "；".join(c.facts) if c.status == "covered" else "",
        "\n".join(filter(None, ((c.closes if c.gap or c.general else ""), c.waiver, c.asked_reason))),
        "",
        "",
    )


def _quotations(sheet: Worksheet, card: Scorecard) -> None:
    _head(sheet, _EVIDENCE_COLUMNS)
    for c in card.checkpoints():
        for q in (*c.evidence, *c.mentions):
            hits = "、".join(piece.text for piece in q.pieces if piece.hit)
            _append(
                sheet,
                (
                    c.id,
                    c.title,
                    f"{c.symbol} {c.word}",
                    q.passage.number,
                    q.kind or "依据",
                    _text(q),
                    hits,
                    q.place,
                    q.paragraph,
                    q.page,
                    q.confidence,
                ),
            )
    _finish(sheet, _EVIDENCE_COLUMNS, frozen="C2")


def _text(citation: CitationView) -> str:
    return "".join(piece.text for piece in citation.pieces)


def _score(figure: str) -> Value:
    return figure if figure == "—" else float(figure)


def _append(sheet: Worksheet, values: Iterable[Value]) -> None:
    """Write a row below the last one, every string as text and never as a formula."""
    sheet.append([_cell(sheet, value) for value in values])


def _cell(sheet: Worksheet, value: Value) -> Cell:
    """Return a cell holding the value; `append` gives it its place."""
    from openpyxl.cell import Cell

    if not isinstance(value, str):
        cell = Cell(sheet, row=1, column=1, value=value)
        if isinstance(value, float):
            cell.number_format = "0.0"
        return cell
    text = visible(value)
    if len(text) > _CELL_LIMIT:
        text = text[: _CELL_LIMIT - 1] + "…"
    cell = Cell(sheet, row=1, column=1, value=text or None)
    if text:
        cell.data_type = "s"
        # The mark Excel itself sets on '=..., so that editing the cell does not wake a formula.
        cell.quotePrefix = text[:1] in "=+-@"
    return cell


def _head(sheet: Worksheet, columns: Sequence[tuple[str, float]]) -> None:
    from openpyxl.utils import get_column_letter

    _append(sheet, [name for name, _ in columns])
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _heading(sheet, 1)


def _finish(sheet: Worksheet, columns: Sequence[tuple[str, float]], frozen: str) -> None:
    for row in range(2, sheet.max_row + 1):
        _wrap(sheet, row)
        sheet.row_dimensions[row].height = _height(sheet, row, columns)
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _print_setup(sheet, landscape=True)


def _height(sheet: Worksheet, row: int, columns: Sequence[tuple[str, float]]) -> float:
    """Return the height in points that shows all of a row: Excel does not fit rows it did not type."""
    lines = 1
    for number, (_, width) in enumerate(columns, start=1):
        value = sheet.cell(row=row, column=number).value
        if isinstance(value, str):
            room = max(1, int(width // 2))
            lines = max(lines, sum(-(-len(line) // room) or 1 for line in value.split("\n")))
    return min(409.0, 15.0 * lines + 3)


def _heading(sheet: Worksheet, row: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for cell in sheet[row]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E6E6E6")
        cell.border = Border(bottom=Side(style="thin"))
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _bold(sheet: Worksheet, row: int, columns: int | None = None, size: float = 11) -> None:
    from openpyxl.styles import Font

    for cell in sheet[row][:columns]:
        cell.font = Font(bold=True, size=size)


def _wrap(sheet: Worksheet, row: int) -> None:
    from openpyxl.styles import Alignment

    for cell in sheet[row]:
        cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)


def _choices(sheet: Worksheet, column: str, formula: str) -> None:
    """Offer the reviewer's choices in every row of a column."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=formula, allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"{column}2:{column}{max(2, sheet.max_row)}")


def _print_setup(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def without_clock(book: Workbook) -> bytes:
    """Save the workbook with every date in it, and in its archive, set to the same old day."""
    book.properties.created = datetime(*_NO_DATE)  # noqa: DTZ001 - a date, not a moment
    raw = io.BytesIO()
    book.save(raw)
    result = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            entry = zipfile.ZipInfo(name, date_time=_NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return result.getvalue()
