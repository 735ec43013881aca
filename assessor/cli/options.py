"""Options that several commands share, with their Chinese help."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path
from typing import Final, get_args

import click

from assessor.model.result import LEVEL_ZH
from assessor.model.text import Level
from assessor.rendering.formats import FORMATS, Format

LEVELS: Final[tuple[Level, ...]] = get_args(Level)

level_option = click.option(
    "--level",
    type=click.Choice(LEVELS),
    metavar="层级",
    help="政府层级，不给则从标题和正文识别："
    + "、".join(f"{level} {LEVEL_ZH[level]}" for level in LEVELS)
    + "。",
)
checklist_option = click.option(
    "--checklist",
    "checklist_name",
    metavar="编号|文件",
    default="outline-2021-2025",
    show_default=True,
    help="所用清单：内置清单的编号，或清单文件（.yaml）的路径。",
)
ocr_option = click.option("--ocr", is_flag=True, help="对扫描件作文字识别（须安装 OCRmyPDF 与 Tesseract）。")


class FormatList(click.ParamType[tuple[Format, ...]]):
    """A list of formats separated by commas, repeats dropped: `pdf,json`."""

    name = "formats"

    def convert(
        self, value: str | tuple[Format, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Format, ...]:
        """Return the formats in the order given; fail on one that does not exist."""
        if isinstance(value, tuple):
            return value
        wanted = [name.strip().lower() for name in value.replace("，", ",").split(",") if name.strip()]
        known: dict[str, Format] = {form: form for form in FORMATS} | {"markdown": "md", "excel": "xlsx"}
        for name in wanted:
            if name not in known:
                self.fail(f"没有“{name}”这种格式，可选：{'、'.join(FORMATS)}", param, ctx)
        if not wanted:
            self.fail(f"要给出至少一种格式：{'、'.join(FORMATS)}", param, ctx)
        return tuple(dict.fromkeys(known[name] for name in wanted))


def expand_patterns(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources with patterns such as `*.docx` expanded, in order, without repeats.

    The Windows command prompt leaves patterns to the program. One that matches nothing stays as it is,
    so that reading it fails with a message that names it.
    """
    found: dict[str, None] = {}
    for source in sources:
        pattern = any(char in source for char in "*?[") and not Path(source).exists()
        for name in (sorted(glob.glob(source)) or [source]) if pattern else [source]:  # noqa: PTH207
            found[name] = None
    return tuple(found)
