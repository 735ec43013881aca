"""`assessor compare`: the reports of one or more batch runs side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

import click

from assessor.cli.stopping import stops_at_once
from assessor.comparing.compare import GROUPING_ZH, GROUPINGS, Comparison, Grouping

Form = Literal["xlsx", "html", "pdf"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
STEM: Final = "比较表"

EPILOG = """示例：
  assessor compare 结果 -o 比较
  assessor compare 结果 -o 比较.pdf --by level
  assessor compare 2023年结果 2024年结果 -o 逐年 --by year

输入是 assessor batch 的结果文件夹（或其中的 run.json），可以给几个，但要用同一清单。
“可供参考的写法”取自结果文件夹里的 results/；只有 run.json 时没有这一节。"""


class _Forms(click.ParamType[tuple[Form, ...]]):
    name = "forms"

    def convert(
        self, value: str | tuple[Form, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Form, ...]:
        if isinstance(value, tuple):
            return value
        known: dict[str, Form] = {form: form for form in FORMS} | {"excel": "xlsx"}
        wanted = [name.strip().lower() for name in value.replace("，", ",").split(",") if name.strip()]
        for name in wanted or [value]:
            if name not in known:
                self.fail(f"没有“{name}”这种格式，可选：{'、'.join(FORMS)}", param, ctx)
        return tuple(dict.fromkeys(known[name] for name in wanted))


@click.command(name="compare", epilog=EPILOG)
@click.argument("inputs", metavar="结果文件夹|run.json...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="文件夹|文件", default="比较", show_default=True, help="写到哪里。")
@click.option(
    "--format", "forms", type=_Forms(), metavar="格式", help="xlsx、html、pdf，可用逗号并列；默认三种都生成。"
)
@click.option(
    "--by",
    type=click.Choice(GROUPINGS),
    metavar="分组",
    default="level",
    show_default=True,
    help="怎样分组：" + "、".join(f"{by} 按{name}" for by, name in GROUPING_ZH.items()) + "。",
)
def command(inputs: tuple[str, ...], output: str, forms: tuple[Form, ...] | None, by: Grouping) -> None:
    """对批量结果作横向、纵向比较。

    给出各层级内的名次、条目得分矩阵、检查点分布、普遍缺失、明显偏离、分组、逐年变化和可供参考的写法。
    """
    from assessor.comparing.compare import compare
    from assessor.comparing.runs import load_batch, quotations, run_file
    from assessor.output import prepare_file, write_atomically
    from assessor.overwriting import Source, refuse_overwriting

    places = _places(output, forms)
    with stops_at_once():
        batch = load_batch(inputs)
        refuse_overwriting(
            list(places.values()), (Source(run_file(Path(name)), "批量结果") for name in inputs)
        )
        for path in places.values():
            prepare_file(path)
        comparison = compare(batch, quotations(batch.lines), by)
        for form, path in places.items():
            write_atomically(path, _render(comparison, form))
            click.echo(f"  {path}")


def _places(output: str, forms: tuple[Form, ...] | None) -> dict[Form, Path]:
    from assessor.cli.destination import require_folder

    target = Path(output)
    suffix = target.suffix.lower().lstrip(".")
    for form in FORMS:
        if suffix == form and not target.is_dir() and not output.endswith(("/", "\\")):
            if forms not in (None, (form,)):
                raise click.UsageError(f"-o {target} 只能存 {form}，与 --format 不一致")
            return {form: target}
    require_folder(output, (f".{form}" for form in FORMS))
    return {form: target / f"{STEM}.{form}" for form in forms or FORMS}


def _render(comparison: Comparison, form: Form) -> bytes:
    from assessor.comparing import page, workbook

    if form == "xlsx":
        return workbook.to_xlsx(comparison)
    return page.to_pdf(comparison) if form == "pdf" else page.to_html(comparison).encode("utf-8")
