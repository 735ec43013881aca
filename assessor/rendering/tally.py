"""How the score was made, in figures that a supervisor can check with a pocket calculator."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.model.result import Assessment, CheckpointResult


@dataclass(frozen=True, slots=True)
class Tally:
    """The weights behind the score.

    covered / mentioned / missing: sums of the weights that count (optional ones count only when
    covered); score: 100 * covered / (covered + mentioned + missing), None when nothing counts;
    agrees: whether that is the score the assessment states; optional_gaps: how many optional
    checkpoints are open, at no cost.
    """

    covered: float
    mentioned: float
    missing: float
    score: float | None
    agrees: bool
    optional_gaps: int

    @property
    def counted(self) -> float:
        """Return the denominator of the score."""
        return self.covered + self.mentioned + self.missing


def _waived(checkpoint: CheckpointResult) -> bool:
    """Tell whether a valid waiver has declared the open checkpoint not applicable."""
    waiver = checkpoint.waiver
    return (
        checkpoint.status != "covered"
        and waiver is not None
        and waiver.kind == "not_applicable"
        and waiver.state == "active"
    )


def costs(checkpoint: CheckpointResult) -> bool:
    """Tell whether the checkpoint is a gap that lowers the score."""
    open_ = checkpoint.status in ("mentioned", "missing")
    return open_ and checkpoint.asked == "asked" and not _waived(checkpoint)


def tally(assessment: Assessment) -> Tally:
    """Add up the weights of an assessment's checkpoints."""
    sums = {"covered": 0.0, "mentioned": 0.0, "missing": 0.0}
    optional_gaps = 0
    for checkpoint in assessment.checkpoints():
        if checkpoint.status not in sums or _waived(checkpoint):
            continue
        if checkpoint.asked == "optional" and checkpoint.status != "covered":
            optional_gaps += 1
            continue
        sums[checkpoint.status] += checkpoint.weight
    total = sum(sums.values())
    score = 100 * sums["covered"] / total if total else None
    stated = assessment.summary.score
    agrees = score is None if stated is None else score is not None and abs(score - stated) < 0.06
    return Tally(
        covered=sums["covered"],
        mentioned=sums["mentioned"],
        missing=sums["missing"],
        score=stated,
        agrees=agrees,
        optional_gaps=optional_gaps,
    )
