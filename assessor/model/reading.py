"""How reports are read: the patterns of checklist/reading.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """Patterns by name (`plan`, `section_problem` ...), searched in normalised text.

    words: plain word lists by name (`self_city`, `county_cities` ...).
    """

    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def search(self, name: str, text: str) -> str | None:
        """Return the words of `text` (normalised) that a pattern of the list `name` finds, or None."""
        found = self.patterns[name].search(text)
        return found.group() if found else None

    def holds(self, name: str, text: str, *, but: str) -> bool:
        """Tell whether `text` (normalised) has something of the list `name` and nothing of the list `but`."""
        return self.search(name, text) is not None and self.search(but, text) is None
