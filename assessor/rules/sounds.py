"""Whether two characters may be taken for each other: by their sound (pinyin) or by their look."""

from __future__ import annotations

import os
from functools import lru_cache

from assessor.rules.words import words

# Sounds that input methods and speakers do not keep apart.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))


def _merge(reading: str) -> str:
    merged = reading
    for long, short in _MERGED:
        merged = merged.replace(long, short)
    return merged


@lru_cache(maxsize=4096)
def _sounds(char: str) -> frozenset[str]:
    """Return the toneless usual reading of `char`, merged; empty when it has none.

    Rare readings (综 as zèng) would make 整合 sound like 综合.
    """
    # Read only when a slip is suspected, and without the phrases, which single characters don't need:
    # they take most of the library's start.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin

    readings = pinyin(char, style=Style.NORMAL, errors="ignore")
    return frozenset(_merge(reading) for reading in readings[0]) if readings else frozenset()


@lru_cache(maxsize=1)
def _lookalikes() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words()["lookalikes"])


def confusable(one: str, other: str) -> bool:
    """Tell whether the characters sound alike or are listed as lookalikes in form-rules.yaml."""
    return frozenset((one, other)) in _lookalikes() or bool(_sounds(one) & _sounds(other))
