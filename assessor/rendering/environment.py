"""The Jinja environment of the scorecard: everything is escaped, nothing may be undefined."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from assessor import kept
from assessor.rendering.wording import visible
from assessor.resources import templates_dir


def _printable(value: object) -> object:
    """Make plain strings printable; markup of our own passes as it is."""
    return visible(value) if type(value) is str else value


class _Kept(BytecodeCache):
    """Compiled templates, kept as the rest of what is compiled is (assessor.kept)."""

    def __init__(self) -> None:
        # A bucket knows by itself whether the template or the version of Python changed.
        self._fingerprint = kept.fingerprint_of((Path(__file__), Path(jinja2.__file__)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what an earlier run left, if it is good."""
        data = kept.recall(f"template-{bucket.key}", self._fingerprint)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Leave what the bucket holds for later runs."""
        kept.leave(f"template-{bucket.key}", self._fingerprint, bucket.bytecode_to_string())


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
        bytecode_cache=_Kept(),
    )


@cache
def asset(name: str) -> str:
    """Return the text of a style sheet or script in the templates folder, to be set into the page."""
    return (templates_dir() / name).read_text(encoding="utf-8")
