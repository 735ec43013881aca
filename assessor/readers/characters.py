"""What is done to characters on the way in: the invisible ones go, the impossible ones are marked.

Zero-width and direction marks come with text copied from web pages; they hide inside terms
and break both matching and printing, and a reader of the report never sees them. Control
characters and lone surrogates cannot be written to XML, PDF or a terminal.
"""

from __future__ import annotations

import re

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls (line breaks are done before)
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, direction marks and overrides
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SOURCE_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_SPACES = re.compile(r"[ \t\xa0\u2002-\u200a]+")
REPLACEMENT = "\ufffd"


def normalise(text: str) -> str:
    """Return `text` with line breaks as LF, invisible characters dropped, impossible ones as U+FFFD."""
    text = _LINE_BREAKS.sub("\n", text)
    text = _DROPPED.sub("", text)
    return _IMPOSSIBLE.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return `text` normalised and on one line, white space runs as one space.

    A source line break between two Chinese characters leaves no space: it is an accident of
    how the file was written, and a space would split a term.
    """
    text = _SOURCE_BREAK.sub(_joint, normalise(text))
    return _SPACES.sub(" ", text).strip(" \u3000")


def _joint(found: re.Match[str]) -> str:
    text = found.string
    before = text[found.start() - 1] if found.start() else ""
    after = text[found.end()] if found.end() < len(text) else ""
    return "" if before and after and is_cjk(before) and is_cjk(after) else " "


def notices_on(raw: str) -> tuple[str, ...]:
    """Return a remark when `raw` (text before `normalise`) holds direction overrides, which can deceive.

    Text with such marks reads differently on screen from what it says.
    """
    found = len(_DIRECTION.findall(raw))
    if not found:
        return ()
    return (
        f"文中有 {found} 个改变文字方向的隐形字符，已去掉；屏幕上看到的次序可能与实际文字不同，请核对原件",
    )


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a Chinese character or full-width punctuation: no space belongs beside it."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\ufe30" <= char <= "\ufe4f"
        or "\uff00" <= char <= "\uffef"
        or char in "“”‘’—…·〇"
        or char >= "\U00020000"
    )


def unreadable_share(text: str) -> float:
    """Return the share (0-1) of visible characters that stand for something unreadable.

    Counted: U+FFFD and the private use area, to which fonts without a Unicode table map.
    """
    visible = [char for char in text if not char.isspace()]
    if not visible:
        return 0.0
    lost = sum(char == REPLACEMENT or "\ue000" <= char <= "\uf8ff" for char in visible)
    return lost / len(visible)


def ordinary_share(text: str) -> float:
    """Return the share (0-1) of Chinese characters in `text` that are everyday ones; 1.0 if there are few.

    Everyday means level 1 of GB/T 2312 (3,755 characters). Prose decoded with the wrong
    table falls far below one half; real prose is above nine tenths.
    """
    chinese = [char for char in text[:20_000] if "\u3400" <= char <= "\u9fff"]
    if len(chinese) < 20:
        return 1.0
    return sum(map(_is_everyday, chinese)) / len(chinese)


def expected_share(text: str) -> float:
    """Return the share (0-1) of characters that a report is made of: everyday Chinese, ASCII, punctuation."""
    expected = sum(
        " " <= char <= "~"
        or char in "\t\r\n\ufeff"
        or "\u2010" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
        or _is_everyday(char)
        for char in text
    )
    return expected / max(1, len(text))


def _is_everyday(char: str) -> bool:
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return lead <= 0xD7


def printable_name(name: str) -> str:
    """Return a file name fit for a terminal and for XML: no controls, no direction marks, no surrogates."""
    return (
        _IMPOSSIBLE.sub(REPLACEMENT, _DROPPED.sub("", _LINE_BREAKS.sub(" ", name)))
        .replace("\n", " ")
        .replace("\t", " ")
    )
