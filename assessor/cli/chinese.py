"""Chinese for what click itself says, and help pages laid out for characters two columns wide.

click marks its messages for gettext but carries no catalogue; `speak_chinese` gives it one. A message
that a later click words otherwise stays English rather than break.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from typing import Final

import click

MESSAGES: Final = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本帮助。",
    "Show the version and exit.": "显示版本号。",
    "required": "必填",
    "default: {default}": "默认：{default}",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（自动）",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是否要用{possibility}？",
    "(Did you mean one of: {possibilities}?)": "是否要用其中之一：{possibilities}？",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Invalid value: {message}": "值无效：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值无效：{message}",
    "{value!r} is not one of {choices}.": "“{value}”不在可选值之中：{choices}。",
    "{value!r} is not {choice}.": "“{value}”不是{choice}。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{name} {filename!r} does not exist.": "{name}“{filename}”不存在。",
    "{name} {filename!r} is a file.": "“{filename}”是文件，此处要文件夹。",
    "{name} {filename!r} is a directory.": "“{filename}”是文件夹，此处要文件。",
    "{name} {filename!r} is not readable.": "{name}“{filename}”不可读。",
    "{name} {filename!r} is not writable.": "{name}“{filename}”不可写。",
    "Option {name!r} requires an argument.": "选项 {name} 要给出值。",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Could not open file {filename!r}: {message}": "打不开文件“{filename}”：{message}",
}
_NO_LINE_START: Final = frozenset("，。、；：！？）》〉】』」”’…,.;:!?)]}%")
_TOKENS: Final = re.compile(r"\s+|[\x21-\x7e]+|.", re.DOTALL)
_QUOTED: Final = re.compile(r"'([^']*)'")
_SPACES: Final = re.compile(r"\s+")
_MODULES: Final = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def _translate(message: str) -> str:
    return MESSAGES.get(message, message)


def _translate_plural(singular: str, plural: str, count: int) -> str:
    return _translate(singular if count == 1 else plural)


def speak_chinese() -> None:
    """Make click word its own messages in Chinese, for this process."""
    for name in _MODULES:
        module = sys.modules.get(f"click.{name}")
        for attribute, function in (("_", _translate), ("ngettext", _translate_plural)):
            if module is not None and hasattr(module, attribute):
                setattr(module, attribute, function)


def display_width(text: str) -> int:
    """Return the number of terminal columns `text` takes (wide characters take two).

    Punctuation of ambiguous width (“ ” — …) counts one, as most terminals draw it.
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def pad(text: str, width: int) -> str:
    """Return `text` with spaces after it so that it takes `width` columns."""
    return text + " " * (width - display_width(text))


def wrap(text: str, width: int) -> list[str]:
    """Return `text` cut into lines of at most `width` columns, none starting with a closing mark."""
    lines: list[str] = []
    line = ""
    for token in _TOKENS.findall(_SPACES.sub(" ", text)):
        fits = display_width(line) + display_width(token) <= width
        if line and not fits and token[0] not in _NO_LINE_START:
            lines.append(line.rstrip())
            line = token.lstrip()
        else:
            line += token
    return [*lines, line.rstrip()]


class ChineseFormatter(click.HelpFormatter):
    """Help pages whose columns line up and whose lines break with Chinese in them."""

    def write_text(self, text: str) -> None:
        """Write `text`, each of its own lines kept and wrapped at the page's width."""
        indent = " " * self.current_indent
        for line in text.replace("\b", "").split("\n"):
            margin = indent + line[: len(line) - len(line.lstrip())]
            for piece in wrap(line.strip(), self.width - len(margin)):
                self.write(f"{margin}{piece}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a two-column list, the second column wrapped beside the first."""
        table = list(rows)
        first = min(max((display_width(term) for term, _ in table), default=0), col_max) + col_spacing
        margin = " " * (self.current_indent + first)
        for term, meaning in table:
            head = " " * self.current_indent + term
            lines = wrap(meaning, max(self.width - len(margin), 20))
            if display_width(term) > first - col_spacing:
                self.write(head + "\n")
                head = margin
            self.write((pad(head, len(margin)) + lines[0]).rstrip() + "\n")
            for line in lines[1:]:
                self.write(margin + line + "\n")


class ChineseContext(click.Context):
    """The context of our commands: it lays out help with `ChineseFormatter`."""

    formatter_class = ChineseFormatter


def dress(command: click.Command) -> click.Command:
    """Give a command, and every subcommand it has, Chinese help; return it."""
    command.context_class = ChineseContext
    command.options_metavar = "[选项]..." if command.params else ""
    if command.epilog:
        # click takes away the indent that all lines but the first have in common: make it the second.
        command.epilog = "\n" + command.epilog.lstrip("\n")
    if isinstance(command, click.Group):
        command.subcommand_metavar = "命令 [参数]..."
        for subcommand in command.commands.values():
            dress(subcommand)
    return command


def usage_message(error: click.ClickException) -> str:
    """Return click's complaint as one line, with the command that shows help."""
    message = " ".join(error.format_message().split()).removesuffix(".").replace("。 ", "。")
    message = _QUOTED.sub(r"“\1”", message).replace("”, “", "”、“").replace("” ", "”")
    context = getattr(error, "ctx", None)
    hint = f"（用法见 {context.command_path} --help）" if context is not None else ""
    return message + hint
