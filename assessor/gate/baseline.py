"""What a report looked like when its baseline was written, so that only what got worse is reported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from assessor.errors import ConfigurationError
from assessor.gate.conditions import REGRESSION
from assessor.gate.findings import GateFinding, place_of
from assessor.gate.policy import Policy
from assessor.model.result import STATUS_ZH, Assessment, Status

SCHEMA: Final = "assessor-baseline-1"
_ANSWERED: Final = ("covered", "declared_none")


@dataclass(frozen=True, slots=True)
class Known:
    """One report in a baseline: its checkpoints' statuses, and the findings' values by fingerprint."""

    statuses: Mapping[str, Status]
    findings: Mapping[str, float | None]


Baseline = Mapping[str, Known]
"""By the report's name as shown."""


def read_baseline(path: Path) -> Baseline:
    """Return the baseline in the file; raise ConfigurationError when it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(data["schema"])
        return {
            name: Known(dict(report["checkpoints"]), dict(report["findings"]))
            for name, report in data["reports"].items()
        }
    except FileNotFoundError:
        message = f"找不到基线文件“{path.name or path}”，请先用 --write-baseline 生成，或检查路径"
        raise ConfigurationError(message) from None
    except OSError:
        message = f"基线文件“{path.name or path}”打不开，请检查它是不是文件、有没有读取权限"
        raise ConfigurationError(message) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = f"“{path.name or path}”不是 assessor 的基线文件，请用 --write-baseline 重新生成"
        raise ConfigurationError(message) from None


def baseline_json(reports: Mapping[str, tuple[Assessment, tuple[GateFinding, ...]]]) -> str:
    """Return a baseline of the reports (by name) as JSON text; the same reports give the same text."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "reports": {
            name: {
                "checkpoints": {c.id: c.status for c in assessment.checkpoints()},
                "findings": {f.fingerprint: f.value for f in findings if f.rule != REGRESSION.id},
            }
            for name, (assessment, findings) in sorted(reports.items())
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def compare(
    findings: tuple[GateFinding, ...], assessment: Assessment, known: Known | None, policy: Policy
) -> tuple[GateFinding, ...]:
    """Return the findings with their state, and one for each checkpoint answered then and not now.

    A finding the baseline knows is `unchanged` unless its value (a score) has fallen since.
    """
    if known is None:
        return findings
    marked = tuple(
        replace(finding, state="unchanged") if _unchanged(finding, known) else finding for finding in findings
    )
    return (*marked, *_regressions(marked, assessment, known, policy))


def _unchanged(finding: GateFinding, known: Known) -> bool:
    if finding.fingerprint not in known.findings:
        return False
    before = known.findings[finding.fingerprint]
    return before is None or finding.value is None or finding.value >= before


def _regressions(
    findings: tuple[GateFinding, ...], assessment: Assessment, known: Known, policy: Policy
) -> tuple[GateFinding, ...]:
    told = {finding.subject for finding in findings if finding.rule == "FZ003" and finding.state == "new"}
    regressions: list[GateFinding] = []
    for checkpoint in assessment.checkpoints():
        before = known.statuses.get(checkpoint.id)
        lost = before in _ANSWERED and checkpoint.status in ("missing", "mentioned")
        if before is not None and lost and checkpoint.id not in told:
            message = (
                f"检查点 {checkpoint.id} {checkpoint.title}：基线为{STATUS_ZH[before]}，"
                f"现为{STATUS_ZH[checkpoint.status]}"
            )
            regressions += place_of(assessment, policy, REGRESSION, message, checkpoint.id)
    return tuple(regressions)
