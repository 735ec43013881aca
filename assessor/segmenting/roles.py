"""What cannot be evidence, whatever it says: leads, greetings, questions, furniture, slogans."""

from __future__ import annotations

import re

from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Role
from assessor.segmenting.lines import POINT, has_figure

LONGEST_LEAD = 22
_CLOSING_LINES = 4
_NAMED = re.compile(r"《")


def sentence_role(
    text: str, *, followed: bool, first_of_line: bool, opening: bool, rules: ReadingRules
) -> Role:
    """Return the role of a sentence that is no heading.

    text: the sentence; opening: it stands before the first heading; followed: another sentence that is no point of its own follows in the paragraph.
    """
    copy = normalise(text)
    if rules.search("question", copy):
        return "question"
    if rules.search("greeting", copy):
        return "greeting"
    if first_of_line and rules.search("furniture", copy):
        return "furniture"
    point = POINT.match(text)
    content = text[point.end() :] if point else text
    if (
        point
        and followed
        and len(content) <= LONGEST_LEAD
        and not has_figure(content)
        and not _NAMED.search(content)
    ):
        return "lead"
    goes_on = not opening and rules.search("slogan_not", copy)
    spoken = (rules.search("slogan", copy) and not goes_on) or (opening and rules.search("opening", copy))
    if spoken and not has_figure(text):
        return "slogan"
    bare = copy.rstrip("。;!")
    if (first_of_line and followed and rules.search("generic_lead", bare)) or rules.search(
        "background", bare
    ):
        return "generic"
    return "body"


def closing_role(text: str, lines_left: int) -> Role | None:
    """Return `furniture` for a signature or a date among the last lines, else None."""
    copy = normalise(text)
    if lines_left >= _CLOSING_LINES or len(copy) > 30 or copy[-1] in "。;!":
        return None
    if re.search(r"20[0-9]{2}年[0-9]{1,2}月|[二〇○零一二三四五六七八九]{4}年", copy):
        return "furniture"
    return "furniture" if re.search(r"(政府|局|厅|委员会|委|办公室|办事处|小组|支队|中心)$", copy) else None
