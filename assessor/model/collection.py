"""Loading a checklist makes a hundred thousand small objects that all stay: no use looking for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Hold back the garbage collector while the block runs; it goes on afterwards if it ran before."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
