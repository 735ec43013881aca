"""Load checklist/reading.yaml: the patterns by which any report is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from assessor.errors import ChecklistError
from assessor.kept import kept
from assessor.model.reading import ReadingRules
from assessor.resources import checklist_dir

# A quantified group that is itself quantified can backtrack for ever.
_NESTED = re.compile(r"[+*}]\)[+*{]")

_Sources = tuple[dict[str, str], dict[str, tuple[str, ...]]]
"""Patterns by name, words by name, as in `ReadingRules`, the patterns not compiled."""


@lru_cache(maxsize=1)
def builtin_reading_rules() -> ReadingRules:
    """Return the rules that come with the tool; raise ChecklistError when the file has errors."""
    path = checklist_dir() / "reading.yaml"
    return _rules(
        kept(
            "reading",
            lambda: _sources(path),
            made_by=(Path(__file__), Path(__file__).with_name("yaml_lines.py")),
            made_from=(path,),
        )
    )


def load_reading_rules(path: Path) -> ReadingRules:
    """Return the rules in the YAML file at `path`; raise ChecklistError naming every faulty line."""
    return _rules(_sources(path))


class _Patterns(Mapping[str, re.Pattern[str]]):
    """Patterns by name, each compiled when first asked for."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re.compile(self._sources[name])
        return pattern

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _rules(sources: _Sources) -> ReadingRules:
    patterns, words = sources
    return ReadingRules(_Patterns(patterns), words)


def _sources(path: Path) -> _Sources:
    from assessor.checklist.yaml_lines import YamlError, load_yaml

    problems: list[str] = []
    try:
        root, complaints = load_yaml(path)
    except (OSError, YamlError) as error:
        raise ChecklistError((f"{path.name}:{getattr(error, 'line', 0)}: {error}",)) from None
    problems.extend(f"{path.name}:{line}: {message}" for line, message in complaints)
    patterns: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    for name, entries in (root.value if isinstance(root.value, dict) else {}).items():
        if name.startswith("self_") or name == "county_cities":
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
        patterns[name] = "|".join(f"(?:{source})" for source in sources)
    if problems:
        raise ChecklistError(tuple(problems))
    return patterns, words
