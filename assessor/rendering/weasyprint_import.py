"""Importing WeasyPrint without the detours by which it looks for Pango and the libraries around it.

It tries each library under several names. For a name that the system's loader does not know, cffi asks
`ctypes.util.find_library`, which starts two or three programs (ldconfig, gcc, ld): fifty altogether before
`libpango-1.0.so.0`, the name that Linux knows, has its turn. That is half the time of the import.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def import_weasyprint() -> Any:
    """Return the module; raise ImportError or OSError when it or one of the libraries is missing."""
    if sys.platform == "linux":
        # Where a library is known by no name of its own, the long search may still find it.
        with contextlib.suppress(OSError), _no_search():
            return _import()
    return _import()


def _import() -> Any:
    # Without Pango WeasyPrint prints advice in English where a result may be going.
    with contextlib.redirect_stdout(io.StringIO()):
        import weasyprint
    return weasyprint


@contextmanager
def _no_search() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
