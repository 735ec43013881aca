"""The figures on the labelled reports, held as a floor so that a later change can't lose them unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist import load_checklist
from assessor.evaluating.figures import Figures
from assessor.evaluating.labels import is_score_only, load_set
from assessor.evaluating.noise import with_noise
from assessor.evaluating.report import PLAIN
from assessor.evaluating.run import Outcome, evaluate

GOLD = Path(__file__).resolve().parent.parent / "gold"


@pytest.fixture(scope="module")
def dev() -> Outcome:
    return evaluate(load_set(GOLD / "dev"), load_checklist())


@pytest.fixture(scope="module")
def sealed() -> Outcome:
    return evaluate(load_set(GOLD / "test"), load_checklist())


@pytest.fixture(scope="module")
def held() -> Outcome:
    return evaluate(load_set(GOLD / "held"), load_checklist())


def test_dev_figures(dev: Outcome) -> None:
    total = dev.total
    assert total.coverage_f1 >= 0.97
    assert total.evidence_precision >= 0.95
    assert total.evidence_recall >= 0.925
    assert total.stance_errors <= 1
    assert total.zero_recall >= 0.95


def test_figures_of_reports_held_back_from_reading_and_fitting(held: Outcome) -> None:
    total = held.total
    assert total.coverage_f1 >= 0.955
    assert total.evidence_precision >= 0.915
    assert total.evidence_recall >= 0.915
    assert total.stance_errors <= 46
    assert total.zero_recall >= 0.85
    assert total.zero_wrong <= 1
    ordinary = sum((one for name, one in held.reports.items() if name.startswith(PLAIN)), Figures())
    assert ordinary.coverage_f1 >= 0.955
    assert ordinary.evidence_precision >= 0.92
    assert ordinary.evidence_recall >= 0.91
    assert ordinary.stance_errors == 0


def test_figures_of_the_set_that_is_only_scored(sealed: Outcome) -> None:
    total = sealed.total
    assert total.coverage_f1 >= 0.93
    assert total.evidence_precision >= 0.88
    assert total.evidence_recall >= 0.80
    assert total.stance_errors <= 5


def test_bad_typing_costs_little(dev: Outcome) -> None:
    noisy = evaluate([with_noise(one, 1) for one in load_set(GOLD / "dev")], load_checklist())
    assert dev.total.coverage_f1 - noisy.total.coverage_f1 <= 0.03


def test_the_sealed_set_is_marked_so() -> None:
    assert is_score_only(GOLD / "test")
    assert is_score_only(GOLD / "held")
    assert not is_score_only(GOLD / "dev")


def test_noise_moves_labels_with_the_text() -> None:
    report = load_set(GOLD / "dev")[0]
    noisy = with_noise(report, 1)
    assert noisy.text != report.text
    pairs = list(zip(report.units, noisy.units, strict=True))
    assert all(abs((b.end - b.start) - (a.end - a.start)) <= 0.3 * (a.end - a.start) + 2 for a, b in pairs)
