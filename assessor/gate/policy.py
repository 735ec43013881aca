"""What a gate demands: the policy's values, each with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from assessor.model.text import Level
from assessor.rules.base import Severity

TABLE: Final = "tool.assessor"
"""The table of `pyproject.toml` that holds a policy."""

FailOn = Literal["error", "warning", "info", "never"]
RuleSetting = Literal["on", "off", "error", "warning", "info"]
Format = Literal["text", "json", "github", "gitlab", "junit", "sarif"]

DEFAULT: Final = "默认"
COMMAND_LINE: Final = "命令行"
SEVERITIES: Final[tuple[Severity, ...]] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class WaiverEntry:
    """A waiver as the policy file states it.

    sentence: the report's sentence it was given for, "" when unbound; report: a pattern the report's
    file name must match, "" for all; origin: `file:line`.
    """

    checkpoint: str
    kind: Literal["not_applicable", "accepted"]
    reason: str
    by: str
    expires: date
    sentence: str = ""
    report: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """What must hold for a report to pass, and how to tell.

    minimum and part_minimums: scores 0-100, parts by id; checkpoints and articles: ids that must be
    covered; rules: settings by rule id; origins: where each key's value came from.
    """

    checklist: str = "outline-2021-2025"
    level: Level | None = None
    minimum: float | None = None
    part_minimums: Mapping[str, float] = field(default_factory=dict)
    checkpoints: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    fail_on: FailOn = "error"
    format: Format = "text"
    output: str | None = None
    baseline: str | None = None
    waivers: tuple[WaiverEntry, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None

    def severity(self, rule: str, default: Severity) -> Severity | None:
        """Return the severity at which the rule reports, None when it is off."""
        setting = self.rules.get(rule, "on")
        if setting == "off":
            return None
        return default if setting == "on" else setting

    def fails(self, severity: Severity) -> bool:
        """Tell whether a finding of that severity fails the gate."""
        if self.fail_on == "never":
            return False
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.fail_on)

    def origin(self, key: str) -> str:
        """Return where the value of `key` came from: a `file:line`, 命令行 or 默认."""
        return self.origins.get(key, DEFAULT)

    def overridden(self, **values: Any) -> Policy:
        """Return the policy with the values (those that are not None) that the command line gave.

        rules are merged rule by rule; everything else is replaced.
        """
        given = {key: value for key, value in values.items() if value is not None and value != ()}
        origins = dict(self.origins)
        if "rules" in given:
            origins |= {f"rules.{rule}": COMMAND_LINE for rule in given["rules"]}
            given["rules"] = {**self.rules, **given["rules"]}
        origins |= {key: COMMAND_LINE for key in given if key != "rules"}
        return replace(self, **given, origins=origins)


_KEYS: Final = (
    ("checklist", "checklist"),
    ("level", "level"),
    ("minimum", "score.minimum"),
    ("checkpoints", "required.checkpoints"),
    ("articles", "required.articles"),
    ("fail_on", "fail_on"),
    ("format", "output.format"),
    ("output", "output.file"),
    ("baseline", "baseline"),
)


def describe(policy: Policy, name: str) -> str:
    """Return what applies to the report called `name`, one line per key with its origin, in Chinese."""
    rows = [(label, _shown(getattr(policy, key)), policy.origin(key)) for key, label in _KEYS]
    rows[3:3] = [
        (f"score.parts.{part}", _shown(value), policy.origin(f"part_minimums.{part}"))
        for part, value in policy.part_minimums.items()
    ]
    rows += [
        (f"rules.{rule}", setting, policy.origin(f"rules.{rule}"))
        for rule, setting in sorted(policy.rules.items())
    ]
    rows += [
        (f"waivers.{waiver.checkpoint}", f"{waiver.kind}，至 {waiver.expires.isoformat()}", waiver.origin)
        for waiver in policy.waivers
    ]
    width = max(len(label) for label, _, _ in rows)
    lines = [f"{label:<{width}}  {value}  （{origin}）" for label, value, origin in rows]
    return "\n".join([f"{name}：", *(f"  {line}" for line in lines)])


def _shown(value: object) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple):
        return "、".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
