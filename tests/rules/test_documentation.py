"""Every rule's own documentation is true: its bad example is found, its good one is not."""

from __future__ import annotations

import pytest

from assessor.rules.base import SEVERITY_ZH, Rule
from assessor.rules.registry import BY_ID, RULES
from tests.rules.conftest import report_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_is_found(rule: Rule) -> None:
    report = report_of(rule.bad)
    found = list(rule.check(report))
    assert found
    assert all(0 <= one.start <= one.end <= len(report.document.text) for one in found)
    assert all(one.message and "\n" not in one.message for one in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_not(rule: Rule) -> None:
    assert list(rule.check(report_of(rule.good))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_its_reason_its_source_and_the_remedy(rule: Rule) -> None:
    assert all((rule.name, rule.reason, rule.source, rule.remedy))
    assert rule.severity in SEVERITY_ZH


def test_ids_are_unique_and_in_order() -> None:
    assert [rule.id for rule in RULES] == sorted(BY_ID)


def test_an_empty_report_breaks_no_rule() -> None:
    for rule in RULES:
        list(rule.check(report_of("")))
        list(rule.check(report_of("\n\n")))
