"""`assessor check`: the gate for drafts, in CI and before a commit."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assessor.cli.day import config_option, day_or_today, today_option
from assessor.cli.options import expand_patterns, level_option, ocr_option, policy_checklist_option
from assessor.gate.policy import FailOn, Format, Policy, RuleSetting
from assessor.model.text import Level

if TYPE_CHECKING:
    from assessor.gate.verdict import Outcome

EPILOG = """示例：
  assessor check 报告.docx
  assessor check 初稿/*.docx --format sarif -o check.sarif
  assessor check 报告.docx --min-score 60 --require 22.1 --require 32.1
  assessor check 报告.docx --write-baseline baseline.json
  assessor check 报告.docx --baseline baseline.json

没有问题时不输出任何内容；用 -o 时，标准错误上有一行结论，读不出的报告也列在那里。
格式和输出位置都不影响退出码：
0 通过；1 未过门槛；2 用法或配置有误；3 有报告读不出来。
规则见 docs/rules.md，配置文件与豁免见 docs/ci.md。"""


class RuleChange(click.ParamType[tuple[str, RuleSetting]]):
    """`FZ113=off`: a rule and its setting."""

    name = "规则=设置"

    def convert(
        self,
        value: str | tuple[str, RuleSetting],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, RuleSetting]:
        """Return the rule's id and its setting; fail on a rule or setting that does not exist."""
        from assessor.gate.conditions import known_rules

        if isinstance(value, tuple):
            return value
        rule, _, setting = value.partition("=")
        if rule not in known_rules():
            self.fail(f"没有规则“{rule}”，规则见 docs/rules.md", param, ctx)
        settings: dict[str, RuleSetting] = {known: known for known in get_args(RuleSetting)}
        if setting not in settings:
            self.fail(f"“{value}”应写成 规则=设置，设置可选：{'、'.join(settings)}", param, ctx)
        return rule, settings[setting]


class Score(click.FloatRange):
    """A score, 0-100. Nothing is below nan, which click takes for a number: it would pass every report."""

    def __init__(self) -> None:
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the score; fail on what is none."""
        score = super().convert(value, param, ctx)
        if math.isnan(score):
            self.fail(f"“{value}”不是 0—100 的数", param, ctx)
        return score


@click.command(name="check", epilog=EPILOG)
@click.argument("sources", metavar="报告...", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    metavar="格式",
    help=f"输出格式：{'、'.join(get_args(Format))}。默认 text。",
)
@click.option("-o", "--output", metavar="文件", help="把结果写入文件；不给则写到标准输出。")
@config_option
@click.option("--show-config", is_flag=True, help="显示各项设置的取值和来源，不作检查。")
@policy_checklist_option
@level_option
@click.option("--min-score", type=Score(), metavar="分", help="总分下限，0—100。")
@click.option("--require", multiple=True, metavar="编号", help="必须覆盖的检查点，可多次给出。")
@click.option("--require-article", multiple=True, metavar="编号", help="必须覆盖的条目，可多次给出。")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    type=RuleChange(),
    metavar="规则=设置",
    help="开关规则或改变级别，如 FZ113=off、FZ301=error，可多次给出。",
)
@click.option(
    "--fail-on",
    type=click.Choice(get_args(FailOn)),
    metavar="级别",
    help="达到哪一级就不通过：error（默认）、warning、info、never。",
)
@click.option("--baseline", metavar="文件", help="只报告比基线变差的问题。")
@click.option("--write-baseline", metavar="文件", help="把这次的结果写成基线（不影响退出码）。")
@today_option
@ocr_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: Format | None,
    output: str | None,
    config: str | None,
    show_config: bool,
    checklist: str | None,
    level: Level | None,
    min_score: float | None,
    require: tuple[str, ...],
    require_article: tuple[str, ...],
    rules: tuple[tuple[str, RuleSetting], ...],
    fail_on: FailOn | None,
    baseline: str | None,
    write_baseline: str | None,
    today: date | None,
    ocr: bool,
) -> None:
    """按门槛检查报告草稿：形式是否合规、该写的是否写到。

    用于 CI 与提交前检查；配置写在 assessor.yaml 中，命令行优先于配置文件。
    """
    from assessor.gate.check import check, display_name
    from assessor.gate.places import policy_for
    from assessor.gate.policy import describe
    from assessor.readers import read

    policies = [
        (
            source,
            policy_for(source, config).overridden(
                checklist=checklist,
                level=level,
                minimum=min_score,
                checkpoints=require,
                articles=require_article,
                rules=dict(rules) or None,
                fail_on=fail_on,
                format=form,
                output=output,
                baseline=baseline,
            ),
        )
        for source in expand_patterns(sources)
    ]
    if show_config:
        click.echo("\n\n".join(describe(policy, display_name(source)) for source, policy in policies))
        return
    first = policies[0][1]
    _prepare(policies, [file for file in (first.output, write_baseline) if file is not None])
    outcome = check(policies, day_or_today(today), lambda path: read(path, ocr=ocr))
    _tell(outcome, first.format, first.output)
    if write_baseline is not None:
        _write_baseline(outcome, write_baseline)
    ctx.exit(outcome.exit_code)


def _prepare(policies: Sequence[tuple[str, Policy]], outputs: Sequence[str]) -> None:
    """See, before the work, that the outputs can be written and take no input's place."""
    from assessor.gate.places import files_read
    from assessor.output import prepare_file
    from assessor.overwriting import Source, refuse_overwriting

    reports, which = zip(*policies, strict=True)
    refuse_overwriting([Path(file) for file in outputs], files_read(reports, which))
    # A new baseline may be written over the one that is read; the findings may not.
    baselines = (Source(Path(policy.baseline), "基线文件") for policy in which if policy.baseline)
    if which[0].output is not None:
        refuse_overwriting([Path(which[0].output)], baselines)
    for file in outputs:
        prepare_file(Path(file))


def _tell(outcome: Outcome, form: Format, file: str | None) -> None:
    from assessor.gate.reporters import report
    from assessor.gate.reporters.text import summary
    from assessor.output import write_atomically, write_standard_output

    if file is not None:
        write_atomically(Path(file), report(outcome, form).encode())
        for unreadable in outcome.unreadable:
            click.echo(f"错误：{unreadable.message}", err=True)
        click.echo(f"{summary(outcome)}（详见 {file}）", err=True)
        return
    color = form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text = report(outcome, form, color=color)
    if form == "text":
        click.echo(text, nl=False, color=color)
    else:
        write_standard_output(text.encode())


def _write_baseline(outcome: Outcome, file: str) -> None:
    from assessor.gate.baseline import baseline_json
    from assessor.output import write_atomically

    reports = {report.name: (report.assessment, report.findings) for report in outcome.reports}
    write_atomically(Path(file), baseline_json(reports).encode())
