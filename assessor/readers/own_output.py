"""Telling what this tool has written from a report: a scorecard quotes its report and would score as well."""

from __future__ import annotations

import re
import zipfile
from typing import Final

from assessor.model.result import STATUS_SYMBOL, STATUS_ZH, Status

REFUSAL: Final = "是本工具生成的结果（计分表、比较表等），不是报告；请给出报告本身"

_NAME: Final = "法治政府建设评估器"
_JSON: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"\s*:\s*"[^"]{1,20}"\s*,'
    rb'\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"assessor"'
)
_PAGE: Final = re.compile(rf'<meta\s+name="author"\s+content="{_NAME}"'.encode())
_PAGE_HEAD: Final = 65_536
_PROPERTIES: Final = "docProps/core.xml"
_PROPERTIES_BYTES: Final = 65_536

# Whatever became of a scorecard (printed from a browser, pasted into Word), its first page keeps the heads
# of its counts: no report says ◐ 仅提及 of itself.
_HEADS: Final[tuple[Status, ...]] = ("covered", "declared_none", "mentioned", "missing")
_MARKS: Final = tuple(STATUS_SYMBOL[status] + STATUS_ZH[status] for status in _HEADS)
_COMPARISON: Final = "法治政府建设年度报告比较表"
_TEXT_HEAD: Final = 4_000
_FURNITURE: Final = re.compile(r"[\s|]+")


def is_own_data(data: bytes) -> bool:
    """Tell whether the bytes are a JSON result or a page that this tool wrote."""
    return _JSON.match(data) is not None or _PAGE.search(data, 0, _PAGE_HEAD) is not None


def is_own_workbook(archive: zipfile.ZipFile) -> bool:
    """Tell whether the workbook is one that this tool wrote, by the author in its properties."""
    if _PROPERTIES not in archive.namelist() or archive.getinfo(_PROPERTIES).file_size > _PROPERTIES_BYTES:
        return False
    return f">{_NAME}<".encode() in archive.read(_PROPERTIES)


def is_own_text(text: str) -> bool:
    """Tell whether the text is that of a scorecard or comparison which this tool made, in whatever format."""
    head = _FURNITURE.sub("", text[:_TEXT_HEAD])
    return all(mark in head for mark in _MARKS) or _COMPARISON in head[:100]
