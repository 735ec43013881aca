"""What every format reader hands back, and the builder that keeps offsets right."""

from __future__ import annotations

from dataclasses import dataclass, field

from assessor.model.text import Heading
from assessor.readers.characters import normalise
from assessor.readers.limits import Limits, require_characters

LONGEST_HEADING = 60
"""A paragraph longer than this is prose that wears a heading style, not a heading."""

CELL_GAP = "  "
"""Between the cells of a table row; a row is one line of the text."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text of one input with what its format declares.

    pages: start offset of each page into `text`; headings: in order; notices: Chinese remarks.
    """

    text: str
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class TextBuilder:
    """Collects paragraphs, one a line, with their headings and page starts."""

    limits: Limits
    _lines: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[int] = field(default_factory=list)
    _headings: list[Heading] = field(default_factory=list)

    def add(self, text: str, heading_level: int | None = None) -> None:
        """Add one paragraph; line breaks inside it make further lines; an empty one is left out.

        heading_level: 1 (highest) to 9 when the format declares a heading. Long paragraphs and
        those with a full stop are text all the same and are not recorded as headings.
        Raises UnreadableError when the text outgrows the limit.
        """
        for piece in normalise(text).split("\n"):
            line = piece.strip()
            if not line:
                continue
            if heading_level is not None and len(line) <= LONGEST_HEADING and "。" not in line:
                self._headings.append(Heading(self._length, self._length + len(line), heading_level))
            self._lines.append(line)
            self._length += len(line) + 1
            require_characters(self._length, self.limits)

    def extraction(self, notices: tuple[str, ...] = ()) -> Extraction:
        """Return what was collected."""
        return Extraction(
            text="".join(line + "\n" for line in self._lines),
            pages=tuple(self._pages),
            headings=tuple(self._headings),
            notices=notices,
        )
