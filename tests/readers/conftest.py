"""Fixtures of the reader tests: real programs where they are installed, skipped visibly where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.making import libreoffice


@pytest.fixture(scope="session")
def office() -> str:
    """LibreOffice's program."""
    program = libreoffice()
    if program is None:
        pytest.skip("LibreOffice is not installed: the forms it writes are not tested here")
    return program


@pytest.fixture(scope="session")
def xingan(project: Path) -> str:
    """The text of a real county report with headings on two levels."""
    return (project / "seeds" / "xingan-2022.txt").read_text(encoding="utf-8")
