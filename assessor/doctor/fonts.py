"""Which characters the installed fonts can show, asked of fontconfig, the library Pango itself asks.

Pango falls back to any installed font that has a character; so a character prints as an empty box
exactly when no installed font has it.
"""

from __future__ import annotations

import ctypes
import functools
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_LIBRARIES: Final = (
    "libfontconfig.so.1",
    "libfontconfig.1.dylib",
    "libfontconfig-1.dll",
    "/opt/homebrew/lib/libfontconfig.1.dylib",
    "/usr/local/lib/libfontconfig.1.dylib",
)
_WINDOWS_FOLDERS: Final = (
    "C:\\msys64\\ucrt64\\bin",
    "C:\\msys64\\mingw64\\bin",
    "C:\\Program Files\\GTK3-Runtime Win64\\bin",
)
_SYSTEM_FONTS: Final = 0
_MATCH_PATTERN: Final = 0


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("nfont", ctypes.c_int),
        ("sfont", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font file as fontconfig resolves it; `index` is the face within a collection."""

    family: str
    file: Path
    index: int


def missing_characters(text: Iterable[str]) -> tuple[str, ...] | None:
    """Return the characters of `text` that no installed font has, in code point order.

    Spaces, controls and other characters that print nothing are left out. None: fontconfig is not
    installed, so nothing can be said (and no PDF can be made either).
    """
    library = _fontconfig()
    if library is None:
        return None
    covered = _covered_characters()
    wanted = sorted({char for piece in text for char in piece if _prints(char)})
    return tuple(char for char in wanted if not library.FcCharSetHasChar(covered, ord(char)))


def resolve(family: str) -> FontFace | None:
    """Return the font that `family` (or a generic name such as `serif`) leads to for Chinese text.

    None when fontconfig is not installed or knows no font at all.
    """
    library = _fontconfig()
    if library is None:
        return None
    pattern = library.FcNameParse(f"{family}:lang=zh-cn".encode())
    library.FcConfigSubstitute(None, pattern, _MATCH_PATTERN)
    library.FcDefaultSubstitute(pattern)
    result = ctypes.c_int()
    found = library.FcFontMatch(None, pattern, ctypes.byref(result))
    library.FcPatternDestroy(pattern)
    if not found:
        return None
    name, file, index = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_int()
    library.FcPatternGetString(found, b"family", 0, ctypes.byref(name))
    library.FcPatternGetString(found, b"file", 0, ctypes.byref(file))
    library.FcPatternGetInteger(found, b"index", 0, ctypes.byref(index))
    face = FontFace((name.value or b"").decode(), Path(os.fsdecode(file.value or b"")), index.value & 0xFFFF)
    library.FcPatternDestroy(found)
    return face


def face_characters(face: FontFace) -> frozenset[int]:
    """Return the code points in the font's own character map, read from the file with fontTools.

    Raises OSError when the file can't be opened, fontTools' TTLibError when it is no font.
    """
    from fontTools.ttLib import TTFont

    with TTFont(face.file, fontNumber=face.index, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def _prints(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me") and char != "\u3164"


@functools.cache
def _fontconfig() -> Any:
    """Return the fontconfig library with its functions typed, or None when there is none."""
    if os.name == "nt":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(_WINDOWS_FOLDERS)).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)  # type: ignore[attr-defined,unused-ignore]
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        pointer, integer, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
        signatures: dict[str, tuple[Any, tuple[Any, ...]]] = {
            "FcConfigGetFonts": (ctypes.POINTER(_FontSet), (pointer, integer)),
            "FcConfigGetCurrent": (pointer, ()),
            "FcPatternGetCharSet": (integer, (pointer, text, integer, pointer)),
            "FcCharSetCreate": (pointer, ()),
            "FcCharSetMerge": (integer, (pointer, pointer, pointer)),
            "FcCharSetHasChar": (integer, (pointer, ctypes.c_uint32)),
            "FcNameParse": (pointer, (text,)),
            "FcConfigSubstitute": (integer, (pointer, pointer, integer)),
            "FcDefaultSubstitute": (None, (pointer,)),
            "FcFontMatch": (pointer, (pointer, pointer, pointer)),
            "FcPatternDestroy": (None, (pointer,)),
            "FcPatternGetString": (integer, (pointer, text, integer, pointer)),
            "FcPatternGetInteger": (integer, (pointer, text, integer, pointer)),
        }
        for function, (result, arguments) in signatures.items():
            getattr(library, function).restype = result
            getattr(library, function).argtypes = arguments
        return library
    return None


@functools.cache
def _covered_characters() -> Any:
    """Return fontconfig's character set of all installed fonts together."""
    library = _fontconfig()
    union = library.FcCharSetCreate()
    fonts = library.FcConfigGetFonts(library.FcConfigGetCurrent(), _SYSTEM_FONTS)
    if fonts:
        for n in range(fonts.contents.nfont):
            charset = ctypes.c_void_p()
            pattern = fonts.contents.fonts[n]
            if library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset)) == 0:
                library.FcCharSetMerge(union, charset, None)
    return union
