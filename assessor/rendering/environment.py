"""The Jinja environment of the scorecard: everything is escaped, nothing may be undefined."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessor.rendering.wording import visible
from assessor.resources import templates_dir


def _printable(value: object) -> object:
    """Make plain strings printable; markup of our own passes as it is."""
    return visible(value) if type(value) is str else value


@cache
def environment() -> Environment:
    """Return the environment, which finds its templates in the project's `templates` folder.

    Raises FileNotFoundError when the folder is missing (a broken installation).
    """
    return Environment(
        loader=FileSystemLoader(templates_dir(), encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_printable,
    )


@cache
def asset(name: str) -> str:
    """Return the text of a style sheet or script in the templates folder, to be set into the page."""
    return (templates_dir() / name).read_text(encoding="utf-8")
