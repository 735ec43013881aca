"""Does a covered sentence give anything to check? Figures, named instruments, dates, results.

Offices write emptily (泛化) as often as they leave things out (遗漏); the guide of Shenzhen for these
reports (深圳市法治政府建设年度报告事项指引) names both.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIGURE = re.compile(
    r"(?:[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[一二两三四五六七八九十百千数]+)(?:余|多|万|亿|千|百)*"
    r"[ \u3000]{0,2}"  # Word and web pages set the unit apart
    r"(?:个(?:百分点|工作日|小时|月|部门|单位|领域|乡镇|镇街|街道|社区|村|县区|(?:县|区|市|省)(?![直属级管重])|方面|事项|项目|窗口|站点|机构|系统|平台)?(?!一)"
    r"|人次|万元|亿元|平方米|公里|公顷|%|％|‰|件|起|宗|次|场|期|项|条|份|人|名|户|家|卷|批|部门|部|处|套|类|支|所|辆|艘"
    r"|元|天|日内|日|小时|倍|台|篇|例|年|课时|学时|本|册|幅|块|座|亩|吨|米|回|枚|张|讲|分钟|分(?![之别布类级工为成期])|路(?![径线由]))"
)
_PERCENT_WORD = re.compile(r"百分之[一二三四五六七八九十百零点]+|[一二三四五六七八九]成")
_DOCUMENT = re.compile(r"《[^《》\n]{2,60}》")
_DATE = re.compile(r"(?:20[0-9]{2} ?年 ?)?[0-9]{1,2} ?月 ?(?:[0-9]{1,2} ?日|底|初|份|起)")
_YEAR_ONLY = re.compile(r"^(?:20[0-9]{2}|[一二两三四五六七八九十]+)[ \u3000]{0,2}年$")
_EMPTY_FIGURE = re.compile(
    r"^(?:一个|一次|一批|一项|两个|三个|一件|一体|一天|一名|一家|一套|一条|一类|一些|一年|四个|一日|一起|一例|一本|一处|一台|一块"
    r"|一回|一部|一人|一支|一张|一讲|一分|一枚|一路|十分$|三项$|[一二三]期$|[百千万]+(?:日|名|家|户|人)$)"
)
MOST_FACTS = 8


@lru_cache(maxsize=1024)
def facts_of(sentence: str) -> tuple[str, ...]:
    """Return what can be checked in `sentence`, in text order: figures, 《…》, dates; at most MOST_FACTS."""
    found: dict[int, str] = {}
    for pattern in (_DOCUMENT, _DATE, _PERCENT_WORD, _FIGURE):
        for match in pattern.finditer(sentence):
            text = match.group()
            if _YEAR_ONLY.match(text) or _EMPTY_FIGURE.match(text):
                continue
            covered = any(start <= match.start() < start + len(other) for start, other in found.items())
            if not covered:
                found[match.start()] = text
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))[:MOST_FACTS]
