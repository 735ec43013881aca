"""Full-width punctuation for Chinese text that we, or a checklist's authors, typed. Text of a report is never set."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff\u3000-\u303f\u2018-\u201d\u2026\uff00-\uffef"
_FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
_BESIDE_HAN = re.compile(f"(?<=[{_HAN}])[,:;?!()]|[,:;?!()](?=[{_HAN}])")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_OWN_BRACKETS = re.compile(f"[{_HAN}]")


def typeset(text: str) -> str:
    """Return text written by us or by a checklist's author with full-width punctuation beside Chinese.

    Brackets are changed in pairs when what they hold, or what stands before them, is Chinese.
    """

    def brackets(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        if _OWN_BRACKETS.search(match[1]) or (before and _OWN_BRACKETS.search(before)):
            return f"（{match[1]}）"
        return match[0]

    paired = _BRACKETS.sub(brackets, text)
    return _BESIDE_HAN.sub(
        lambda match: match[0] if match[0] in "()" else match[0].translate(_FULL_WIDTH), paired
    )
