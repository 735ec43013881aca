"""Fixtures shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.checklist import load_checklist
from assessor.model.checklist import Checklist
from assessor.model.result import Assessment
from tests.sample import make_assessment

__all__ = ["make_assessment"]


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    """An invented county's report, assessed by hand: 96 checkpoints, every status."""
    return make_assessment()


@pytest.fixture(scope="session")
def builtin_checklist() -> Checklist:
    """The checklist that comes with the tool."""
    return load_checklist()


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout's root."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def seeds(project: Path) -> list[Path]:
    """The real reports in seeds/, in the order of their names."""
    return sorted((project / "seeds").glob("*.txt"))
