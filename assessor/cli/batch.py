"""`assessor batch`: many reports at once, resumable, on all cores or on a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from assessor.cli.options import FormatList, checklist_option, expand_patterns, ocr_option
from assessor.cli.stopping import stops_at_once
from assessor.errors import EXIT_OK, EXIT_UNREADABLE
from assessor.rendering.formats import Format

if TYPE_CHECKING:
    from assessor.overwriting import Source

SHOWN = 5
"""So many failures are told on the terminal; failures.csv has them all."""

EPILOG = """示例：
  assessor batch 各县报告/ -o 结果
  assessor batch 名单.xlsx -o 结果 --format pdf --jobs 8
  assessor batch s3://桶/2024/ -o s3://桶/结果 --scheduler tcp://10.0.0.1:8786

名单（CSV、XLSX）第一行写列名：文件、地区、层级、年度，后三列可缺。
中断后用同样的命令再跑一次，会从中断处继续；有读不出的报告时退出码为 3，其余照常评估。"""


@click.command(name="batch", epilog=EPILOG)
@click.argument("inputs", metavar="文件|文件夹|名单...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="文件夹|网址", required=True, help="结果放在哪里。")
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    metavar="格式",
    default=(),
    help="另为每份报告生成计分表：pdf、html、json、md、xlsx，可用逗号并列。默认不生成。",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="数", help="同时用几个进程。默认：处理器核数。")
@click.option("--scheduler", metavar="地址", help="改在现有的 Dask 集群上跑：tcp://主机:端口。")
@checklist_option
@ocr_option
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: str,
    formats: tuple[Format, ...],
    jobs: int | None,
    scheduler: str | None,
    checklist_name: str,
    ocr: bool,
) -> None:
    """批量评估，可中断后续跑。

    结果文件夹里：run.json 每份报告一行，failures.csv 列出读不出的报告，results/ 是逐份的完整结果。
    """
    with stops_at_once("；已评完的都留着，用同样的命令再跑一次即接着做"):
        code = _run(inputs, output, formats, jobs, scheduler, checklist_name, ocr)
    ctx.exit(code)


def _run(
    inputs: tuple[str, ...],
    output: str,
    formats: tuple[Format, ...],
    jobs: int | None,
    scheduler: str | None,
    checklist_name: str,
    ocr: bool,
) -> int:
    from assessor.batch.inputs import tasks_from
    from assessor.batch.lock import locked
    from assessor.batch.places import is_url, local_path, prepare
    from assessor.batch.run import run_batch, write_tables, written_places
    from assessor.batch.scorecards import kept_apart, of_other_runs
    from assessor.batch.tasks import Settings
    from assessor.batch.work import key_now
    from assessor.cli.destination import require_folder
    from assessor.compiled import load_compiled
    from assessor.overwriting import refuse_overwriting

    if not is_url(output):
        require_folder(output)
    checklist = load_compiled(checklist_name)
    names = expand_patterns(inputs)
    tasks = tasks_from(names, output, _notice)
    settings = Settings(checklist_name, checklist.digest, output, formats, ocr)
    tasks = kept_apart(tasks, settings, lambda task: key_now(task, settings))
    if not is_url(output):
        refuse_overwriting(
            [local_path(place) for place in written_places(tasks, settings)],
            _files_read((*names, *(task.source for task in tasks)), checklist_name),
        )
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    prepare(output)
    with locked(output):
        with click.progressbar(
            length=len(tasks),
            label="评估中",
            file=sys.stderr,
            show_pos=True,
            show_eta=True,
            hidden=not sys.stderr.isatty(),
        ) as bar:
            run = run_batch(
                tasks,
                settings,
                jobs=workers,
                scheduler=scheduler,
                progress=lambda outcome: bar.update(1),
                notice=_notice,
            )
        written = write_tables(run, settings, checklist)
        others = of_other_runs((done.task for done in run.done), settings)
    resumed = sum(done.resumed for done in run.done)
    warned = sum(done.warned for done in run.done)
    click.echo(
        f"评估 {len(run.done)} 份（其中沿用已有结果 {resumed} 份，有提示 {warned} 份），读不出 {len(run.failures)} 份"
    )
    if warned:
        click.echo(
            f"  {warned} 份有提示（如文体存疑、层级系推定），见 run.json 的 warnings 和比较表，用得分前请先看"
        )
    if others:
        click.echo(
            f"  scorecards/ 里另有 {others} 个计分表不是这次生成的，没有动；这次的见 run.json 的 scorecards"
        )
    for place in written:
        click.echo(f"  {place}")
    for failure in run.failures[:SHOWN]:
        click.echo(f"错误：{failure.message}", err=True)
    if len(run.failures) > SHOWN:
        click.echo(f"……其余见 failures.csv（共 {len(run.failures)} 份）", err=True)
    return EXIT_UNREADABLE if run.failures else EXIT_OK


def _notice(text: str) -> None:
    click.echo(f"注意：{text}", err=True)


def _files_read(names: Iterable[str], checklist: str) -> Iterator[Source]:
    """Yield the local files among the reports and lists of reports `names`, and the checklist's."""
    from assessor.batch.places import is_url, local_path
    from assessor.checklist import checklist_files
    from assessor.overwriting import Source

    yield from (Source(local_path(name), "报告或名单") for name in names if not is_url(name))
    yield from (Source(path, "清单文件") for path in checklist_files(checklist))
