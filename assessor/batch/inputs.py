"""From files, folders, patterns and manifests to tasks."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final
from zipfile import BadZipFile

from assessor.batch import places
from assessor.batch.tasks import Task
from assessor.errors import ConfigurationError, UnreadableError
from assessor.model.levels import LEVEL_CHOICES, level_named
from assessor.output import file_stem
from assessor.presence import exists
from assessor.reasons import reason_of

REPORT_SUFFIXES: Final = frozenset(
    [
        ".txt",
        ".md",
        ".docx",
        ".pdf",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".ofd",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
    ]
)
MANIFEST_SUFFIXES: Final = frozenset({".csv", ".xlsx"})

EARLIEST, LATEST = 2000, 2099
"""Years that reports are taken to be of; others are slips of the pen."""
_KEY_ZH: Final = {"region": "地区", "level": "层级", "year": "年度"}

# Heads a manifest's columns may have.
_COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys(("file", "path", "文件", "报告", "路径", "文件名"), "source"),
    **dict.fromkeys(("region", "地区", "区域", "单位"), "region"),
    **dict.fromkeys(("level", "层级", "级别"), "level"),
    **dict.fromkeys(("year", "年度", "年份"), "year"),
}


def tasks_from(
    inputs: Sequence[str], output: str | None = None, notice: Callable[[str], None] = lambda text: None
) -> tuple[Task, ...]:
    """Return the tasks that files, folders, patterns and manifests (.csv, .xlsx) name, in order, once each.

    output: the folder of results; where it lies in a folder of reports, nothing in it is a report.
    What a manifest says of a report holds wherever else the report is named. notice: is called with what
    the user should know of a manifest that can be used all the same.

    Raises UnreadableError when none of the inputs is there, ConfigurationError when a manifest is faulty,
    manifests contradict each other or nothing is left.
    """
    if not any(places.is_url(name) or exists(places.local_path(name)) for name in inputs):
        raise UnreadableError("\n".join(map(_why_missing, inputs)))
    found: dict[str, tuple[str, dict[str, _Said]]] = {}
    for source, details in _entries(inputs, notice):
        same = _identity(source)
        if output and same.startswith(_identity(output).rstrip(_SEPARATOR) + _SEPARATOR):
            continue
        _, known = found.setdefault(same, (source, {}))
        for key, said in details.items():
            before = known.setdefault(key, said)
            if before.value != said.value:
                raise ConfigurationError(
                    f"{said.where}与 {before.where}写的是同一份报告“{places.name_of(source)}”，"
                    f"{_KEY_ZH[key]}却不同（{said.written}、{before.written}）；请核对后只留一个"
                )
    if not found:
        raise ConfigurationError(_nothing(inputs))
    sources = [source for source, _ in found.values()]
    stems: dict[str, int] = {}
    return tuple(
        Task(
            source,
            _unique(file_stem(Path(places.name_of(source)).stem), stems),
            **{key: said.value for key, said in details.items()},
            shown=shown,
        )
        for (source, details), shown in zip(found.values(), _shown(sources), strict=True)
    )


def _why_missing(name: str) -> str:
    try:
        places.local_path(name).stat()
    except PermissionError as error:
        return f"{name}：{reason_of(error)}；请检查路径和权限"
    except (OSError, ValueError):
        pass
    return f"{name}：找不到这个文件或文件夹；请检查路径"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a manifest says of a report: the value, as it was written, and where."""

    value: Any
    written: str
    where: str


def _nothing(inputs: Sequence[str]) -> str:
    names = "、".join(inputs)
    if all(Path(places.name_of(name)).suffix.lower() in MANIFEST_SUFFIXES for name in inputs):
        return f"{names}：名单里没有报告；第一行是列名，从第二行起每行写一份报告的文件"
    return f"{names}：没有找到可评估的报告；文件夹里应有 docx、pdf、txt 等文件"


def _shown(sources: Sequence[str]) -> list[str]:
    """Return the sources as results show them: absolute paths from the folder they have in common on.

    That folder's own name, and more of those above it, come in only where they tell sources apart.
    """
    absolute = {
        source: places.local_path(source)
        for source in sources
        if not places.is_url(source) and places.local_path(source).is_absolute()
    }
    try:
        common = Path(os.path.commonpath([path.parent for path in absolute.values()])) if absolute else Path()
        below = {source: path.relative_to(common).as_posix() for source, path in absolute.items()}
    except ValueError:  # on several drives
        below = {source: path.name for source, path in absolute.items()}
    taken = {
        source if places.is_url(source) else places.local_path(source).as_posix()
        for source in sources
        if source not in absolute
    }
    shown = []
    for source in sources:
        if source not in absolute:
            shown.append(source if places.is_url(source) else places.local_path(source).as_posix())
            continue
        parts = absolute[source].relative_to(absolute[source].anchor).parts
        length = len(below[source].split("/"))
        while (name := "/".join(parts[-length:])) in taken and length < len(parts):
            length += 1
        taken.add(name)
        shown.append(name)
    return shown


_SEPARATOR: Final = "\n"


def _identity(place: str) -> str:
    """Return what tells a place from all others: ./a.txt and a.txt are one, as are A.TXT and a.txt on Windows."""
    if places.is_url(place):
        return place.replace("/", _SEPARATOR)
    return os.path.normcase(os.path.abspath(places.local_path(place))).replace(os.sep, _SEPARATOR)  # noqa: PTH100


def _unique(stem: str, taken: dict[str, int]) -> str:
    """Return `stem`, numbered from the second of its name on; upper and lower case are one on Windows."""
    count = taken[stem.lower()] = taken.get(stem.lower(), 0) + 1
    return stem if count == 1 else _unique(f"{stem}-{count}", taken)


def _entries(inputs: Iterable[str], notice: Callable[[str], None]) -> Iterator[tuple[str, dict[str, _Said]]]:
    for name in inputs:
        suffix = Path(places.name_of(name)).suffix.lower()
        if places.is_url(name) and "*" in name:
            yield from ((found, {}) for found in places.matching(name))
        elif suffix in MANIFEST_SUFFIXES:
            yield from _manifest(name, suffix, notice)
        elif places.is_folder(name):
            for found in places.listing(name):
                if _is_report(found):
                    yield found, {}
        else:
            yield name, {}  # a file that is not there becomes a line in failures.csv


def _is_report(found: str) -> bool:
    """Tell whether what a folder lists is to be assessed; a closed folder is, for that says that it is closed."""
    path = PurePath(found)
    return not path.name.startswith((".", "~$")) and (
        path.suffix.lower() in REPORT_SUFFIXES or places.is_folder(found)
    )


def _manifest(
    name: str, suffix: str, notice: Callable[[str], None]
) -> Iterator[tuple[str, dict[str, _Said]]]:
    shown = places.name_of(name)
    rows = _xlsx_rows(name) if suffix == ".xlsx" else _csv_rows(name)
    heads = [str(cell or "").strip() for cell in next(rows, ())]
    columns = [_COLUMNS.get(head.lower()) for head in heads]
    if "source" not in columns:
        raise ConfigurationError(f"{shown}：第一行要有“文件”一列（还可有：地区、层级、年度）")
    if unused := [head for head, column in zip(heads, columns, strict=True) if head and not column]:
        # Perhaps a remark of theirs, perhaps a misspelt name; only they can tell.
        notice(f"{shown}：没有用到的列：{'、'.join(unused)}。能用的列名只有：文件、地区、层级、年度")
    for number, cells in enumerate(rows, 2):
        values = {
            key: str(cell).strip()
            for key, cell in zip(columns, cells, strict=False)
            if key and cell is not None
        }
        if values.get("source"):
            yield _beside(name, values.pop("source")), _details(values, shown, number)


def _beside(manifest: str, source: str) -> str:
    """A path in a manifest is relative to the manifest, and may have been written on Windows."""
    if places.is_url(source) or Path(source).is_absolute():
        return source
    base = manifest.rsplit("/", 1)[0] if places.is_url(manifest) else str(places.local_path(manifest).parent)
    place = places.join(base, source)
    if "\\" not in source or os.sep == "\\" or places.exists(place):
        return place
    elsewhere = places.join(base, source.replace("\\", "/"))
    return elsewhere if places.exists(elsewhere) else place


def _details(values: dict[str, str], manifest: str, number: int) -> dict[str, _Said]:
    where = f"{manifest} 第 {number} 行"
    details: dict[str, Any] = {}
    if values.get("region"):
        details["region"] = values["region"]
    if values.get("level"):
        details["level"] = level_named(values["level"])
        if details["level"] is None:
            raise ConfigurationError(
                f"{manifest}：第 {number} 行的层级“{values['level']}”不认识，可写：{LEVEL_CHOICES}"
            )
    if values.get("year"):
        year = values["year"].removesuffix("度").removesuffix("年").removesuffix(".0")
        if not year.isdecimal() or not EARLIEST <= int(year) <= LATEST:
            raise ConfigurationError(
                f"{manifest}：第 {number} 行的年度“{values['year']}”应是四位数字，如 2024（{EARLIEST}—{LATEST}）"
            )
        details["year"] = int(year)
    return {key: _Said(value, values[key], where) for key, value in details.items()}


def _csv_rows(name: str) -> Iterator[Sequence[Any]]:
    data = places.load(name)
    # Excel's “Unicode 文本” is UTF-16, with tabs.
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            first = text.split("\n", 1)[0]
            separator = max((",", "\t", ";"), key=first.count)
            return iter(list(csv.reader(io.StringIO(text), delimiter=separator)))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise ConfigurationError(
        f"{places.name_of(name)}：不是可读的 CSV 文件；请用 WPS 或 Excel 打开，另存为“CSV UTF-8”或 .xlsx 再试"
    )


def _xlsx_rows(name: str) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(places.load(name)), read_only=True, data_only=True)
        return iter([row for row in book.worksheets[0].iter_rows(values_only=True) if any(row)])
    except (OSError, ValueError, KeyError, IndexError, BadZipFile, SyntaxError) as error:
        raise ConfigurationError(
            f"{places.name_of(name)}：不是可读的 XLSX 文件（内容不完整或不是表格）；"
            "请用 WPS 或 Excel 打开，另存为 .xlsx 或“CSV UTF-8”再试"
        ) from error
