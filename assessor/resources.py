"""Where the checklists and templates are: beside the code in a checkout, inside the package once installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource_dir(name: str) -> Path:
    """Return the folder `name` (`checklist` or `templates`) of this checkout or installation.

    Raises FileNotFoundError when there is none, which means a broken installation.
    """
    package = Path(str(files("assessor")))
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(2, "安装不完整，缺少文件夹", name)


def checklist_dir() -> Path:
    """Return the folder that holds the checklists shipped with the program."""
    return resource_dir("checklist")


def templates_dir() -> Path:
    """Return the folder that holds the scorecard's templates, styles and scripts."""
    return resource_dir("templates")


def schema_text(name: str) -> str:
    """Return the text of a JSON Schema in assessor/schemas/, e.g. `result-1.0.json`."""
    return files("assessor").joinpath("schemas", name).read_text(encoding="utf-8")
