"""From files, folders, patterns and manifests to tasks."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
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

# Heads a manifest's columns may have.
_COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys(("file", "path", "文件", "报告", "路径", "文件名"), "source"),
    **dict.fromkeys(("region", "地区", "区域", "单位"), "region"),
    **dict.fromkeys(("level", "层级", "级别"), "level"),
    **dict.fromkeys(("year", "年度", "年份"), "year"),
}


def tasks_from(inputs: Sequence[str], output: str | None = None) -> tuple[Task, ...]:
    """Return the tasks that files, folders, patterns and manifests (.csv, .xlsx) name, in order, once each.

    output: the folder of results; where it lies in a folder of reports, nothing in it is a report.

    Raises UnreadableError when none of the inputs is there, ConfigurationError when a manifest is faulty
    or nothing is left.
    """
    if not any(places.is_url(name) or exists(places.local_path(name)) for name in inputs):
        raise UnreadableError("\n".join(map(_why_missing, inputs)))
    entries: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    for source, details in _entries(inputs):
        same = _identity(source)
        if same not in seen and not (
            output and same.startswith(_identity(output).rstrip(_SEPARATOR) + _SEPARATOR)
        ):
            seen.add(same)
            entries[source] = details
    if not entries:
        raise ConfigurationError(
            f"{'、'.join(inputs)}：没有找到可评估的报告；文件夹里应有 docx、pdf、txt 等文件"
        )
    stems: dict[str, int] = {}
    return tuple(
        Task(source, _unique(file_stem(Path(places.name_of(source)).stem), stems), **details)
        for source, details in entries.items()
    )


def _why_missing(name: str) -> str:
    try:
        places.local_path(name).stat()
    except PermissionError as error:
        return f"{name}：{reason_of(error)}；请检查路径和权限"
    except (OSError, ValueError):
        pass
    return f"{name}：找不到这个文件或文件夹；请检查路径"


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


def _entries(inputs: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in inputs:
        suffix = Path(places.name_of(name)).suffix.lower()
        if places.is_url(name) and "*" in name:
            yield from ((found, {}) for found in places.matching(name))
        elif suffix in MANIFEST_SUFFIXES:
            yield from _manifest(name, suffix)
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


def _manifest(name: str, suffix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = _xlsx_rows(name) if suffix == ".xlsx" else _csv_rows(name)
    head = [_COLUMNS.get(str(cell or "").strip().lower()) for cell in next(rows, ())]
    if "source" not in head:
        raise ConfigurationError(f"{places.name_of(name)}：第一行要有“文件”一列（还可有：地区、层级、年度）")
    for number, cells in enumerate(rows, 2):
        values = {
            key: str(cell).strip() for key, cell in zip(head, cells, strict=False) if key and cell is not None
        }
        if values.get("source"):
            yield _beside(name, values.pop("source")), _details(values, places.name_of(name), number)


def _beside(manifest: str, source: str) -> str:
    """A path in a manifest is relative to the manifest."""
    if places.is_url(source) or Path(source).is_absolute():
        return source
    base = manifest.rsplit("/", 1)[0] if places.is_url(manifest) else str(places.local_path(manifest).parent)
    return places.join(base, source)


def _details(values: dict[str, str], manifest: str, number: int) -> dict[str, Any]:
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
        year = values["year"].removesuffix("年").removesuffix(".0")
        if not year.isdecimal() or len(year) != 4:
            raise ConfigurationError(f"{manifest}：第 {number} 行的年度“{values['year']}”应是四位数字")
        details["year"] = int(year)
    return details


def _csv_rows(name: str) -> Iterator[Sequence[Any]]:
    data = places.load(name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return iter(list(csv.reader(io.StringIO(data.decode(encoding)))))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise ConfigurationError(f"{places.name_of(name)}：不是可读的 CSV 文件")


def _xlsx_rows(name: str) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(places.load(name)), read_only=True, data_only=True)
        return iter([row for row in book.worksheets[0].iter_rows(values_only=True) if any(row)])
    except (OSError, ValueError, KeyError, IndexError, BadZipFile, SyntaxError) as error:
        raise ConfigurationError(f"{places.name_of(name)}：不是可读的 XLSX 文件（{error}）") from error
