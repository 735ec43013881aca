"""The comparison as a workbook: all reports, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assessor.comparing.compare import GROUPING_ZH, STATUSES, Comparison
from assessor.comparing.runs import Heading
from assessor.model.result import STATUS_SYMBOL, STATUS_ZH
from assessor.rendering.wording import visible
from assessor.rendering.xlsx import without_clock

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

Value = str | int | float | None


def to_xlsx(comparison: Comparison) -> bytes:
    """Return a workbook: 名次, 条目矩阵, 检查点矩阵, 检查点分布, 分组, 偏离, 逐年, 参考写法.

    Every text is written as text, also one that begins with `=`. The same comparison gives the same bytes.
    """
    from openpyxl import Workbook

    batch = comparison.batch
    book = Workbook(write_only=True)
    who = ("名次", "报告", "层级", "年度", "得分")
    lead = [
        (one.rank, one.line.name, one.line.level, one.line.year, one.line.score) for one in comparison.ranking
    ]
    _sheet(
        book,
        "名次",
        (*who, "已覆盖", "其中具体", "文件"),
        (
            (*first, one.line.covered, one.line.specific, one.line.source)
            for first, one in zip(lead, comparison.ranking, strict=True)
        ),
    )
    _sheet(
        book,
        "条目矩阵",
        (*who, *(f"{item.id} {item.title}" for item in batch.items)),
        (
            (*first, *(one.line.items.get(item.id) for item in batch.items))
            for first, one in zip(lead, comparison.ranking, strict=True)
        ),
        shaded=len(who) + 1,
    )
    _sheet(
        book,
        "检查点矩阵",
        (*who, *(f"{one.id} {one.title}" for one in batch.checkpoints)),
        (
            (
                *first,
                *(STATUS_SYMBOL[one.line.statuses.get(point.id, "missing")] for point in batch.checkpoints),
            )
            for first, one in zip(lead, comparison.ranking, strict=True)
        ),
    )
    _sheet(
        book,
        "检查点分布",
        ("编号", "检查点", *(STATUS_ZH[status] for status in STATUSES), "缺失率%"),
        (
            (
                one.checkpoint.id,
                one.checkpoint.title,
                *(one.counts[status] for status in STATUSES),
                round(100 * one.missing_share, 1),
            )
            for one in comparison.distribution
        ),
    )
    _sheet(
        book,
        f"按{GROUPING_ZH[comparison.by]}分组",
        (
            "组",
            "份数",
            "中位数",
            "下四分位",
            "上四分位",
            *(f"{item.id} {item.title}" for item in batch.items),
        ),
        (
            (one.name, one.size, one.median, one.low, one.high, *(one.items[item.id] for item in batch.items))
            for one in (comparison.overall, *comparison.groups)
        ),
        shaded=6,
    )
    _sheet(
        book,
        "明显偏离",
        ("报告", "年度", "得分", "偏离", "界限", "文件"),
        (
            (
                one.line.name,
                one.line.year,
                one.line.score,
                "偏低" if one.direction == "low" else "偏高",
                one.bound,
                one.line.source,
            )
            for one in comparison.outliers
        ),
    )
    _sheet(
        book,
        "逐年变化",
        ("地区或单位", "年度", "得分", "首末年之间新覆盖", "不再覆盖"),
        (
            (one.name, year, score, _titles(one.gained), _titles(one.lost))
            for one in comparison.trends
            for year, score in one.scores
        ),
    )
    _sheet(
        book,
        "参考写法",
        ("编号", "检查点", "原句", "出自", "年度", "可查的事实"),
        (
            (point.id, point.title, one.text, one.name, one.year, "、".join(one.facts))
            for point in batch.checkpoints
            for one in comparison.exemplary.get(point.id, ())
        ),
        widths={3: 90},
    )
    book.properties.title = f"{len(batch.lines)} 份报告比较表"
    book.properties.creator = "法治政府建设评估器"
    return without_clock(book)


def _titles(headings: Iterable[Heading]) -> str:
    return "、".join(f"{one.id} {one.title}" for one in headings)


def _sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    widths: dict[int, float] | None = None,
    shaded: int | None = None,
) -> None:
    """Write a sheet; rows go out as they come, so that thousands of reports need little memory.

    widths: by column, in characters; shaded: the first of the columns with scores, shaded to the last.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    wide = {"报告": 30, "检查点": 30, "文件": 34, "组": 24, "地区或单位": 30, "出自": 24}
    for column, name in enumerate(head, 1):
        width = (widths or {}).get(column, wide.get(name, 9 if len(name) < 8 else 11))
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    top = [_text(sheet, name) for name in head]
    for cell in top:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    sheet.append(top)
    last = 1
    for row in rows:
        sheet.append([_text(sheet, value) if isinstance(value, str) else value for value in row])
        last += 1
    area = f"{get_column_letter(len(head))}{last}"
    sheet.auto_filter.ref = f"A1:{area}"
    if shaded and last > 1:
        _shade(sheet, f"{get_column_letter(shaded)}2:{area}")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _text(sheet: Any, value: str) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, visible(value))
    cell.data_type = "s"  # a text that begins with = is no formula
    return cell


def _shade(sheet: Any, area: str) -> None:
    """Shade scores from white to grey; the figures stay to be read."""
    from openpyxl.formatting.rule import ColorScaleRule

    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color="FFFFFF",
        end_type="num", end_value=100, end_color="8C8C8C",
    )  # fmt: skip
    sheet.conditional_formatting.add(area, scale)
