"""From bytes to text: the encodings that Chinese offices write, told apart by content."""

from __future__ import annotations

import codecs

from assessor.errors import UnreadableError
from assessor.readers.characters import REPLACEMENT, expected_share, ordinary_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = {"big5", "big5-hkscs", "x-x-big5"}
"""Encodings believed when a page names them; all others that pages use are told by content."""

_MOST_LOST = 0.01
_LEAST_ORDINARY = 0.6
_LEAST_EXPECTED = 0.9
_UNKNOWN = "认不出文字编码，或文件已损坏；请用记事本或 WPS 打开，另存为 UTF-8 编码的文本再试"


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data`, BOM dropped, and remarks for the user.

    declared: an encoding the format itself names (`<meta charset>`); many pages name a wrong one,
    so UTF-8, which cannot be mistaken, goes first.
    Order: BOM, UTF-8, UTF-16 without BOM, declared Big5, GB18030 (which includes GBK and GB 2312);
    a few bad bytes (at most 1 %) become U+FFFD with a remark.
    Raises UnreadableError when no encoding gives plausible Chinese.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, (encoding,))
    strict = _strict(data, declared)
    if strict is not None:
        return strict.removeprefix("\ufeff"), ()
    return _lenient(data, ("utf-8", "gb18030"))


def _strict(data: bytes, declared: str | None) -> str | None:
    head = data[:4096]
    # Every other byte of Latin text in UTF-16 is zero, which UTF-8 would take for control characters.
    candidates = ["utf-8", "gb18030"] if head.count(0) * 10 <= len(head) else []
    if b"\0" in head and len(data) % 2 == 0:
        candidates[1:1] = ["utf-16-le", "utf-16-be"]
    if (declared or "").lower() in _DECLARED:
        candidates[1:1] = ["big5-hkscs"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _plausible(text, encoding):
            return text
    return None


def _plausible(text: str, encoding: str) -> bool:
    if encoding in {"utf-8", "big5-hkscs"}:
        return True
    if encoding.startswith("utf-16"):
        return expected_share(text[:4096]) >= _LEAST_EXPECTED
    return ordinary_share(text) >= _LEAST_ORDINARY


def _lenient(data: bytes, encodings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    best: str | None = None
    fewest = len(data) + 1
    for encoding in encodings:
        try:
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        except UnicodeError:
            continue
        lost = text.count(REPLACEMENT)
        if lost < fewest and ordinary_share(text) >= _LEAST_ORDINARY:
            best, fewest = text, lost
    if best is None or fewest > max(1, len(best) * _MOST_LOST):
        raise UnreadableError(_UNKNOWN)
    if not fewest:
        return best, ()
    return best, (f"有 {fewest} 处字节不成文字，已用“{REPLACEMENT}”代替，请核对原件",)
