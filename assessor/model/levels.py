"""The levels of government by the names people give them: one table for options, policies and lists."""

from __future__ import annotations

import unicodedata
from typing import Final, get_args

from assessor.model.text import Level

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
_NAMES: Final[dict[Level, tuple[str, ...]]] = {
    "province": ("省级", "省", "自治区", "直辖市"),
    "city": ("市级", "市", "州", "设区的市", "设区的市(州)", "地级市"),
    "county": ("县级", "县", "区", "县区", "县(市、区)", "县级市"),
    "township": ("乡镇级", "乡镇", "乡", "镇", "街道", "乡镇(街道)", "乡镇街道"),
    "department": ("部门", "政府部门"),
}
"""The first name of each is the one that messages show."""

LEVEL_CHOICES: Final = "、".join(f"{level} {names[0]}" for level, names in _NAMES.items())
"""What may be written for a level, for messages and help."""

LEVEL_OF: Final[dict[str, Level]] = {
    **{level: level for level in LEVELS},
    **{name: level for level, names in _NAMES.items() for name in names},
}
"""Every name of a level, English or Chinese, and the level it names."""


def level_named(name: str) -> Level | None:
    """Return the level of that name, whatever the width of its brackets, or None if there is none."""
    return LEVEL_OF.get(unicodedata.normalize("NFKC", name).strip().lower())
