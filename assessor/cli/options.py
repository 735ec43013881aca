"""Options that several commands share, with their Chinese help."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

import click

from assessor.model.levels import LEVEL_CHOICES, level_named
from assessor.model.text import Level
from assessor.presence import exists
from assessor.rendering.formats import FORMATS, Format


class LevelName(click.ParamType[Level]):
    """A level of government by its English or Chinese name: `county`, `县级`, `县`."""

    name = "level"

    def convert(self, value: str | Level, param: click.Parameter | None, ctx: click.Context | None) -> Level:
        """Return the level; fail on a name that is none."""
        level = level_named(value)
        if level is None:
            self.fail(f"“{value}”不在可选值之中：{LEVEL_CHOICES}", param, ctx)
        return level


level_option = click.option(
    "--level",
    type=LevelName(),
    metavar="层级",
    help=f"政府层级，中英文皆可：{LEVEL_CHOICES}。不给则用 assessor.yaml 所写，没有写则从标题和正文识别。",
)
checklist_option = click.option(
    "--checklist",
    "checklist_name",
    metavar="编号|文件",
    default="outline-2021-2025",
    show_default=True,
    help="所用清单：内置清单的编号，或清单文件（.yaml）的路径。",
)
policy_checklist_option = click.option(
    "--checklist",
    metavar="编号|文件",
    help="所用清单：内置清单的编号，或清单文件（.yaml）的路径。"
    "不给则用 assessor.yaml 所写，没有写则用 outline-2021-2025。",
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
        pattern = any(char in source for char in "*?[") and not exists(Path(source))
        for name in (sorted(glob.glob(source)) or [source]) if pattern else [source]:  # noqa: PTH207
            found[name] = None
    return tuple(found)
