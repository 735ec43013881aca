"""Reading the policy file: `assessor.yaml`, or `[tool.assessor]` in `pyproject.toml`.

Every error is told at once, each with its line; an unknown id is an error, never an empty demand.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from assessor.checklist.yaml_lines import Node, YamlError, load_yaml
from assessor.errors import ChecklistError, ConfigurationError
from assessor.gate.checklists import checklist_named
from assessor.gate.policy import TABLE, Policy, WaiverEntry
from assessor.gate.schema_errors import in_chinese
from assessor.gate.toml_errors import in_chinese as toml_in_chinese
from assessor.gate.toml_lines import load_toml_table
from assessor.model.checklist import Checklist
from assessor.model.levels import LEVEL_OF

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class PolicyError(ConfigurationError):
    """Every error of a policy file at once; `problems` holds one Chinese line each (file:line: what)."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class _Problems:
    def __init__(self, file: Path) -> None:
        self.name = shown(file)
        self.lines: list[tuple[int, str]] = []
        self.elsewhere: list[str] = []

    def add(self, line: int, message: str) -> None:
        self.lines.append((line, message))

    def stop(self) -> None:
        """Raise PolicyError if there is a problem: the file's own by line, then those of the checklist it names."""
        if self.lines or self.elsewhere:
            own = [f"{self.name}:{line}: {message}" for line, message in sorted(self.lines)]
            raise PolicyError((*own, *self.elsewhere))


def shown(path: Path) -> str:
    """Return the path as the user may see it: relative to the working folder, else the name alone."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.name


def load_policy(file: Path) -> Policy:
    """Return the policy in `file`; raise PolicyError with every error in it.

    One policy often serves many reports: it is read once until it changes. Raises ConfigurationError when
    there is no file to read.
    """
    if not file.is_file():
        what = "是链接，所指的文件不存在" if file.is_symlink() else "不是可以读取的文件"
        name = Path(shown(file.parent), file.name)  # its own, not that of what a link leads to
        raise ConfigurationError(f"{name.as_posix()}：{what}；配置没有生效，请改正或移走它")
    file = file.resolve()
    return _load(file, file.stat().st_mtime_ns, file.stat().st_size)


@lru_cache(maxsize=64)
def _load(file: Path, _changed: int, _size: int) -> Policy:
    problems = _Problems(file)
    root = _read(file, problems)
    for line, message in _schema_errors(root):
        problems.add(line, message)
    _check_scores(root, problems)
    _check_waivers(root, problems)
    _check_ids(root, file, problems)
    problems.stop()
    return replace(_policy(root, file, problems.name), file=file)


def _read(file: Path, problems: _Problems) -> Node:
    if file.suffix == ".toml":
        return _read_toml(file, problems)
    try:
        root, complaints = load_yaml(file)
    except YamlError as error:
        if "空的" in str(error):
            return Node({}, 1)
        problems.add(error.line, str(error))
        problems.stop()
        raise
    except OSError:
        raise ConfigurationError(f"{problems.name}：打不开，请检查文件权限") from None
    for line, message in complaints:
        problems.add(line, message)
    return root


def _read_toml(file: Path, problems: _Problems) -> Node:
    try:
        return load_toml_table(file, TABLE)
    except UnicodeDecodeError:
        raise ConfigurationError(f"{problems.name}：不是 UTF-8 编码，请另存为 UTF-8") from None
    except OSError:
        raise ConfigurationError(f"{problems.name}：打不开，请检查文件权限") from None
    except RecursionError:
        raise ConfigurationError(f"{problems.name}：TOML 格式错误：嵌套太深") from None
    except tomllib.TOMLDecodeError as error:
        problems.add(*toml_in_chinese(error, len(file.read_bytes().splitlines())))
        problems.stop()
        raise


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    import json

    text = files("assessor").joinpath("gate", "policy.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _schema_errors(root: Node) -> Iterator[tuple[int, str]]:
    """Yield line and Chinese message of everything the schema objects to."""
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(_schema()).iter_errors(root.plain()):
        node = root
        for step in error.absolute_path:
            child = node.value[step] if isinstance(step, int) else node.get(step)
            if child is None:
                break
            node = child
        for key, message in in_chinese(error, node.text):
            child = node.get(key) if key else None
            yield (child or node).line, message


def _policy(root: Node, file: Path, name: str) -> Policy:
    origins: dict[str, str] = {}

    def take(key: str, *path: str) -> Any:
        node: Node | None = root
        for step in path:
            node = node.get(step) if node is not None else None
        if node is None or node.value is None:
            return None
        origins[key] = f"{name}:{node.line}"
        return node.plain()

    def ids(key: str) -> tuple[str, ...]:
        take(key, "required", key)
        named = (root.get("required") or root).get(key)
        return tuple(one.text for one in named or ())

    checklist = take("checklist", "checklist")
    baseline = take("baseline", "baseline")
    parts = take("part_minimums", "score", "parts") or {}
    rules = take("rules", "rules") or {}
    for key, table in (("rules", "rules"), ("part_minimums", "score")):
        node = root.get(table) if table == "rules" else (root.get("score") or root).get("parts")
        for child, value in node.value.items() if node is not None else ():
            origins[f"{key}.{child}"] = f"{name}:{value.line}"
    minimum = take("minimum", "score", "minimum")
    given: dict[str, Any] = {
        "checklist": _beside(file, checklist) if checklist else None,
        "level": LEVEL_OF.get(take("level", "level")),
        "minimum": float(minimum) if minimum is not None else None,
        "part_minimums": {str(part): float(value) for part, value in parts.items()},
        "checkpoints": ids("checkpoints"),
        "articles": ids("articles"),
        "rules": {rule: {True: "on", False: "off"}.get(value, value) for rule, value in rules.items()},
        "fail_on": take("fail_on", "fail_on"),
        "format": take("format", "output", "format"),
        "output": take("output", "output", "file"),
        "baseline": str(file.parent / baseline) if baseline else None,
        "waivers": tuple(_waivers(root, name)),
    }
    return Policy(**{key: value for key, value in given.items() if value is not None}, origins=origins)


def _beside(file: Path, checklist: str) -> str:
    """A checklist file is named relative to the policy file."""
    return str(file.parent / checklist) if checklist.lower().endswith((".yaml", ".yml")) else checklist


def _waivers(root: Node, name: str) -> Iterator[WaiverEntry]:
    for node in root.get("waivers") or ():
        fields = node.plain()
        yield WaiverEntry(
            checkpoint=node.value["checkpoint"].text,
            kind=fields["kind"],
            reason=fields["reason"].strip(),
            by=fields["by"].strip(),
            expires=date.fromisoformat(fields["expires"]),
            sentence=fields.get("sentence", "").strip(),
            report=fields.get("report", ""),
            origin=f"{name}:{node.line}",
        )


def _check_scores(root: Node, problems: _Problems) -> None:
    """Add a problem for each threshold that is nan: no range of the schema leaves it out, and no score is below it."""
    score = root.get("score")
    parts = score.get("parts") if score is not None else None
    given = {"minimum": score.get("minimum") if score is not None else None}
    if parts is not None and isinstance(parts.value, dict):
        given |= {f"parts.{part}": node for part, node in parts.value.items()}
    for key, node in given.items():
        if node is not None and isinstance(node.value, float) and math.isnan(node.value):
            problems.add(node.line, f"score.{key} 的值“{node.text}”超出范围 0—100")


def _check_waivers(root: Node, problems: _Problems) -> None:
    """Add a problem for each day that does not exist and each waiver given twice.

    Like `_check_ids` it looks at a file that may have any shape, and passes over what the schema objects to.
    """
    seen: dict[tuple[str, str], int] = {}
    for node in root.get("waivers") or ():
        expires = node.get("expires")
        if expires is not None and _DAY.fullmatch(str(expires.value)):
            try:
                date.fromisoformat(str(expires.value))
            except ValueError:
                problems.add(expires.line, f"expires 的日期“{expires.value}”不存在")
        checkpoint, report = node.get("checkpoint"), node.get("report")
        if checkpoint is None:
            continue
        key = (checkpoint.text, report.text if report is not None else "")
        if key in seen:
            problems.add(node.line, f"检查点 {key[0]} 的豁免重复（第 {seen[key]} 行已有一条）")
        seen.setdefault(key, node.line)


def _check_ids(root: Node, file: Path, problems: _Problems) -> None:
    """Add a problem for each checkpoint, article, part and rule that does not exist."""
    from assessor.gate.conditions import known_rules

    for rule, line in _children(root, "rules"):
        if rule not in known_rules():
            problems.add(line, f"没有规则 {rule}；规则见 docs/rules.md")
    named = root.get("checklist")
    name = named.value if named is not None and isinstance(named.value, str) else ""
    try:
        checklist = checklist_named(_beside(file, name) if name else Policy().checklist)
    except ChecklistError as error:
        problems.add((named or root).line, f"清单“{name}”有 {len(error.problems)} 处错误，逐条列在后面")
        problems.elsewhere.extend(error.problems)
        return
    except ConfigurationError as error:
        problems.add((named or root).line, str(error))
        return
    for line, kind, identifier, known in _named_ids(root, checklist):
        if identifier not in known:
            problems.add(line, f"清单“{checklist.id}”里没有{kind} {identifier}")


def _children(root: Node, *path: str) -> list[tuple[str, int]]:
    node: Node | None = root
    for step in path:
        node = node.get(step) if node is not None else None
    if node is None or not isinstance(node.value, dict):
        return []
    return [(key, value.line) for key, value in node.value.items()]


def _named_ids(root: Node, checklist: Checklist) -> Iterator[tuple[int, str, str, frozenset[str]]]:
    """Yield every id the policy names: line, what it is, the id as written, and the ids there are."""
    parts = frozenset(part.id for part in checklist.parts)
    articles = frozenset(item.id for part in checklist.parts for item in part.items)
    checkpoints = frozenset(checkpoint.id for checkpoint in checklist.checkpoints())
    for part, line in _children(root, "score", "parts"):
        yield line, "部分", part, parts
    required = root.get("required")
    for key, kind, known in (("checkpoints", "检查点", checkpoints), ("articles", "条目", articles)):
        for node in (required.get(key) if required is not None else None) or ():
            if _is_id(node):
                yield node.line, kind, node.text, known
    for node in root.get("waivers") or ():
        child = node.get("checkpoint")
        if child is not None and _is_id(child):
            yield child.line, "检查点", child.text, checkpoints


def _is_id(node: Node) -> bool:
    """Tell whether the schema takes this for an id; what it refuses it has told."""
    return isinstance(node.value, (str, int, float)) and not isinstance(node.value, bool)
