"""How much a reader takes on before it refuses, so that no input can eat the machine.

The figures are generous against real reports (the longest annual reports run to some
60,000 characters and 120 pages); every refusal names the limit that was met.
"""

from __future__ import annotations

from dataclasses import dataclass

from assessor.errors import UnreadableError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds on one input.

    file_bytes: raw size of any input; text_bytes: raw size of plain text; page_bytes: of a web page with the pictures saved in it;
    characters: length of the text read; entries: files inside a zip container;
    part_bytes, expanded_bytes: size after decompression of one part and of all parts read;
    pages: pages of a paged form; ocr_pages: pages handed to character recognition;
    page_glyphs: characters on one page; read_seconds: wall time for a PDF;
    convert_seconds: wall time for LibreOffice; ocr_seconds: wall time for recognition;
    memory_bytes: address space of the process that parses a PDF (where the system can bound it).
    """

    file_bytes: int = 100 * MEGABYTE
    text_bytes: int = 10 * MEGABYTE
    page_bytes: int = 30 * MEGABYTE
    characters: int = 300_000
    entries: int = 5_000
    part_bytes: int = 32 * MEGABYTE
    expanded_bytes: int = 128 * MEGABYTE
    pages: int = 1_000
    ocr_pages: int = 200
    page_glyphs: int = 100_000
    read_seconds: float = 120.0
    convert_seconds: float = 120.0
    ocr_seconds: float = 1_800.0
    memory_bytes: int = 1_024 * MEGABYTE


DEFAULT_LIMITS = Limits()


def size_text(size: int) -> str:
    """Return `size` bytes as a user reads it: `12 MB`, or `300 KB` below one megabyte."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.0f} MB"
    return f"{max(1, size // 1024)} KB"


def require_characters(count: int, limits: Limits) -> None:
    """Raise UnreadableError when a text of `count` characters is longer than `limits` allow."""
    if count > limits.characters:
        raise UnreadableError(
            f"文字超过 {limits.characters:,} 字的上限（年度报告一般不到 10 万字）；"
            "请确认选对了文件，或只留报告正文"
        )
