"""`assessor diff`: two drafts, or two results, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli.day import config_option
from assessor.cli.options import level_option, ocr_option, policy_checklist_option
from assessor.diffing.tell import FORMATS, Format
from assessor.errors import EXIT_GATE_FAILED, UnreadableError
from assessor.model.text import Level

if TYPE_CHECKING:
    from assessor.diffing.snapshot import Snapshot

EPILOG = """示例：
  assessor diff 初稿.docx 二稿.docx
  assessor diff reports/初稿.json 二稿.docx --format md
  assessor diff 2023年.json 2024年.json --fail-on-lost

每一方可以是报告，也可以是 assess 生成的 JSON 结果。报告按 assessor.yaml 所写的清单、层级评估，命令行优先。"""


@click.command(name="diff", epilog=EPILOG)
@click.argument("old", metavar="原稿")
@click.argument("new", metavar="新稿")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    metavar="格式",
    help="输出格式：text（默认）、md、json。",
)
@click.option("-o", "--output", metavar="文件", help="把结果写入文件；不给则写到标准输出。")
@click.option("--fail-on-lost", is_flag=True, help="有检查点丢失覆盖时，退出码为 1。")
@policy_checklist_option
@level_option
@ocr_option
@config_option
@click.pass_context
def command(
    ctx: click.Context,
    old: str,
    new: str,
    form: Format,
    output: str | None,
    fail_on_lost: bool,
    checklist: str | None,
    level: Level | None,
    ocr: bool,
    config: str | None,
) -> None:
    """比较两稿（或两次结果）：哪些检查点新增了覆盖、丢失了覆盖、换了依据。"""
    from assessor.diffing.compare import compare
    from assessor.diffing.tell import tell
    from assessor.gate.places import files_read, policy_for
    from assessor.output import prepare_file, write_atomically, write_standard_output
    from assessor.overwriting import refuse_overwriting

    if output is not None:
        policies = [
            policy_for(side, config).overridden(checklist=checklist)
            for side in (old, new)
            if not _is_result(side)
        ]
        refuse_overwriting([Path(output)], files_read((old, new), policies))
        prepare_file(Path(output))
    sides = [_snapshot(source, checklist, level, config, ocr) for source in (old, new)]
    comparison = compare(*sides)
    data = tell(comparison, form).encode()
    if output is not None:
        write_atomically(Path(output), data)
    elif form == "text":
        click.echo(data.decode(), nl=False)
    else:
        write_standard_output(data)
    if fail_on_lost and comparison.of("lost"):
        ctx.exit(EXIT_GATE_FAILED)


def _snapshot(
    source: str, checklist: str | None, level: Level | None, config: str | None, ocr: bool
) -> Snapshot:
    from assessor.diffing.snapshot import from_assessment, from_json

    if _is_result(source):
        try:
            return from_json(Path(source).read_bytes(), Path(source).name)
        except FileNotFoundError:
            raise UnreadableError(f"{source}：没有这个文件，请检查路径") from None
        except OSError:
            raise UnreadableError(f"{source}：打不开，请检查它是不是文件、有没有读取权限") from None
    from assessor.gate.checklists import checklist_named
    from assessor.gate.places import policy_for
    from assessor.pipeline import assess
    from assessor.readers import read

    policy = policy_for(source, config).overridden(checklist=checklist, level=level)
    outline = checklist_named(policy.checklist)
    document = read(source, ocr=ocr)
    return from_assessment(assess(document, outline, level=policy.level), document.source)


def _is_result(source: str) -> bool:
    return Path(source).suffix.lower() == ".json"
