"""How an outcome is told: one small module per format, each a function from an Outcome to text.

A reporter decides nothing; the verdict stands before it is called.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from assessor.gate.policy import Format
from assessor.gate.verdict import Outcome

_MODULES: Final[dict[Format, str]] = {
    "text": "text",
    "json": "json_report",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}
FORMATS: Final[tuple[Format, ...]] = tuple(_MODULES)


def report(outcome: Outcome, form: Format, *, color: bool = False) -> str:
    """Return the outcome in the format, ending in a line break unless empty. color: text only."""
    module = import_module(f"assessor.gate.reporters.{_MODULES[form]}")
    render: Callable[..., str] = module.render
    return render(outcome, color=color) if form == "text" else render(outcome)
