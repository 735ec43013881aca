"""FZ302: words used against current usage (a hint)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessor.model.text import Report
from assessor.rules.base import Finding, Rule
from assessor.rules.words import words

_TITLE = re.compile(r"《[^》\n]*》")


def check(report: Report) -> Iterator[Finding]:
    """Yield a finding at each word listed under `usage`, document titles aside."""
    text = report.document.text
    titles = [match.span() for match in _TITLE.finditer(text)]
    for entry in words()["usage"]:
        since = entry.get("since")
        if since and (report.year is None or report.year < since):
            continue
        for match in re.finditer(entry["wrong"], text):
            if any(start <= match.start() < end for start, end in titles):
                continue
            message = f"“{match[0]}”宜作“{entry['right']}”：{entry['why']}"
            yield Finding(match.start(), match.end(), message, str(entry["right"]))
            if entry.get("once"):
                break


RULE = Rule(
    id="FZ302",
    name="用词提示",
    severity="info",
    reason="“截止/截至”“督查/督察”等易混词和已更名的提法，不算错别字，但宜按现行用法改。",
    source="《现代汉语词典》；现行中央文件用语",
    bad="青石县2024年法治政府建设年度报告\n截止12月底，全县培养法律明白人612名。",
    good="青石县2024年法治政府建设年度报告\n截至12月底，全县培养法律明白人612名。",
    remedy="按提示改用现行用法。",
    check=check,
)
