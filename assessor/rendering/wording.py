"""How the scorecard writes things in Chinese: numerals, scores, characters that cannot be printed.

Text of the report is never set here: it goes out as it came in (`visible` only names control characters
that no medium can carry).
"""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_CONTROL = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL |= {0x7F: 0x2421}
_CONTROL |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_CONTROL |= dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)


def numeral(identifier: str) -> str:
    """Return the Chinese numeral of an identifier of the outline ("34" -> "三十四").

    An identifier that is no number from 1 to 99 comes back unchanged.
    """
    if not (identifier.isascii() and identifier.isdigit() and 1 <= int(identifier) <= 99):
        return identifier
    tens, ones = divmod(int(identifier), 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def visible(text: str) -> str:
    """Return `text` with characters that HTML, PDF and XLSX cannot carry replaced by visible ones.

    Control characters become their control pictures (U+0007 -> U+2407), lone surrogates and
    non-characters U+FFFD; the length never changes, so offsets into the text hold.
    """
    return text.translate(_CONTROL)


def points(score: float | None) -> str:
    """Return a score with its one decimal ("73.5", "80.0"), or "—" for None."""
    return "—" if score is None else f"{score:.1f}"


def figure(value: float) -> str:
    """Return a weight without needless zeros ("2.5", "3")."""
    return f"{value:.1f}".removesuffix(".0")


def before_comma(title: str) -> str:
    """Return a part's title up to its first comma, for places too narrow for all of it."""
    return re.split("[,，]", title, maxsplit=1)[0]
