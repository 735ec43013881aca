"""The day by which waivers expire: given, or today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

import click

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; fail on one that does not exist."""
        if isinstance(value, date):
            return value
        # Python reads 20261231 and 2026-W53-4 as well; a policy file takes neither.
        if not _DAY.fullmatch(value):
            self.fail(f"“{value}”应写成 YYYY-MM-DD，如 2026-12-31", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"日期“{value}”不存在", param, ctx)


today_option = click.option(
    "--today", type=Day(), metavar="日期", help="按哪一天判断豁免是否过期。默认为当天。"
)
config_option = click.option(
    "--config", metavar="文件", help="配置文件；不给则从报告所在文件夹逐级向上找 assessor.yaml。"
)


def day_or_today(given: date | None) -> date:
    """Return the day given, else today: the one place in the program that looks at the clock."""
    return given or datetime.now(UTC).astimezone().date()
