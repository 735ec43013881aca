"""Plain text (.txt): decoded, and otherwise left as the office wrote it."""

from __future__ import annotations

from assessor.readers.characters import normalise, notices_on
from assessor.readers.decoding import decode
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits, require_characters


def extract(data: bytes, limits: Limits) -> Extraction:
    """Return the text of `data`; line breaks become LF, invisible characters go, all else stays.

    Raises UnreadableError when no encoding fits or the text is too long.
    """
    raw, notices = decode(data)
    require_characters(len(raw), limits)
    return Extraction(text=normalise(raw), notices=notices + notices_on(raw))
