"""Load checklist/reading.yaml: the patterns by which any report is read."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assessor.checklist.yaml_lines import YamlError, load_yaml
from assessor.errors import ChecklistError
from assessor.model.reading import ReadingRules
from assessor.resources import checklist_dir

# A quantified group that is itself quantified can backtrack for ever.
_NESTED = re.compile(r"[+*}]\)[+*{]")


@lru_cache(maxsize=1)
def builtin_reading_rules() -> ReadingRules:
    """Return the rules that come with the tool; raise ChecklistError when the file has errors."""
    return load_reading_rules(checklist_dir() / "reading.yaml")


def load_reading_rules(path: Path) -> ReadingRules:
    """Return the rules in the YAML file at `path`; raise ChecklistError naming every faulty line."""
    problems: list[str] = []
    try:
        root, complaints = load_yaml(path)
    except (OSError, YamlError) as error:
        raise ChecklistError((f"{path.name}:{getattr(error, 'line', 0)}: {error}",)) from None
    problems.extend(f"{path.name}:{line}: {message}" for line, message in complaints)
    patterns: dict[str, re.Pattern[str]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name, entries in (root.value if isinstance(root.value, dict) else {}).items():
        if name.startswith("self_"):
            words[name] = tuple(str(entry.value) for entry in entries)
            continue
        sources = []
        for entry in entries:
            source = str(entry.value)
            try:
                re.compile(source)
            except re.error as error:
                problems.append(f"{path.name}:{entry.line}: 正则表达式有误：{error}")
                continue
            if _NESTED.search(source):
                problems.append(f"{path.name}:{entry.line}: 嵌套的重复会使匹配无限回溯，请改写")
            sources.append(source)
        patterns[name] = re.compile("|".join(f"(?:{source})" for source in sources))
    if problems:
        raise ChecklistError(tuple(problems))
    return ReadingRules(patterns, words)
