"""Every finding at warning level or above on the labelled reports, read and found true.

The reports in seeds/ are real; those in tests/gold/dev/ named a* were written for practice, with planted
slips. What is listed here is each true finding; anything more is a false alarm, anything less a loss.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.rules.registry import findings
from tests.rules.conftest import report_of

TRUE: dict[str, set[tuple[str, str]]] = {
    "a1-city-2022": {("FZ301", "不的"), ("FZ301", "重大行政决测")},
    "a1-district-2023": {("FZ301", "对伍"), ("FZ301", "申清")},
    "a1-sft-2023": {("FZ204", "法制政府"), ("FZ301", "行政复仪")},
    "a1-street-2024": {("FZ206", "截至11月30日"), ("FZ301", "社区居名"), ("FZ301", "既时")},
    "a2-city-2023": {("FZ301", "部暑"), ("FZ301", "复意案件")},
    "a2-county-2021": {("FZ204", "法制政府"), ("FZ301", "防犯")},
    "a2-town-2022": {("FZ301", "矛盾纠份")},
    "a2-water-2024": {("FZ206", "截至11月底"), ("FZ301", "水土保持放案")},
    "a4-nature-2023": {("FZ301", "征地补尝"), ("FZ301", "屡行")},
    "a4-town-2021": {("FZ204", "法制政府"), ("FZ301", "按装")},
    "a4-zizhixian-2023": {("FZ301", "布署"), ("FZ301", "案卷平查")},
    "a4-zizhizhou-2022": {("FZ301", "备案审察"), ("FZ301", "实质性化结")},
    "a6-brief-2025": {("FZ301", "持征上岗"), ("FZ301", "规范性文见")},
    # A newspaper's story and a press conference: no annual reports, and without these parts.
    "a6-feature-2021": {("FZ102", ""), ("FZ104", ""), ("FZ301", "林劝证"), ("FZ301", "调节员")},
    "a6-press-2023": {("FZ103", ""), ("FZ104", ""), ("FZ301", "撒回"), ("FZ301", "应急予案")},
    "a6-shufa-2023": {("FZ301", "第一责任人人"), ("FZ301", "水事纠分")},
    # Shortcomings are listed, none with its cause.
    "dalian-2021": {("FZ103", "")},
    # A news item on a report, which it does not give in full.
    "heihe-2021": {("FZ102", ""), ("FZ104", ""), ("FZ105", ""), ("FZ301", "商务制度改革")},
    "xingan-2022": set(),
}


@pytest.mark.parametrize("name", TRUE)
def test_nothing_but_true_findings(project: Path, name: str) -> None:
    report = report_of((project / "tests/gold/dev" / f"{name}.txt").read_text(encoding="utf-8-sig"))
    found = {
        (rule.id, "" if rule.id.startswith("FZ10") else report.quote(one.start, one.end))
        for rule, one in findings(report)
        if rule.severity != "info"
    }
    assert found == TRUE[name]


def test_every_labelled_report_is_listed(project: Path) -> None:
    assert {path.stem for path in (project / "tests/gold/dev").glob("*.txt")} == set(TRUE)
