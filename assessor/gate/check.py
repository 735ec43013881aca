"""Run the gate over reports: policy, reading, assessing, waivers, baseline, verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from assessor.errors import ConfigurationError, UnreadableError
from assessor.gate.baseline import Baseline, read_baseline
from assessor.gate.checklists import checklist_named
from assessor.gate.policy import Policy
from assessor.gate.policy_file import shown
from assessor.gate.verdict import Outcome, ReportOutcome, Unreadable, decide
from assessor.gate.waivers import apply_waivers
from assessor.model.text import Document
from assessor.pipeline import assess
from assessor.presence import exists

Reader = Callable[[str], Document]


def display_name(source: str) -> str:
    """Return the path by which a report is named in outputs: relative to the working folder if it can be."""
    return source if source == "-" or not Path(source).is_absolute() else shown(Path(source))


def check_ids(policy: Policy) -> None:
    """Raise ConfigurationError for the ids (from the command line) that the policy's checklist lacks, one a line."""
    checklist = checklist_named(policy.checklist)
    checkpoints = {checkpoint.id for checkpoint in checklist.checkpoints()}
    articles = {item.id for part in checklist.parts for item in part.items}
    unknown = [
        f"清单“{checklist.id}”里没有{kind} {identifier}，请用 assessor checklist show 查看编号"
        for kind, given, known in (
            ("检查点", policy.checkpoints, checkpoints),
            ("条目", policy.articles, articles),
            ("检查点", [waiver.checkpoint for waiver in policy.waivers], checkpoints),
        )
        for identifier in given
        if identifier not in known
    ]
    if unknown:
        raise ConfigurationError("\n".join(dict.fromkeys(unknown)))


def check(policies: Sequence[tuple[str, Policy]], today: date, read: Reader) -> Outcome:
    """Check each report (by its path) against its policy and return the outcome.

    today: the day that waivers' expiry is measured by. A report that cannot be read is told as such and
    the rest go on. Raises ConfigurationError for a checklist, id or baseline that does not exist.
    """
    checked: list[Policy] = []
    for _, policy in policies:
        if policy not in checked:
            check_ids(policy)
            checked.append(policy)
    baselines = {
        policy.baseline: read_baseline(Path(policy.baseline)) for _, policy in policies if policy.baseline
    }
    reports: list[ReportOutcome] = []
    unreadable: list[Unreadable] = []
    for source, policy in policies:
        name = display_name(source)
        try:
            document = read(name if exists(Path(name)) else source)
        except UnreadableError as error:
            unreadable.append(Unreadable(name, str(error)))
            continue
        reports.append(_outcome(document, policy, today, baselines))
    return Outcome(tuple(reports), tuple(unreadable), baselined=bool(baselines))


def _outcome(
    document: Document, policy: Policy, today: date, baselines: dict[str, Baseline]
) -> ReportOutcome:
    assessment = assess(document, checklist_named(policy.checklist), level=policy.level)
    assessment = apply_waivers(assessment, policy.waivers, today)
    known = baselines[policy.baseline].get(document.source) if policy.baseline else None
    return decide(document.source, assessment, policy, known)
