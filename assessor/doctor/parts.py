"""The checks: each looks for one part and says whether it is there, and what its lack costs."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assessor.doctor import fonts
from assessor.doctor.remedies import PartName

PRINTED: Final = "●◎◐○—…“”‘’《》〈〉〔〕【】（）、。，；：？！·％①②③④⑤⑥⑦⑧⑨⑩✓▲△■□→←↑↓×÷≥≤±~№〓›　"
"""What scorecards print beyond letters, digits and GB 2312: status symbols, marks, boxes to tick."""

_LIBREOFFICE_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check.

    needed: without it no PDF can be made (the rest is comfort or further input formats);
    detail: what was found, or what exactly is missing; cost: what one does without.
    """

    part: PartName
    title: str
    present: bool
    needed: bool
    detail: str
    cost: str


def check_all() -> tuple[Finding, ...]:
    """Run every check, in the order in which a user would mend them."""
    pango, subsetter = check_layout()
    return (pango, check_fonts(), subsetter, check_libreoffice(), check_ocr())


def check_layout() -> tuple[Finding, Finding]:
    """Check the libraries WeasyPrint lays out pages with: Pango (needed) and the fast subsetter."""
    cost = "不能生成 PDF；HTML 计分表（可用浏览器打印）、JSON、Markdown、Excel 不受影响"
    slow = "不影响结果，但写每份 PDF 约慢 8 秒（改用纯 Python 裁剪字体）"
    pango_title, subset_title = "排版库 Pango", "快速字体裁剪库 HarfBuzz-Subset"
    try:
        # WeasyPrint prints its own advice in English when a library is missing.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from weasyprint.text import ffi
    except OSError as error:
        lacking = str(error).split("'")[1] if "'" in str(error) else str(error)
        return (
            Finding("pango", pango_title, False, True, f"找不到 {lacking}", cost),
            Finding("subsetter", subset_title, False, False, "须先装好 Pango 才能检查", slow),
        )
    number = ffi.pango.pango_version()  # 15014 is 1.50.14
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    present = ffi.harfbuzz_subset is not None
    return (
        Finding("pango", pango_title, True, True, f"版本 {version}", cost),
        Finding("subsetter", subset_title, present, False, "已找到" if present else "未找到", slow),
    )


def check_fonts(families: tuple[str, ...] = ("serif", "sans-serif")) -> Finding:
    """Check that every character of GB 2312, and every symbol we print, is in some installed font.

    The fonts that the generic `families` lead to are opened and their own character maps read: a font
    may claim Chinese and hold only a part of it.
    """
    title, cost = "中文字体", "PDF 中的汉字或符号会印成空框，因此拒绝生成 PDF"
    wanted = gb2312_characters() + PRINTED
    missing = fonts.missing_characters([wanted])
    if missing is None:
        return Finding("font", title, False, True, "找不到 fontconfig，须先装好 Pango 才能检查", cost)
    if missing:
        # Chinese characters first: they say most plainly what is wrong.
        telling = sorted(missing, key=lambda char: not "\u4e00" <= char <= "\u9fff")
        shown = "".join(telling[:12]) + ("…" if len(missing) > 12 else "")
        detail = f"已装字体缺 {len(missing)} 个要用的字符：{shown}"
        return Finding("font", title, False, True, detail, cost)
    faces = dict.fromkeys(face for family in families if (face := fonts.resolve(family)) is not None)
    described = "、".join(_describe(face, wanted) for face in faces)
    return Finding("font", title, True, True, f"{described}，覆盖 GB 2312 及所用标点、符号", cost)


def gb2312_characters() -> str:
    """Return every printing character of GB 2312-80: rows 1-9 (symbols) and 16-87 (6,763 characters)."""
    rows = (*range(1, 10), *range(16, 88))
    pairs = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def check_libreoffice() -> Finding:
    """Check for LibreOffice, which converts the formats of older word processors."""
    place = shutil.which("soffice") or shutil.which("libreoffice")
    place = place or next((p for p in _LIBREOFFICE_PLACES if Path(p).exists()), None)
    cost = "不能直接读取 .doc、.wps、.rtf、.odt；可先用 Word/WPS 另存为 .docx"
    detail = "已找到" if place else "未找到 soffice"
    return Finding("libreoffice", "LibreOffice", place is not None, False, detail, cost)


def check_ocr() -> Finding:
    """Check for OCRmyPDF, Tesseract and its simplified Chinese data, which read scanned pages."""
    lacking = [name for name in ("ocrmypdf", "tesseract") if shutil.which(name) is None]
    if "tesseract" not in lacking and "chi_sim" not in _tesseract_languages():
        lacking.append("chi_sim（简体中文数据）")
    cost = "不能用 --ocr 读取扫描件；扫描件须先转成可选中文字的 PDF"
    detail = f"未找到 {'、'.join(lacking)}" if lacking else "已找到"
    return Finding("ocr", "文字识别 OCRmyPDF / Tesseract", not lacking, False, detail, cost)


def _describe(face: fonts.FontFace, wanted: str) -> str:
    held = fonts.face_characters(face)
    lacking = sum(ord(char) not in held and not char.isspace() for char in wanted)
    return f"{face.family}（{lacking} 个字符由其他字体补足）" if lacking else face.family


def _tesseract_languages() -> list[str]:
    try:
        listed = subprocess.run(
            ["tesseract", "--list-langs"],
            capture_output=True,
            timeout=20,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return listed.stdout.decode("utf-8", "replace").split()
