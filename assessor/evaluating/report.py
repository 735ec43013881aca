"""Write docs/accuracy.md: how right the tool is, on what, and how that was measured.

    python -m assessor.evaluating.report [--check]

Everything in it but the rounds (docs/accuracy-rounds.md, kept by hand) is computed here.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assessor.checklist import load_checklist
from assessor.evaluating.figures import Figures
from assessor.evaluating.labels import LabelledReport, load_set
from assessor.evaluating.run import Outcome, evaluate, noisy_coverage_f1
from assessor.model.checklist import Checklist
from assessor.model.result import CONFIDENCE_ZH
from assessor.pipeline import assess

ROOT = Path(__file__).resolve().parent.parent.parent
REAL = ("dalian-2021", "heihe-2021", "xingan-2022")
PLAIN = ("w7-", "w11-", "w16-", "w27-", "w49-")
"""Names of the held reports that are written as published reports ordinarily are."""


def accuracy_markdown(root: Path = ROOT) -> str:
    """Return the text of docs/accuracy.md for the labelled sets in `root`/tests/gold."""
    checklist = load_checklist()
    dev = load_set(root / "tests" / "gold" / "dev")
    sealed = load_set(root / "tests" / "gold" / "test")
    held = load_set(root / "tests" / "gold" / "held")
    on_dev, on_sealed, on_held = (evaluate(one, checklist) for one in (dev, sealed, held))
    plain = tuple(name for name in on_held.reports if name.startswith(PLAIN))
    rounds = (root / "docs" / "accuracy-rounds.md").read_text(encoding="utf-8").strip()
    lines = [
        "# 准确度",
        "",
        "<!-- 由 python -m assessor.evaluating.report 生成，请勿手改；各轮记录在 accuracy-rounds.md -->",
        "",
        "标注办法见 `tests/gold/GUIDE.md`：两人各自逐句标注，一致的算准，只有一人标的算可商榷、不计分。",
        "`tests/gold/dev` 供调试；`tests/gold/test` 和 `tests/gold/held`（留出集）只计分、不看内容，也不参加拟合；",
        "`tests/gold/practice` 和 `openings` 供拟合。各集来历见各自的 README。`assessor eval 目录` 可复算。",
        "",
        "## 总表",
        "",
        *_table(
            ("", *_COLUMNS),
            [
                ("调试集（19 份）", *_row(on_dev.total)),
                ("　其中真实报告 3 份", *_row(_sum(on_dev, REAL))),
                (f"留出集（{len(held)} 份）", *_row(on_held.total)),
                (f"　其中通行写法 {len(plain)} 份", *_row(_sum(on_held, plain))),
                ("只计分集（8 份）", *_row(on_sealed.total)),
            ],
        ),
        "",
        (
            f"2% 的字被替换、丢失或重复后，覆盖 F1：调试集 {noisy_coverage_f1(dev, checklist):.3f}"
            f"（原 {on_dev.total.coverage_f1:.3f}），只计分集 {noisy_coverage_f1(sealed, checklist):.3f}"
            f"（原 {on_sealed.total.coverage_f1:.3f}）。"
        ),
        "",
        "## 把握的含义",
        "",
        "调试集上，标为各档把握的引句经标注证实的比例：",
        "",
        *_table(("把握", "引句", "属实"), list(_confidence(dev, checklist))),
        "",
        "## 各报告（调试集）",
        "",
        *_table(("报告", *_COLUMNS), [(name, *_row(one)) for name, one in on_dev.reports.items()]),
        "",
        "## 错得最多的检查点（调试集）",
        "",
        *_table(
            ("检查点", "引句", "误引", "漏引"),
            [
                (
                    name,
                    str(one.cited),
                    str(one.cited - one.cited_right),
                    str(one.labelled - one.labelled_cited),
                )
                for name, one in _worst(on_dev)
            ],
        ),
        "",
        rounds,
        "",
    ]
    return "\n".join(lines)


_COLUMNS = (
    "覆盖准确率",
    "覆盖召回率",
    "覆盖 F1",
    "引句准确率",
    "引句召回率",
    "误引计划或问题",
    "零报告认出",
    "零报告误认",
)


def _row(figures: Figures) -> tuple[str, ...]:
    return (
        f"{figures.coverage_precision:.3f}",
        f"{figures.coverage_recall:.3f}",
        f"{figures.coverage_f1:.3f}",
        f"{figures.evidence_precision:.3f}",
        f"{figures.evidence_recall:.3f}",
        str(figures.stance_errors),
        f"{figures.zero_right}/{figures.zero_labelled}",
        str(figures.zero_wrong),
    )


def _sum(outcome: Outcome, names: tuple[str, ...]) -> Figures:
    return sum((outcome.reports[name] for name in names), Figures())


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _worst(outcome: Outcome, most: int = 12) -> list[tuple[str, Figures]]:
    def errors(figures: Figures) -> int:
        return figures.cited - figures.cited_right + figures.labelled - figures.labelled_cited

    return sorted(outcome.checkpoints.items(), key=lambda one: -errors(one[1]))[:most]


def _confidence(reports: tuple[LabelledReport, ...], checklist: Checklist) -> Iterator[tuple[str, ...]]:
    cited: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for labelled in reports:
        units = labelled.by_span()
        for result in assess(labelled.document(), checklist).checkpoints():
            for evidence in result.evidence if result.status == "covered" else ():
                unit = units.get((evidence.start, evidence.end))
                cited[evidence.confidence] += 1
                right[evidence.confidence] += bool(
                    unit and unit.stance == "done" and result.id in unit.firm | unit.borderline
                )
    for level, word in CONFIDENCE_ZH.items():
        yield word, str(cited[level]), f"{right[level] / max(1, cited[level]):.2f}"


def main() -> None:
    """Write docs/accuracy.md; with --check exit 1 when it is not what it should be."""
    target = ROOT / "docs" / "accuracy.md"
    text = accuracy_markdown()
    if "--check" in sys.argv:
        sys.exit(0 if target.read_text(encoding="utf-8") == text else 1)
    target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
