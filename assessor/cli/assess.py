"""`assessor assess`: read, assess and write one report after another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.day import config_option, day_or_today, today_option
from assessor.cli.destination import Destination, choose, stems
from assessor.cli.options import (
    FormatList,
    expand_patterns,
    level_option,
    ocr_option,
    policy_checklist_option,
)
from assessor.cli.summary import summary_lines, table_lines
from assessor.errors import EXIT_OK, AssessorError, ConfigurationError
from assessor.model.result import Assessment
from assessor.model.text import Level
from assessor.rendering.formats import Format, render

if TYPE_CHECKING:
    from assessor.gate.policy import Policy

MANY = 4
"""From so many reports on, the terminal shows a table instead of a paragraph each."""

EPILOG = """示例：
  assessor assess 报告.docx
  assessor assess 报告.pdf -o 计分表.pdf
  assessor assess 初稿/*.docx -o 计分表 --format pdf,xlsx
  assessor assess 报告.txt -o - --format json

一份报告读不出来时，其余照常评估，退出码为 3。"""


@click.command(name="assess", epilog=EPILOG)
@click.argument("sources", metavar="报告...", nargs=-1, required=True)
@click.option(
    "-o", "--output", "target", metavar="位置", help="输出文件夹、文件名，或 -（标准输出）。默认：reports"
)
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    metavar="格式",
    help="pdf、html、json、md、xlsx，可用逗号并列。默认：pdf,html,json",
)
@policy_checklist_option
@level_option
@ocr_option
@config_option
@today_option
@click.option(
    "--variant",
    type=click.Choice(["pdf/a-3b"]),
    metavar="pdf/a-3b",
    help="生成归档用的 PDF/A-3b，内附 JSON 结果。",
)
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    target: str | None,
    formats: tuple[Format, ...] | None,
    checklist: str | None,
    level: Level | None,
    ocr: bool,
    config: str | None,
    today: date | None,
    variant: str | None,
) -> None:
    """评估报告，生成计分表。

    报告可以是 txt、md、docx、pdf、html、ofd；- 表示标准输入。
    装有 LibreOffice 时还可以是 doc、wps、rtf、odt。

    报告所在文件夹（或上级）的 assessor.yaml 中写有清单、层级的，依其评估，命令行优先；登记了豁免的一并显示。
    """
    from assessor.gate.places import files_read, policy_for
    from assessor.overwriting import refuse_overwriting

    reports = expand_patterns(sources)
    destination = choose(target, formats, len(reports))
    if variant and "pdf" not in destination.formats:
        raise click.UsageError("--variant 只用于 PDF，请在 --format 中加上 pdf")
    policies = [policy_for(source, config).overridden(checklist=checklist, level=level) for source in reports]
    _check(policies)
    names = stems(reports)
    refuse_overwriting(
        [path for stem in names for path in destination.paths(stem)], files_read(reports, policies)
    )
    destination.prepare()
    run = _Run(ocr, destination, variant, today)
    with click.progressbar(
        zip(reports, policies, names, strict=True),
        length=len(reports),
        label="评估中",
        file=sys.stderr,
        hidden=len(reports) == 1 or not sys.stderr.isatty(),
    ) as progress:
        for source, policy, stem in progress:
            run.assess(source, policy, stem)
    run.show(click.echo)
    ctx.exit(run.exit_code)


def _check(policies: list[Policy]) -> None:
    """Raise ConfigurationError, before anything is written, for a checklist or a waiver's id that does not exist."""
    from assessor.gate.checklists import checklist_named

    checked: list[Policy] = []
    for policy in policies:
        if policy in checked:
            continue
        checked.append(policy)
        checklist_named(policy.checklist)
        if policy.waivers:
            from assessor.gate.check import check_ids

            check_ids(policy)


class _Run:
    """The reports of one call: what they were assessed as, and what went wrong."""

    def __init__(
        self,
        ocr: bool,
        destination: Destination,
        variant: str | None,
        today: date | None,
    ) -> None:
        self.ocr = ocr
        self.destination = destination
        self.variant = variant
        self.today = today
        self.results: list[tuple[Assessment, str, list[Path]]] = []
        self.remarks: list[str] = []
        self.exit_code = EXIT_OK

    def assess(self, source: str, policy: Policy, stem: str) -> None:
        """Assess one report as its policy says and write its results; a failure is noted and the rest goes on."""
        from assessor.gate.checklists import checklist_named
        from assessor.pipeline import assess
        from assessor.readers import read

        try:
            document = read(source, ocr=self.ocr)
            assessment = assess(document, checklist_named(policy.checklist), level=policy.level)
            if policy.waivers:
                from assessor.gate.waivers import apply_waivers

                assessment = apply_waivers(assessment, policy.waivers, day_or_today(self.today))
            self.results.append((assessment, stem, self._write(assessment, stem)))
        except AssessorError as error:
            self.remarks.append(f"错误：{error}")
            self.exit_code = max(self.exit_code, error.exit_code)

    def _write(self, assessment: Assessment, stem: str) -> list[Path]:
        written: list[Path] = []
        for form in self.destination.formats:
            try:
                data = render(assessment, form, variant=self.variant)
            except ConfigurationError as error:
                # Whoever did not ask for a PDF still gets everything else where one can't be made.
                if form != "pdf" or self.destination.chosen:
                    raise
                self._remark(f"提示：{error}")
                continue
            path = self.destination.write(stem, form, data)
            if path is not None:
                written.append(path)
        return written

    def _remark(self, line: str) -> None:
        if line not in self.remarks:
            self.remarks.append(line)

    def show(self, write: Callable[[str], None]) -> None:
        """Show the summaries (on standard output unless the result itself went there) and the remarks."""
        if not self.destination.to_standard_output:
            if len(self.results) < MANY:
                for n, (assessment, _, files) in enumerate(self.results):
                    write("\n".join([*([""] if n else []), *summary_lines(assessment, files)]))
            else:
                write("\n".join(table_lines([(a, stem) for a, stem, _ in self.results])))
                write(f"\n{sum(len(files) for *_, files in self.results)} 个文件在 {self.destination.folder}")
        for remark in self.remarks:
            click.echo(remark, err=True)
