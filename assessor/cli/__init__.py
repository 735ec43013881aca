"""The command line: it wires stages together and decides the exit code, in one place.

Commands live in one module each and are imported only when called, so that `--version` and `--help`
stay quick. A command ends by returning None (exit 0) or by `ctx.exit(code)`; whatever goes wrong it
raises, and `main` turns it into one Chinese line on standard error and an exit code.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from assessor import __version__
from assessor.cli.chinese import ChineseContext, dress, speak_chinese, usage_message
from assessor.cli.streams import adopt_streams
from assessor.errors import EXIT_OK, EXIT_USAGE, AssessorError
from assessor.reasons import OUT_OF_SPACE, code_of, reason_of, remedy_for

_NEEDS_ORDER: Final = frozenset({"coverage", "distributed", "multiprocessing.util"})

EXIT_INTERRUPTED: Final = 130
"""Ctrl-C: 128 + SIGINT, as shells expect."""

EXIT_READER_GONE: Final = 141
"""Whoever read the output has gone (`| head`): 128 + SIGPIPE, as of any program that leaves the signal alone."""

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "assess": ("assessor.cli.assess", "评估一份或多份报告，生成计分表"),
    "check": ("assessor.cli.check", "按门槛检查报告草稿（用于 CI 与提交前检查）"),
    "explain": ("assessor.cli.explain", "说明某一检查点为何得出这一结论"),
    "diff": ("assessor.cli.diff", "比较两稿或两次结果的增减"),
    "batch": ("assessor.cli.batch", "批量评估，可中断后续跑"),
    "compare": ("assessor.cli.compare", "对批量结果作横向、纵向比较"),
    "checklist": ("assessor.cli.checklist", "列出、查看、校验清单"),
    "eval": ("assessor.cli.eval", "用人工标注集衡量评估的准确度"),
    "doctor": ("assessor.cli.doctor", "检查本机的字体、排版库等部件是否齐全"),
}
"""Command -> module that holds it (as `command`), and what the list of commands says of it."""

HELP: Final = """法治政府建设评估器：对照清单逐项核对法治政府建设年度报告，每一判断都附所依据的原句。

退出码：0 完成或通过；1 未过门槛；2 用法或配置有误；3 输入无法读取。"""

EPILOG: Final = """示例：
  assessor assess 报告.docx
  assessor assess seeds/*.txt -o reports --format pdf,json
  assessor explain 报告.docx 22.1
  assessor doctor

每个命令的用法：assessor 命令 --help"""


class _ReaderGoneError(Exception):
    """Standard output is a pipe that nobody reads any more."""


@contextlib.contextmanager
def _noticing_who_reads() -> Iterator[None]:
    # Left to click, a broken pipe would end the process with 1, which here says that a gate failed.
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGoneError from error


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is called."""

    context_class = ChineseContext

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context, as click does; raise _ReaderGoneError when nobody reads the help it shows."""
        with _noticing_who_reads():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Return what the command returns; raise _ReaderGoneError when nobody reads its output."""
        with _noticing_who_reads():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table, which is the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the named command with Chinese help, or None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return dress(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant, as click does; where there is none, suggest from the table, which click cannot see."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    name="assessor",
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    options_metavar="[选项]...",
    subcommand_metavar="命令 [参数]...",
)
@click.option("--debug", is_flag=True, help="出错时显示技术细节（可放在命令行任意位置）。")
@click.version_option(__version__, message="%(prog)s %(version)s", help="显示版本号。")
def group(debug: bool) -> None:
    """Assess reports; the help text the user sees is `HELP`."""


def run(args: Sequence[str]) -> int:
    """Run the command line `args` (without the program's name); return the exit code.

    Every failure becomes one Chinese line on standard error; with `--debug` anywhere among the
    arguments an unforeseen one also shows its traceback.
    """
    end = args.index("--") if "--" in args else len(args)  # what follows are names
    debug = "--debug" in args[:end]
    speak_chinese()
    try:
        code = _call([*(arg for arg in args[:end] if arg != "--debug"), *args[end:]])
        sys.stdout.flush()
    except click.ClickException as error:
        _complain(usage_message(error))
        return EXIT_USAGE
    except AssessorError as error:
        _complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _complain("已中断")
        return EXIT_INTERRUPTED
    except (_ReaderGoneError, BrokenPipeError):
        from assessor.output import discard_standard_output

        discard_standard_output()
        return EXIT_READER_GONE
    except OSError as error:
        if debug:
            raise
        _complain(_system_message(error))
        return EXIT_USAGE
    except Exception as error:
        if debug:
            raise
        _complain(
            f"程序内部出错({type(error).__name__})，不是报告的问题。请加 --debug 重新运行，并将显示的内容反馈给开发者"
        )
        return EXIT_USAGE
    return code if isinstance(code, int) else EXIT_OK


def _call(args: Sequence[str]) -> object:
    try:
        return group.main(args, prog_name="assessor", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        with contextlib.suppress(OSError):
            click.echo(error.format_message())
        return EXIT_USAGE


def main() -> None:
    """Run the console script and exit; the only place where the process ends."""
    adopt_streams()
    # A run builds a large checklist once and drops nothing: looking for garbage as often as Python does
    # by default is a quarter of the time to the first result.
    gc.set_threshold(200_000, 20, 100)
    code = run(sys.argv[1:])
    if code == EXIT_INTERRUPTED:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed twice, it would cut this end short
    leave(code)


def leave(code: int) -> NoReturn:
    """End the process with `code`, without taking the checklist apart again where nothing needs it.

    That is a sixth of the time of a small job. Whatever has work left for the end of a process (worker
    processes, other threads, coverage) gets the orderly way out.
    """
    if _NEEDS_ORDER.isdisjoint(sys.modules) and threading.active_count() == 1:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def _system_message(error: OSError) -> str:
    if not error.filename and code_of(error) in OUT_OF_SPACE:
        # Whatever is written to a file is written by functions that name it.
        from assessor.output import unwritable_standard_output

        return str(unwritable_standard_output(error))
    where = f"“{error.filename}”" if error.filename else ""
    remedy = remedy_for(error, "请检查路径、磁盘和文件权限后重试")
    return f"读写{where}时出错：{reason_of(error)}。{remedy}"


def _complain(message: str) -> None:
    with contextlib.suppress(OSError):
        for line in message.split("\n"):
            click.echo(f"错误：{line}", err=True)
