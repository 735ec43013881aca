"""The built-in checklists with their matchers, as an earlier run left them (assessor.kept)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import ahocorasick

from assessor.checklist import DEFAULT_CHECKLIST, builtin_checklists, load_checklist
from assessor.checklist.reading import builtin_reading_rules
from assessor.judging.wording import wording_for
from assessor.kept import kept
from assessor.matching.match import Matcher
from assessor.model.checklist import Checklist, Checkpoint
from assessor.pipeline import adopt
from assessor.resources import checklist_dir
from assessor.segmenting.tone import builtin_tone

_PACKAGE: Final = Path(__file__).parent
_MADE_BY: Final = ("checklist", "matching", "model")
"""The packages whose code decides what a compiled checklist looks like."""


def load_compiled(id_or_path: str = DEFAULT_CHECKLIST) -> Checklist:
    """Return the checklist, ready to be matched; takes and raises what `load_checklist` does.

    A built-in one comes without what only its matcher looks at: subjects, masks, cues (but those of
    `zero`) and examples. Whoever wants to see them has `load_checklist`.
    """
    if id_or_path not in builtin_checklists():
        return load_checklist(id_or_path)
    folder = checklist_dir()
    checklist, matcher = kept(
        id_or_path,
        lambda: _compile(id_or_path),
        made_by=_sources(),
        made_from=(folder / f"{id_or_path}.yaml", *sorted((folder / id_or_path).rglob("*.yaml"))),
    )
    adopt(checklist, matcher)
    return checklist


def main() -> None:
    """Leave everything compiled, asked for outright: `python -m assessor.compiled`."""
    sys.dont_write_bytecode = False
    for name in builtin_checklists():
        load_compiled(name)
        wording_for(name)
    builtin_reading_rules()
    builtin_tone()


def _compile(identifier: str) -> tuple[Checklist, Matcher]:
    checklist = load_checklist(identifier)
    parts = tuple(
        replace(
            part,
            items=tuple(
                replace(item, checkpoints=tuple(map(_bare, item.checkpoints))) for item in part.items
            ),
        )
        for part in checklist.parts
    )
    return replace(checklist, parts=parts), Matcher(checklist)


def _bare(checkpoint: Checkpoint) -> Checkpoint:
    return replace(
        checkpoint,
        subject=(),
        strong=(),
        weak=(),
        vetoes=(),
        masks=(),
        match_examples=(),
        other_examples=(),
    )


def _sources() -> Iterator[Path]:
    yield Path(ahocorasick.__file__)
    for name in _MADE_BY:
        yield from sorted((_PACKAGE / name).rglob("*.py"))


if __name__ == "__main__":
    main()
