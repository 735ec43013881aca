"""Coverage, evidence, stance and zero figures of assessments against labels, as gold/score.py counts them.

Micro-averaged over the reports. Coverage: (report, checkpoint) pairs covered or not, those borderline in
the labels left out. Evidence precision: cited spans that overlap a unit labelled (also borderline) with
the checkpoint. Evidence recall: firmly labelled done units that a cited span of the checkpoint overlaps.
Stance errors: cited spans that lie wholly in units labelled plan or problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from assessor.evaluating.labels import LabelledReport, Unit
from assessor.model.result import Assessment, CheckpointResult, Evidence


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts that add up over reports; the rates are properties. Each rate is 1.0 when there is nothing to count."""

    covered_right: int = 0
    covered_wrong: int = 0
    covered_missed: int = 0
    cited: int = 0
    cited_right: int = 0
    labelled: int = 0
    labelled_cited: int = 0
    stance_errors: int = 0
    zero_labelled: int = 0
    zero_right: int = 0
    zero_wrong: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def coverage_precision(self) -> float:
        """Share of the pairs judged covered that are."""
        return _rate(self.covered_right, self.covered_right + self.covered_wrong)

    @property
    def coverage_recall(self) -> float:
        """Share of the covered pairs that are judged so."""
        return _rate(self.covered_right, self.covered_right + self.covered_missed)

    @property
    def coverage_f1(self) -> float:
        """Harmonic mean of the two."""
        precision, recall = self.coverage_precision, self.coverage_recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def evidence_precision(self) -> float:
        """Share of the citations the labels bear out."""
        return _rate(self.cited_right, self.cited)

    @property
    def evidence_recall(self) -> float:
        """Share of the labelled (unit, checkpoint) pairs that are cited."""
        return _rate(self.labelled_cited, self.labelled)

    @property
    def zero_recall(self) -> float:
        """Share of the labelled zero statements recognised."""
        return _rate(self.zero_right, self.zero_labelled)


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Confusion:
    """One disagreement: kind is wrong (cited, not labelled), missed (labelled, not cited) or zero."""

    report: str
    checkpoint: str
    kind: str
    text: str
    labelled: str


def measure(labelled: LabelledReport, assessment: Assessment) -> dict[str, Figures]:
    """Return the figures of one report by checkpoint id."""
    firm, maybe = labelled.ids("done")
    zero, zero_maybe = labelled.ids("zero")
    zero = zero - firm - maybe
    allowed = zero | zero_maybe | firm | maybe
    return {
        result.id: _coverage(result, firm, maybe)
        + _evidence(result, labelled.units)
        + _zero(result, zero, allowed)
        for result in assessment.checkpoints()
    }


def _coverage(result: CheckpointResult, firm: set[str], maybe: set[str]) -> Figures:
    covered = result.status == "covered"
    if result.id in firm:
        return Figures(covered_right=int(covered), covered_missed=int(not covered))
    if result.id in maybe or result.status == "not_applicable":
        return Figures()
    return Figures(covered_wrong=int(covered))


def _overlaps(unit: Unit, evidence: Evidence) -> bool:
    return unit.start < evidence.end and evidence.start < unit.end


def _bears_out(unit: Unit, checkpoint: str) -> bool:
    return unit.stance == "done" and (checkpoint in unit.firm or checkpoint in unit.borderline)


def _evidence(result: CheckpointResult, units: Iterable[Unit]) -> Figures:
    cited = result.evidence if result.status == "covered" else ()
    right = stance = 0
    for evidence in cited:
        hit = [unit for unit in units if _overlaps(unit, evidence)]
        right += any(_bears_out(unit, result.id) for unit in hit)
        stance += bool(hit) and all(unit.stance in ("plan", "problem") for unit in hit)
    wanted = [unit for unit in units if unit.stance == "done" and result.id in unit.firm]
    found = sum(any(_overlaps(unit, evidence) for evidence in cited) for unit in wanted)
    return Figures(
        cited=len(cited),
        cited_right=right,
        labelled=len(wanted),
        labelled_cited=found,
        stance_errors=stance,
    )


def _zero(result: CheckpointResult, zero: set[str], allowed: set[str]) -> Figures:
    declared = result.status == "declared_none"
    return Figures(
        zero_labelled=int(result.id in zero),
        zero_right=int(declared and result.id in zero),
        zero_wrong=int(declared and result.id not in allowed),
    )


def confusions(labelled: LabelledReport, assessment: Assessment) -> list[Confusion]:
    """Return every disagreement in the checklist's order. Never call it for a set that is score-only."""
    found = []
    zero, _ = labelled.ids("zero")
    for result in assessment.checkpoints():
        cited = result.evidence if result.status == "covered" else ()
        for evidence in cited:
            hit = [unit for unit in labelled.units if _overlaps(unit, evidence)]
            if not any(_bears_out(unit, result.id) for unit in hit):
                found.append(Confusion(labelled.name, result.id, "wrong", evidence.text, _labels(hit)))
        for unit in labelled.units:
            missed = unit.stance == "done" and result.id in unit.firm
            if missed and not any(_overlaps(unit, evidence) for evidence in cited):
                found.append(
                    Confusion(
                        labelled.name,
                        result.id,
                        "missed",
                        labelled.text[unit.start : unit.end],
                        _labels([unit]),
                    )
                )
        if result.id in zero and result.status not in ("declared_none", "covered"):
            found.append(Confusion(labelled.name, result.id, "zero", "", result.status))
    return found


def _labels(units: Iterable[Unit]) -> str:
    return "; ".join(
        f"{unit.stance} {','.join(sorted(unit.firm | {one + '?' for one in unit.borderline}))}".strip()
        for unit in units
    )
