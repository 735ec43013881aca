"""FZ205: the overall goal in the wording of the 2015 outline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.words import any_of, words


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding where the former wording stands, unless the former outline is being evaluated."""
    text = report.document.text
    first = int(words()["outlines"][0]["years"][0])
    if report.year is not None and report.year < first:
        return
    for goal in words()["superseded_goal"]:
        spelling = "[、,,，]?".join(re.escape(word) for word in str(goal["old"]).split("、"))
        for match in re.finditer(spelling, text):
            start = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
            if not any_of(words()["former_meant"]).search(text[start : match.start()]):
                message = f"“{match[0]}”是上一轮纲要总体目标的提法，现行提法是“{goal['new']}”"
                yield Finding(match.start(), match.end(), message, str(goal["new"]))


RULE = Rule(
    id="FZ205",
    name="总体目标提法过时",
    severity="warning",
    reason=(
        "2015版纲要的总体目标是“…公开公正、廉洁高效、守法诚信的法治政府”，2021版改为"
        "“…公开公正、智能高效、廉洁诚信、人民满意的法治政府”；当下报告出现旧提法，多为套用旧稿。"
    ),
    source="《法治政府建设实施纲要（2021—2025年）》第一部分“总体目标”",
    bad="青石县2024年法治政府建设年度报告\n加快建设职能科学、权责法定、执法严明、公开公正、廉洁高效、守法诚信的法治政府。",
    good="青石县2024年法治政府建设年度报告\n加快建设职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意的法治政府。",
    remedy="改用现行提法。",
    check=check,
)
