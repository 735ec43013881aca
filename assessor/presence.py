"""What is there, as far as this user may look: what lies in a closed folder is not there, and no error.

Reading it then says what is wrong with it. Path.is_file and its like raise PermissionError there.
"""

from __future__ import annotations

import os
from pathlib import Path


def exists(path: Path) -> bool:
    """Tell whether there is something at `path`."""
    return os.path.exists(path)  # noqa: PTH110 - never raises


def is_file(path: Path) -> bool:
    """Tell whether there is a file at `path`."""
    return os.path.isfile(path)  # noqa: PTH113 - never raises


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder at `path`."""
    return os.path.isdir(path)  # noqa: PTH112 - never raises
