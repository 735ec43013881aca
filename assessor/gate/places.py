"""Which policy applies: the nearest file upwards from the report; in one folder `assessor.yaml` goes first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assessor.errors import ConfigurationError
from assessor.gate.policy import TABLE, Policy
from assessor.presence import is_file

YAML_NAME: Final = "assessor.yaml"
TOML_NAME: Final = "pyproject.toml"


def policy_for(report: str, config: str | None = None) -> Policy:
    """Return the policy that applies to the report at the path `report`.

    config: the policy file the user named, or None to look for one upwards from the report (from the
    working folder for `-`). Without any file every default holds.
    Raises PolicyError with every error of the file, ConfigurationError when `config` is not there.
    """
    if config is None:
        file = find_policy_file(Path.cwd() if report == "-" else Path(report).parent)
    elif is_file(Path(config)):
        file = Path(config)
    else:
        raise ConfigurationError(f"找不到配置文件“{config}”，请检查 --config 的路径")
    if file is None:
        return Policy()
    # Reading a policy takes longer to import than a report to assess: most reports have none.
    from assessor.gate.policy_file import load_policy

    return load_policy(file.resolve())


def find_policy_file(start: Path) -> Path | None:
    """Return the policy file nearest to `start` (a report or a folder) upwards, or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if is_file(place / YAML_NAME):
            return place / YAML_NAME
        if _has_table(place / TOML_NAME):
            return place / TOML_NAME
    return None


def _has_table(path: Path) -> bool:
    if not is_file(path):
        return False
    try:
        return f"[{TABLE}" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
