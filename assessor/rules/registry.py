"""The form rules, in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assessor.model.text import Report
from assessor.rules import (
    fz101_achievements,
    fz102_shortcomings,
    fz103_causes,
    fz104_first_responsible,
    fz105_next_year,
    fz111_duplicate_headings,
    fz112_repeated_paragraphs,
    fz113_heading_numbers,
    fz114_heading_order,
    fz201_year,
    fz202_outline_years,
    fz203_outline_dash,
    fz204_law_based_government,
    fz205_superseded_goal,
    fz206_data_cut_off,
    fz207_single_cut_off,
    fz301_wrong_characters,
    fz302_usage,
    fz401_leftovers,
    fz501_sums,
    fz502_percentages,
    fz503_over_hundred,
    fz504_short_sums,
)
from assessor.rules.base import Finding, Rule

RULES: Final[tuple[Rule, ...]] = tuple(
    module.RULE
    for module in (
        fz101_achievements,
        fz102_shortcomings,
        fz103_causes,
        fz104_first_responsible,
        fz105_next_year,
        fz111_duplicate_headings,
        fz112_repeated_paragraphs,
        fz113_heading_numbers,
        fz114_heading_order,
        fz201_year,
        fz202_outline_years,
        fz203_outline_dash,
        fz204_law_based_government,
        fz205_superseded_goal,
        fz206_data_cut_off,
        fz207_single_cut_off,
        fz301_wrong_characters,
        fz302_usage,
        fz401_leftovers,
        fz501_sums,
        fz502_percentages,
        fz503_over_hundred,
        fz504_short_sums,
    )
)
BY_ID: Final[dict[str, Rule]] = {rule.id: rule for rule in RULES}


def findings(report: Report, rules: tuple[Rule, ...] = RULES) -> Iterator[tuple[Rule, Finding]]:
    """Yield what `rules` find in `report`, with the rule, rule by rule in text order."""
    for rule in rules:
        for finding in sorted(rule.check(report), key=lambda found: (found.start, found.end, found.message)):
            yield rule, finding
