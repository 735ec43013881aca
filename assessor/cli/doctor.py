"""`assessor doctor`: what is missing on this machine, what that costs, and what brings it."""

from __future__ import annotations

import click

from assessor.doctor.parts import Finding, check_all
from assessor.doctor.remedies import COMMANDS, SYSTEM_ZH, System, this_system
from assessor.errors import EXIT_GATE_FAILED, EXIT_OK

EPILOG = """退出码：0 生成 PDF 所需的部件齐全；1 缺少其中之一。
LibreOffice 与文字识别缺少时只作提示，不影响退出码。"""


@click.command(name="doctor", epilog=EPILOG)
@click.option("--all-systems", is_flag=True, help="列出每个部件（包括已有的）在各种操作系统上的安装命令。")
@click.pass_context
def command(ctx: click.Context, all_systems: bool) -> None:
    """检查生成 PDF、读取旧格式和扫描件所需的系统部件。"""
    findings = check_all()
    system = this_system()
    systems = tuple(SYSTEM_ZH) if all_systems or system is None else (system,)
    for finding in findings:
        click.echo(_report(finding, systems, always=all_systems))
    missing = [finding for finding in findings if finding.needed and not finding.present]
    click.echo()
    click.echo(_verdict(missing, [f for f in findings if not f.present]))
    ctx.exit(EXIT_GATE_FAILED if missing else EXIT_OK)


def _report(finding: Finding, systems: tuple[System, ...], *, always: bool) -> str:
    """Return what was found and how to mend it; with `always`, the commands for what is there as well."""
    mark = "✓ 有" if finding.present else "✗ 缺" if finding.needed else "△ 缺"
    lines = [f"{mark}  {finding.title}：{finding.detail}"]
    if not finding.present:
        lines.append(f"      后果：{finding.cost}")
    if always or not finding.present:
        for system in systems:
            name = f"（{SYSTEM_ZH[system]}）" if len(systems) > 1 else ""
            lines.append(f"      安装{name}：{COMMANDS[finding.part][system]}")
    return "\n".join(lines)


def _verdict(missing: list[Finding], absent: list[Finding]) -> str:
    if missing:
        return (
            f"暂不能生成 PDF：缺少{'、'.join(f.title for f in missing)}。装好后再运行一次 assessor doctor。"
        )
    if absent:
        return "可以生成 PDF。标 △ 的部件按需安装。"
    return "部件齐全。"
