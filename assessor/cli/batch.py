"""`assessor batch`: many reports at once, resumable, on all cores or on a cluster."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from assessor.cli.options import FormatList, checklist_option, expand_patterns, ocr_option
from assessor.errors import EXIT_OK, EXIT_UNREADABLE
from assessor.rendering.formats import Format

if TYPE_CHECKING:
    from assessor.batch.tasks import Failure
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
    from assessor.batch.inputs import tasks_from
    from assessor.batch.places import is_url, local_path
    from assessor.batch.run import run_batch, write_tables, written_places
    from assessor.batch.tasks import Settings
    from assessor.cli.destination import require_folder
    from assessor.compiled import load_compiled
    from assessor.overwriting import refuse_overwriting

    if not is_url(output):
        require_folder(output)
    checklist = load_compiled(checklist_name)
    names = expand_patterns(inputs)
    tasks = tasks_from(names, output)
    settings = Settings(checklist_name, checklist.digest, output, formats, ocr)
    if not is_url(output):
        refuse_overwriting(
            [local_path(place) for place in written_places(tasks, settings)],
            _files_read((*names, *(task.source for task in tasks)), checklist_name),
        )
    workers = min(jobs or os.cpu_count() or 1, len(tasks))
    with click.progressbar(
        length=len(tasks),
        label="评估中",
        file=sys.stderr,
        show_pos=True,
        show_eta=True,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        run = run_batch(
            tasks, settings, jobs=workers, scheduler=scheduler, progress=lambda outcome: bar.update(1)
        )
    written = write_tables(run, settings, checklist)
    resumed = sum(done.resumed for done in run.done)
    click.echo(f"评估 {len(run.done)} 份（其中沿用已有结果 {resumed} 份），读不出 {len(run.failures)} 份")
    for place in written:
        click.echo(f"  {place}")
    for line in _complaints(run.failures):
        click.echo(line, err=True)
    ctx.exit(EXIT_UNREADABLE if run.failures else EXIT_OK)


def _complaints(failures: Sequence[Failure]) -> Iterator[str]:
    """Yield a line for each of the first failures; reports that share the name shown are told by the one given."""
    often = Counter(failure.name for failure in failures)
    for failure in failures[:SHOWN]:
        name = failure.name if often[failure.name] == 1 else failure.task.source
        yield f"错误：{name}：{failure.reason}"
    if len(failures) > SHOWN:
        yield f"……其余见 failures.csv（共 {len(failures)} 份）"


def _files_read(names: Iterable[str], checklist: str) -> Iterator[Source]:
    """Yield the local files among the reports and lists of reports `names`, and the checklist's."""
    from assessor.batch.places import is_url, local_path
    from assessor.checklist import checklist_files
    from assessor.overwriting import Source

    yield from (Source(local_path(name), "报告或名单") for name in names if not is_url(name))
    yield from (Source(path, "清单文件") for path in checklist_files(checklist))
