"""What is known of a report's text: the document as read, and the report as segmented.

Every offset is a character offset (code points) into `Document.text`, the text as read:
decoded, BOM dropped, CRLF turned into LF, control and zero-width characters dropped.
`end` is exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

_ROW = re.compile(r"(?:\t|[ \u3000]{2,})[^\n]*?[0-9０-９]|[0-9０-９][^\n]*?(?:\t|[ \u3000]{2,})")

Stance = Literal["done", "plan", "problem", "other"]
"""done: an action taken or a result; plan: what will be done; problem: an admitted shortcoming;
other: heading, greeting, slogan, guiding ideology, question, page furniture, background."""

Role = Literal["body", "heading", "lead", "generic", "slogan", "greeting", "question", "furniture"]
"""What a sentence is in the text. Only `body` sentences can be evidence."""

Level = Literal["province", "city", "county", "township", "department"]
"""Level of government: 省级, 设区的市(州), 县(市、区), 乡镇(街道), 县级以上政府部门."""

LevelSource = Literal["given", "detected", "assumed"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file format itself declares (Word style, `<h2>`); `level` 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a reader gives it.

    source: name shown to the user (a file name or a relative path, never an absolute one).
    sha256: hex digest of the raw bytes.
    format: `txt`, `md`, `docx`, `pdf`, `html`, `ofd`, or the suffix LibreOffice converted from.
    pages: start offset of each page, in order; empty when the form has no pages.
    headings: headings declared by the format, in order of `start`; empty for plain text.
    notices: Chinese remarks for the user (unaccepted revisions, text cut off ...).
    """

    source: str
    text: str
    sha256: str
    format: str = "txt"
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    notices: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Return the 1-based page on which the character at `offset` stands, or None if unpaged."""
        if not self.pages:
            return None
        return max(1, bisect_right(self.pages, offset))


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report, from its heading to the next heading of the same or a higher level.

    id: `s0` (all before the first heading), `s1`, `s2` ... in text order.
    path: titles from the outermost section down to this one; titles carry no numbering.
    stance: what its sentences are unless they say otherwise.
    """

    id: str
    title: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int
    stance: Stance


ClauseRole = Literal["act", "basis", "result", "instrument"]
"""act: acts or counts; basis: 根据…; result: 提高…能力; instrument: 依托…平台."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, up to ，：( ) and the like, with its own stance and role."""

    start: int
    end: int
    stance: Stance
    role: ClauseRole
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: up to 。！？； or a line break, surrounding white space left out.

    paragraph: 1-based number of the paragraph (non-empty line) it stands in.
    section: id of the innermost section it stands in.
    stance_cue: the words or the section title that decided the stance, for `explain`.
    clauses: its clauses in order; empty unless the role is body.
    doubt: the chance, 0 to 1, that it is no achievement although its stance is done.
    denial: the chance, 0 to 1, that it is a zero statement; 0 unless its stance is done.
    """

    index: int
    start: int
    end: int
    paragraph: int
    section: str
    role: Role
    stance: Stance
    stance_cue: str = ""
    clauses: tuple[Clause, ...] = ()
    doubt: float = 0.0
    denial: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """A segmented report. `issuer`, `region` and `year` are None where the text does not give them."""

    document: Document
    title: str
    issuer: str | None
    region: str | None
    level: Level
    level_source: LevelSource
    year: int | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    warnings: tuple[str, ...] = ()

    def section(self, section_id: str) -> Section:
        """Return the section with that id; raise KeyError if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def quote(self, start: int, end: int) -> str:
        """Return the report's text from `start` to `end`."""
        return self.document.text[start:end]


def is_row(report: Report, sentence: Sentence) -> bool:
    """Tell whether a sentence is a row of a table: cells parted by a tab or wide space, with figures."""
    text = report.quote(sentence.start, sentence.end)
    wide = "\t" in text or "  " in text or "\u3000" in text
    return wide and _ROW.search(text) is not None
