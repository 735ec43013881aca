"""The comparison as a workbook: all reports, whatever their number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assessor.comparing.compare import FEWEST_FOR_OUTLIERS, GROUPING_ZH, MIXED, SIGN, STATUSES, Comparison
from assessor.comparing.runs import Heading, Line
from assessor.model.result import STATUS_SYMBOL, STATUS_ZH
from assessor.rendering.wording import visible
from assessor.rendering.xlsx import without_clock

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment
    from openpyxl.workbook import Workbook

Value = str | int | float | None
_WIDTHS = {
    "报告": 40, "层级": 17, "检查点": 30, "文件": 34, "组": 24, "地区或单位": 30, "首末年之间新覆盖": 60,
    "不再覆盖": 60, "原句": 80, "提示": 80, "说明": 60, "出自": 24, "可查的事实": 30,
}  # fmt: skip
"""Characters by column head; the others take 9."""
_LINE = 17.0
"""Points a line takes."""
_NARROW = 5.5
_SYMBOLS = "　".join(f"{STATUS_SYMBOL[status]} {words}" for status, words in STATUS_ZH.items())


def to_xlsx(comparison: Comparison) -> bytes:
    """Return a workbook: 名次, 条目矩阵, 检查点矩阵, 检查点分布, 分组, 偏离, 逐年, 参考写法.

    Every text is written as text, also one that begins with `=`. The same comparison gives the same bytes.
    """
    from openpyxl import Workbook

    batch = comparison.batch
    book = Workbook(write_only=True)
    who = ("同级名次" if comparison.mixed else "名次", "报告", "层级", "年度", "得分")
    caution = MIXED if comparison.mixed else ""
    ranking = [one for ranked in comparison.ranking.values() for one in ranked]
    lead = [(one.rank, _signed(one.line), one.line.level, one.line.year, one.line.score) for one in ranking]
    signed = any(one.line.remarks for one in ranking)
    here = f"{SIGN} 有提示，得分先看“提示”一列再用。" if signed else ""
    there = f"{SIGN} 有提示，见“名次”表的“提示”一列。" if signed else ""
    _sheet(
        book,
        "名次",
        (*who, "已覆盖", "其中具体", "文件", "提示"),
        (
            (*first, one.line.covered, one.line.specific, one.line.source, "".join(one.line.remarks) or None)
            for first, one in zip(lead, ranking, strict=True)
        ),
        note=f"{caution}{here}",
    )
    _sheet(
        book,
        "条目矩阵",
        (*who, *(f"{item.id} {item.title}" for item in batch.items)),
        (
            (*first, *(one.line.items.get(item.id) for item in batch.items))
            for first, one in zip(lead, ranking, strict=True)
        ),
        matrix=len(who) + 1,
        note=f"{caution}{there}",
    )
    _sheet(
        book,
        "检查点矩阵",
        (*who, *(f"{one.id} {one.title}" for one in batch.checkpoints)),
        (
            (*first, *(_symbol(one.line, point.id) for point in batch.checkpoints))
            for first, one in zip(lead, ranking, strict=True)
        ),
        note=f"{_SYMBOLS}　空白 选报而未写。{caution}{there}",
        matrix=len(who) + 1,
        pages=3,
    )
    _sheet(
        book,
        "检查点分布",
        (
            *("编号", "检查点", "应报份数"),
            *(STATUS_ZH[status] for status in STATUSES),
            *("缺失率%", "选报份数", "选报写到", "不适用", "不适用写到"),
        ),
        (
            (
                one.checkpoint.id,
                one.checkpoint.title,
                one.asked,
                *(one.counts[status] for status in STATUSES),
                None if one.missing_share is None else round(100 * one.missing_share, 1),
                one.optional,
                one.volunteered,
                one.not_applicable,
                one.beyond,
            )
            for one in comparison.distribution
        ),
        note="各状态份数和缺失率只计应报该检查点的报告，缺失率是其中未见和仅提及所占比例；选报、不适用的另列，其中写到的在检查点矩阵中为 ● 或 ◎。",
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
        matrix=6,
    )
    _sheet(
        book,
        "明显偏离",
        ("报告", "层级", "年度", "得分", "偏离", "界限", "文件"),
        (
            (
                one.line.name,
                one.line.level,
                one.line.year,
                one.line.score,
                "偏低" if one.direction == "low" else "偏高",
                one.bound,
                one.line.source,
            )
            for one in comparison.outliers
        ),
        note=f"与同层级的报告相比；不足 {FEWEST_FOR_OUTLIERS} 份的层级不作判断。",
    )
    _sheet(
        book,
        "逐年变化",
        ("地区或单位", "年度", "得分", "首末年之间新覆盖", "不再覆盖", "说明"),
        (
            (one.name, year, score, _titles(one.gained), _titles(one.lost), "".join(one.notes) or None)
            for one in comparison.trends
            for year, score in one.scores
        ),
        note=_on_trends(comparison),
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
    )
    book.properties.title = f"{len(batch.lines)} 份报告比较表"
    book.properties.creator = "法治政府建设评估器"
    return without_clock(book)


def _signed(line: Line) -> str:
    return f"{line.name} {SIGN}" if line.remarks else line.name


def _on_trends(comparison: Comparison) -> str:
    none = "" if comparison.trends else "没有两年以上都有报告的地区或单位。"
    nameless = f"有 {comparison.nameless} 份报告从标题和落款认不出是哪个地区或单位的，未列入。"
    return none + (nameless if comparison.nameless else "")


def _symbol(line: Line, point: str) -> str:
    status = line.statuses.get(point, "missing")
    left_out = line.asked.get(point) == "optional" and status == "missing"
    return "" if left_out else STATUS_SYMBOL[status]


def _titles(headings: Iterable[Heading]) -> str:
    return "、".join(f"{one.id} {one.title}" for one in headings)


def _sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    note: str = "",
    matrix: int | None = None,
    pages: int = 1,
) -> None:
    """Write a sheet; rows go out as they come, so that thousands of reports need little memory.

    note: a line above the head; matrix: the first of the narrow columns with upright heads, to the last;
    pages: how many it takes side by side in print.
    """
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    # Written before the first row, and lost when set later: columns, row heights, panes, fit to page.
    top_row = 2 if note else 1
    narrow = len(head) if matrix is None else matrix - 1
    for column, name in enumerate(head, 1):
        width = _WIDTHS.get(name, 9) if column <= narrow else _NARROW
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"C{top_row + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.gridLines = True
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
    sheet.print_title_rows = f"1:{top_row}"
    if matrix is not None:
        sheet.print_title_cols = f"A:{get_column_letter(narrow)}"
        sheet.row_dimensions[top_row].height = 16 + 7 * max(len(name) for name in head)  # in two lines
    if note:
        sheet.append([_cell(sheet, note)])
    upright = Alignment(wrap_text=True, horizontal="center", vertical="bottom", text_rotation=90)
    lying = Alignment(wrap_text=True, horizontal="left", indent=1, vertical="bottom")
    beside = Alignment(wrap_text=True, horizontal="left", indent=1, vertical="top")
    within = Alignment(horizontal="center", vertical="top")
    top = [_cell(sheet, name, lying if at < narrow else upright) for at, name in enumerate(head)]
    for cell in top:
        cell.font = Font(bold=True)
    sheet.append(top)
    last = top_row
    # A matrix repeats few symbols and scores: styling each cell anew would take most of the time.
    kept: dict[Value, Cell] = {}
    for row in rows:
        last += 1
        sheet.row_dimensions[last].height = _LINE * max(map(_lines, row[:narrow], head[:narrow]))
        for value in row[narrow:]:
            if value not in kept:
                kept[value] = _cell(sheet, value, within)
        beginning = [_cell(sheet, value, beside) for value in row[:narrow]]
        sheet.append([*beginning, *(kept[value] for value in row[narrow:])])
        del sheet.row_dimensions[last]  # written: not to be held for every report
    area = f"{get_column_letter(len(head))}{last}"
    sheet.auto_filter.ref = f"A{top_row}:{area}"
    if matrix is not None and last > top_row:
        _shade(sheet, f"{get_column_letter(matrix)}{top_row + 1}:{area}")


def _lines(value: Value, head: str) -> int:
    """Return how many lines a text takes in its column, a Chinese character being two wide."""
    if not isinstance(value, str):
        return 1
    return math.ceil(sum(1 if char.isascii() else 2 for char in value) / (_WIDTHS.get(head, 9) - 2))


def _cell(sheet: Any, value: Value, alignment: Alignment | None = None) -> Cell:
    from openpyxl.cell import WriteOnlyCell

    cell: Cell = WriteOnlyCell(sheet, visible(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = is no formula
    if alignment is not None:
        cell.alignment = alignment
    return cell


def _shade(sheet: Any, area: str) -> None:
    """Shade scores from white to grey; the figures stay to be read."""
    from openpyxl.formatting.rule import ColorScaleRule

    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color="FFFFFF",
        end_type="num", end_value=100, end_color="8C8C8C",
    )  # fmt: skip
    sheet.conditional_formatting.add(area, scale)
