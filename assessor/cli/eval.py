"""`assessor eval`: the figures of a labelled set; for whoever maintains a checklist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.options import checklist_option
from assessor.errors import ConfigurationError

if TYPE_CHECKING:
    from assessor.evaluating.figures import Figures
    from assessor.evaluating.run import Outcome

KINDS_ZH = {"wrong": "错引", "missed": "漏引", "zero": "零报告未认出"}


EPILOG = """示例：
  assessor eval tests/gold/dev
  assessor eval tests/gold/dev --errors --noise

标注的写法：一行一句，用制表符（Tab）隔开三栏，如“12→done→22.1,22.2?”（→ 表示制表符）。
  句子序号：报告里的第几句，从 0 起。句号、叹号、问号、分号和换行处断句，不足两字的不算
  性质：done 已做、plan 计划、problem 不足、zero 零报告、other 其他
  检查点：这一句可作哪些检查点的依据，用英文逗号并列；拿不准的后面加 ?，不计分；没有则空着
没有标注的句子视为不作任何检查点的依据。报告和标注都用 UTF-8 编码。"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="标注集目录", type=click.Path(path_type=Path))
@checklist_option
@click.option("--errors", is_flag=True, help="逐条列出与标注不一致之处（只计分的标注集不列）。")
@click.option("--noise", is_flag=True, help="另测 2% 的字被替换、丢失或重复后的结果。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def command(folder: Path, checklist_name: str, errors: bool, noise: bool, as_json: bool) -> None:
    """用人工标注的报告衡量评估的准确度。

    标注集目录里是报告（.txt）和同名的标注（.lab）。
    """
    from assessor.checklist import load_checklist
    from assessor.evaluating.labels import is_score_only, load_set
    from assessor.evaluating.run import evaluate, noisy_coverage_f1

    if not folder.is_dir():
        raise ConfigurationError(f"{folder}：没有这个文件夹，请检查路径")
    checklist = load_checklist(checklist_name)
    labelled = load_set(folder, {checkpoint.id for checkpoint in checklist.checkpoints()})
    sealed = is_score_only(folder)
    outcome = evaluate(labelled, checklist, listing=errors and not sealed)
    noisy = noisy_coverage_f1(labelled, checklist) if noise else None
    if as_json:
        click.echo(json.dumps(_as_object(outcome, noisy, sealed), ensure_ascii=False, indent=1))
        return
    for line in _lines(outcome, noisy, sealed):
        click.echo(line)
    if errors and sealed:
        click.echo("这一标注集只计分，不列错误。", err=True)


def _lines(outcome: Outcome, noisy: float | None, sealed: bool) -> list[str]:
    total = outcome.total
    lines = [
        f"报告 {len(outcome.reports)} 份",
        f"覆盖　准确率 {total.coverage_precision:.3f}　召回率 {total.coverage_recall:.3f}　F1 {total.coverage_f1:.3f}",
        f"引句　准确率 {total.evidence_precision:.3f}　召回率 {total.evidence_recall:.3f}　共引 {total.cited} 句",
        f"把计划或问题当成成效　{total.stance_errors} 处",
        f"零报告　认出 {total.zero_right}/{total.zero_labelled}　误认 {total.zero_wrong}",
    ]
    if noisy is not None:
        lines.append(f"2% 错漏字　覆盖 F1 {noisy:.3f}（下降 {total.coverage_f1 - noisy:.3f}）")
    if not sealed:
        lines.append("")
        lines.extend(
            f"{name}　覆盖 F1 {one.coverage_f1:.3f}　引句 {one.evidence_precision:.3f}/{one.evidence_recall:.3f}　误引计划或问题 {one.stance_errors}"
            for name, one in outcome.reports.items()
        )
    lines.extend(
        f"{KINDS_ZH[one.kind]} {one.checkpoint} {one.report}［{one.labelled}］{one.text}"
        for one in outcome.confusions
    )
    return lines


def _as_object(outcome: Outcome, noisy: float | None, sealed: bool) -> dict[str, object]:
    result: dict[str, object] = {"total": _figures(outcome.total), "noisy_coverage_f1": noisy}
    if not sealed:
        result["reports"] = {name: _figures(one) for name, one in outcome.reports.items()}
        result["checkpoints"] = {name: _figures(one) for name, one in outcome.checkpoints.items()}
    return result


def _figures(figures: Figures) -> dict[str, float | int]:
    names = ("coverage_precision", "coverage_recall", "coverage_f1", "evidence_precision", "evidence_recall")
    rates = {name: round(getattr(figures, name), 4) for name in (*names, "zero_recall")}
    return {
        **rates,
        "cited": figures.cited,
        "stance_errors": figures.stance_errors,
        "zero_wrong": figures.zero_wrong,
    }
