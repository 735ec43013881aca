"""Fixtures shared by all tests."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Close a folder to the program, as `chmod 000` does to all but root, whom tests may well run as."""

    def close(folder: Path) -> None:
        def guard(name: str, forbidden: Callable[[Path], bool], answer: Callable[[Any], Any]) -> None:
            function = getattr(os, name)

            def guarded(path: Any = ".", *args: Any, **named: Any) -> Any:
                whole = Path.cwd() / path if isinstance(path, (str, os.PathLike)) else Path()
                return answer(path) if forbidden(whole) else function(path, *args, **named)

            monkeypatch.setattr(os, name, guarded)

        def refuse(path: Any) -> Any:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

        guard("stat", lambda path: folder in path.parents, refuse)
        guard("scandir", lambda path: path == folder, refuse)
        guard("access", lambda path: path == folder, lambda path: False)

    return close
