"""The words the rules look for: checklist/form-rules.yaml, read once."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assessor.errors import ConfigurationError
from assessor.resources import checklist_dir


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Return checklist/form-rules.yaml as plain Python objects.

    Raises ConfigurationError when the file is missing or no YAML mapping.
    """
    path: Path = checklist_dir() / "form-rules.yaml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigurationError(f"{path.name} 读不出来（{reason}），请恢复程序自带的这个文件") from None
    if not isinstance(data, dict):
        raise ConfigurationError(f"{path.name} 应是“键: 值”的形式，请恢复程序自带的这个文件")
    return data


@lru_cache(maxsize=256)
def any_of(*cues: str) -> re.Pattern[str]:
    """Return a pattern that matches where any of the expressions `cues` does."""
    return re.compile("|".join(f"(?:{cue})" for cue in cues))
