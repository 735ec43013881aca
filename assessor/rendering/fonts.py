"""Refuses to print characters that no installed font covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import ConfigurationError

if TYPE_CHECKING:
    from weasyprint import Document

_SHOWN = 12


def uncovered(document: Document) -> tuple[str, ...]:
    """Return the characters of a written document for which no installed font had a glyph, in order.

    WeasyPrint notes, font by font, the code points that Pango could not find in any font while it drew
    the document; so this is what the fonts really cover, not what they are called.
    """
    points = {point for font in document.fonts.values() for point in font.missing}
    return tuple(chr(point) for point in sorted(points))


def require_glyphs(document: Document) -> None:
    """Raise ConfigurationError if the written document shows empty boxes instead of characters."""
    missing = uncovered(document)
    if not missing:
        return
    shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in missing[:_SHOWN])
    more = f"等{len(missing)}个字符" if len(missing) > _SHOWN else f"共{len(missing)}个字符"
    raise ConfigurationError(
        f"不能生成 PDF：已安装的字体印不出{shown}，{more}。"
        "运行 assessor doctor 查看要装的字体；或改用 --format html"
    )
