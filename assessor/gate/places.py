"""Where the policy file is: the nearest one upwards from the report; in one folder `assessor.yaml` goes first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assessor.errors import ConfigurationError

YAML_NAME: Final = "assessor.yaml"
TOML_NAME: Final = "pyproject.toml"
TABLE: Final = "tool.assessor"


def policy_place(report: str, config: str | None = None) -> Path | None:
    """Return the policy file that applies to the report at the path `report`, or None.

    config: the policy file the user named, or None to look for one upwards from the report (from the
    working folder for `-`). Raises ConfigurationError when `config` is not there.
    """
    if config is None:
        return find_policy_file(Path.cwd() if report == "-" else Path(report).parent)
    if not Path(config).is_file():
        raise ConfigurationError(f"找不到配置文件“{config}”，请检查 --config 的路径")
    return Path(config)


def find_policy_file(start: Path) -> Path | None:
    """Return the policy file nearest to `start` (a report or a folder) upwards, or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if (place / YAML_NAME).is_file():
            return place / YAML_NAME
        if _has_table(place / TOML_NAME):
            return place / TOML_NAME
    return None


def _has_table(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        return f"[{TABLE}" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
