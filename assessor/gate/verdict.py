"""Does it pass? Decided here, once, before anything is formatted; no format or output option can change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessor.errors import EXIT_GATE_FAILED, EXIT_OK, EXIT_UNREADABLE
from assessor.gate.baseline import Known, compare
from assessor.gate.findings import GateFinding, collect
from assessor.gate.policy import Policy
from assessor.model.result import Assessment, CheckpointResult


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """One report: what was found and whether it passes. `name` is the path shown to the user."""

    name: str
    assessment: Assessment
    policy: Policy
    findings: tuple[GateFinding, ...]

    @property
    def passed(self) -> bool:
        """Whether no finding fails."""
        return not any(finding.fails for finding in self.findings)

    def waived(self) -> Iterator[CheckpointResult]:
        """Yield the checkpoints that carry a waiver, whatever its state."""
        return (c for c in self.assessment.checkpoints() if c.waiver is not None)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A report that could not be read, and the Chinese line that says why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All reports of a run. baselined: whether a baseline was given."""

    reports: tuple[ReportOutcome, ...]
    unreadable: tuple[Unreadable, ...] = ()
    baselined: bool = False

    @property
    def passed(self) -> bool:
        """Whether every report could be read and passes."""
        return not self.unreadable and all(report.passed for report in self.reports)

    @property
    def exit_code(self) -> int:
        """Return 3 when a report could not be read, else 1 when one fails, else 0."""
        if self.unreadable:
            return EXIT_UNREADABLE
        return EXIT_OK if self.passed else EXIT_GATE_FAILED


def decide(name: str, assessment: Assessment, policy: Policy, known: Known | None = None) -> ReportOutcome:
    """Return the outcome for a report whose waivers are applied; `known` is its baseline, if any.

    A finding fails when its severity reaches `fail_on`, no waiver covers it and no baseline knows it.
    """
    findings = compare(collect(assessment, policy), assessment, known, policy)
    judged = tuple(
        replace(
            finding,
            fails=policy.fails(finding.severity) and finding.waiver is None and finding.state == "new",
        )
        for finding in findings
    )
    return ReportOutcome(name, assessment, policy, judged)
