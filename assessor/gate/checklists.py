"""The checklists a run has read, each once."""

from __future__ import annotations

from functools import lru_cache

from assessor.compiled import load_compiled
from assessor.model.checklist import Checklist


@lru_cache(maxsize=8)
def checklist_named(id_or_path: str) -> Checklist:
    """Return the checklist, read once per process; raises as `load_checklist` does."""
    return load_compiled(id_or_path)
