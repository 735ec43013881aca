"""Which policy applies: the nearest file upwards from the report; in one folder `assessor.yaml` goes first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from assessor.errors import ConfigurationError
from assessor.gate.policy import TABLE, Policy
from assessor.overwriting import Source
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

    return load_policy(file)


def files_read(reports: Sequence[str], policies: Sequence[Policy]) -> Iterator[Source]:
    """Yield the files from which `reports` are assessed under `policies`: those no result may take the place of.

    The baseline is not among them: only the gate reads it, and a new one may take its place.
    """
    from assessor.checklist import checklist_files

    # Standard input may be a file as well: `check - -o a.txt < a.txt`.
    yield from (Source(Path("/dev/stdin" if report == "-" else report), "报告") for report in reports)
    for file in dict.fromkeys(policy.file for policy in policies):
        if file is not None:
            yield Source(_relative(file), "配置文件")
    for checklist in dict.fromkeys(policy.checklist for policy in policies):
        yield from (Source(path, "清单文件") for path in checklist_files(checklist))


def find_policy_file(start: Path) -> Path | None:
    """Return the policy file nearest to `start` (a report or a folder) upwards, or None."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        # Whatever bears the name is meant to hold: a folder or a dangling link is told of, not passed over.
        if os.path.lexists(place / YAML_NAME):
            return place / YAML_NAME
        if _has_table(place / TOML_NAME):
            return place / TOML_NAME
    return None


def _has_table(path: Path) -> bool:
    """Tell whether the file holds our table, or speaks of us and is not to be read: that may be ours as well."""
    if not is_file(path):
        return False
    try:
        data = path.read_bytes()
    except OSError:
        return False
    name = TABLE.rpartition(".")[2]
    if not any(name.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        return False
    # Imported only here: most projects' files do not speak of us.
    import tomllib

    from assessor.gate.toml_lines import table_of

    try:
        return table_of(tomllib.loads(data.decode("utf-8-sig")), TABLE) is not None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return True


def _relative(path: Path) -> Path:
    """Return the path as seen from the working folder, where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
