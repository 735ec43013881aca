"""`assessor checklist`: which checklists there are, what one asks, and whether one's own is well formed."""

from __future__ import annotations

from collections.abc import Iterator

import click

from assessor.cli.chinese import display_width, pad
from assessor.cli.options import LevelName
from assessor.errors import EXIT_USAGE, AssessorError, ConfigurationError
from assessor.model.checklist import Checklist, Checkpoint, Example
from assessor.model.levels import LEVEL_CHOICES, LEVELS
from assessor.model.result import ASKED_ZH, LEVEL_ZH
from assessor.model.text import Level

LEGEND = "应报：缺则扣分　选报：写了才计　—：不适用"


@click.group(name="checklist")
def command() -> None:
    """列出、查看、校验清单。清单的写法见 docs/checklist.md。"""


@command.command(name="list")
def list_command() -> None:
    """列出内置清单。"""
    from assessor.checklist import builtin_checklists
    from assessor.compiled import load_compiled

    for name in builtin_checklists():
        checklist = load_compiled(name)
        click.echo(f"{checklist.id}  {checklist.title}  {_described(checklist)}")


@command.command(name="show", epilog="示例：\n  assessor checklist show\n  assessor checklist show 22.1")
@click.argument("checkpoint_id", metavar="[检查点]", required=False)
@click.option(
    "--checklist",
    "name",
    metavar="编号|文件",
    default="outline-2021-2025",
    show_default=True,
    help="要看的清单。",
)
@click.option("--level", type=LevelName(), metavar="层级", help=f"只标出对该层级的要求：{LEVEL_CHOICES}。")
def show_command(checkpoint_id: str | None, name: str, level: Level | None) -> None:
    """查看清单的全部检查点，或其中一个的要求、线索和例句。"""
    from assessor.checklist import load_checklist

    checklist = load_checklist(name)
    if checkpoint_id is None:
        click.echo("\n".join(_outline(checklist, level)))
        return
    for checkpoint in checklist.checkpoints():
        if checkpoint.id == checkpoint_id:
            click.echo("\n".join(_detail(checkpoint)))
            return
    raise ConfigurationError(
        f"清单 {checklist.id} 没有检查点“{checkpoint_id}”。全部编号见 assessor checklist show"
    )


@command.command(name="validate", epilog="示例：\n  assessor checklist validate 我的清单.yaml")
@click.argument("names", metavar="清单...", nargs=-1, required=True)
@click.pass_context
def validate_command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """校验清单（编号或 .yaml 文件），一次列出全部错误及其行号；有误时退出码为 2。

    写法无误的，再逐条试自拟例句：match 的应判为依据，not 的不应。
    """
    from assessor.checklist import load_checklist

    code = 0
    for name in names:
        try:
            checklist = load_checklist(name)
        except AssessorError as error:
            problems = str(error).split("\n")
            code = error.exit_code
        else:
            problems = list(_tried(checklist))
            if problems:
                code = EXIT_USAGE
        if problems:
            click.echo("\n".join(problems), err=True)
            click.echo(f"{name}：{len(problems)} 处错误", err=True)
        else:
            examples = sum(
                len(one.match_examples) + len(one.other_examples) for one in checklist.checkpoints()
            )
            tried = f"，{examples} 条例句全部相符" if examples else "，没有例句"
            click.echo(f"{name}：无误（{checklist.title}，{_described(checklist)}{tried}）")
    ctx.exit(code)


def _tried(checklist: Checklist) -> Iterator[str]:
    """Yield a line for each of the checklist's examples that does not behave."""
    from assessor.evaluating.examples import failed_examples

    for failure in failed_examples(checklist):
        wanted = "应判为依据而没有" if failure.expected else "不应判为依据而判了"
        yield (
            f"{failure.example.place}: 检查点 {failure.checkpoint} 的例句“{_sentence(failure.example)}”"
            f"{wanted}：{failure.reason}"
        )


def _described(checklist: Checklist) -> str:
    items = sum(len(part.items) for part in checklist.parts)
    years = f"{checklist.valid_from or ''}—{checklist.valid_until or ''}"
    valid = f"，适用于 {years} 年度的报告" if years != "—" else ""
    checkpoints = sum(1 for _ in checklist.checkpoints())
    return f"{checklist.version} 版，{len(checklist.parts)} 部分 {items} 项 {checkpoints} 个检查点{valid}"


def _outline(checklist: Checklist, level: Level | None) -> Iterator[str]:
    yield f"{checklist.title}　{_described(checklist)}"
    yield LEGEND
    levels = (level,) if level else LEVELS
    heads = [pad(LEVEL_ZH[one].split("（")[0], display_width(ASKED_ZH["asked"])) for one in levels]
    width = max(
        display_width(f"    {checkpoint.id}  {checkpoint.title}") for checkpoint in checklist.checkpoints()
    )
    yield pad("", width + 2) + "  ".join(heads)
    for part in checklist.parts:
        yield f"{part.id}. {part.title}"
        for item in part.items:
            yield f"  {item.id}. {item.title}"
            for checkpoint in item.checkpoints:
                marks = (ASKED_ZH[checkpoint.asked[one]].replace("不适用", "—") for one in levels)
                columns = (pad(mark, display_width(head)) for mark, head in zip(marks, heads, strict=True))
                weight = f"　权重 {checkpoint.weight:g}" if checkpoint.weight != 1 else ""
                line = pad(f"    {checkpoint.id}  {checkpoint.title}", width + 2) + "  ".join(columns)
                yield (line + weight).rstrip()


def _detail(checkpoint: Checkpoint) -> Iterator[str]:
    yield f"{checkpoint.id}  {checkpoint.title}　权重 {checkpoint.weight:g}"
    yield f"要求：{checkpoint.requirement}"
    if checkpoint.closes:
        yield f"补法：{checkpoint.closes}"
    asked = (f"{LEVEL_ZH[level]}{ASKED_ZH[checkpoint.asked[level]]}" for level in LEVELS)
    yield f"层级：{'，'.join(asked)}"
    if checkpoint.asked_note:
        yield f"　　　{checkpoint.asked_note}"
    for label, sources in (
        ("主题词", [term.source for term in checkpoint.subject]),
        ("强线索", [cue.source for cue in checkpoint.strong]),
        ("弱线索（须与主题同现）", [cue.source for cue in checkpoint.weak]),
        ("否决", [cue.source for cue in checkpoint.vetoes]),
        ("零报告线索", [cue.source for cue in checkpoint.zero]),
        ("前提线索（没有它就不必报）", [cue.source for cue in checkpoint.moot]),
        ("应算的例句", [_sentence(example) for example in checkpoint.match_examples]),
        ("不应算的例句", [_sentence(example) for example in checkpoint.other_examples]),
    ):
        if sources:
            yield f"{label}："
            yield from (f"  - {source}" for source in sources)


def _sentence(example: Example) -> str:
    return f"〔{example.heading}〕{example.text}" if example.heading else example.text
