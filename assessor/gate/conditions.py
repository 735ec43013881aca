"""What the gate itself objects to, beside the form rules: ids, severities and documentation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assessor.rules.base import Severity
from assessor.rules.registry import BY_ID


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the gate and its documentation, in Chinese. example: the setting that causes it."""

    id: str
    name: str
    severity: Severity
    reason: str
    example: str
    remedy: str


BELOW_MINIMUM: Final = Condition(
    "FZ001",
    "总分低于门槛",
    "error",
    "总分（各检查点按权重计算的覆盖率）低于 score.minimum。",
    "score: {minimum: 60}",
    "按未覆盖的检查点补写实际做过的工作；确属不涉及的，登记豁免。",
)
PART_BELOW_MINIMUM: Final = Condition(
    "FZ002",
    "部分得分低于门槛",
    "error",
    "某一部分的得分低于 score.parts 给它的下限。",
    'score: {parts: {"5": 50}}',
    "补写该部分的工作；确属不涉及的，登记豁免。",
)
NOT_COVERED: Final = Condition(
    "FZ003",
    "必须覆盖的检查点未覆盖",
    "error",
    "required.checkpoints 所列的检查点在报告中没有实绩语句（零报告算已回应，按层级不适用的不计）。"
    "登记了有效豁免的也列出，标明“已豁免”，不影响通过。",
    'required: {checkpoints: ["22.1", "32.1"]}',
    "补写能够证明该项的语句，或登记豁免并写明理由。",
)
ARTICLE_NOT_COVERED: Final = Condition(
    "FZ004",
    "必须覆盖的条目未覆盖",
    "error",
    "required.articles 所列的条目没有一个检查点被覆盖或作了零报告。",
    'required: {articles: ["22"]}',
    "补写该条目的工作，或对其中的检查点登记豁免。",
)
WAIVER_EXPIRED: Final = Condition(
    "FZ005",
    "豁免已过期",
    "error",
    "豁免过了有效期（expires 当日仍有效），不再起作用。",
    'waivers: [{checkpoint: "7.1", kind: not_applicable, reason: 无立法权, by: 张某, expires: 2025-12-31}]',
    "重新确认后更新 expires，或删去该豁免。",
)
WAIVER_UNUSED: Final = Condition(
    "FZ006",
    "豁免未用到",
    "warning",
    "检查点已覆盖、已作零报告或按层级本不适用，豁免多余；留着会掩盖以后的缺项。",
    'waivers: [{checkpoint: "22.1", kind: accepted, …}]（报告已写复议办案情况）',
    "删去该豁免。",
)
WAIVER_SUSPECT: Final = Condition(
    "FZ007",
    "豁免存疑",
    "error",
    "豁免绑定的原句（sentence）在报告中找不到了，批准时的依据已变，豁免暂不起作用。",
    "waivers: [{…, sentence: 我县未设立行政裁决机构。}]（报告中该句已改写）",
    "核对改动后的内容：仍成立的更新 sentence，不成立的删去豁免。",
)
READING_NOTICE: Final = Condition(
    "FZ008",
    "读取时的提示",
    "info",
    "读取报告时发现的、可能影响结论的情况，如有未接受的修订、层级未能识别。",
    "（由报告文件引起，不用配置）",
    "按提示处理，例如接受全部修订后再检查。",
)
REGRESSION: Final = Condition(
    "FZ009",
    "比基线退步",
    "error",
    "基线里已覆盖（或零报告）的检查点，这一稿没有了。",
    "baseline: baseline.json",
    "核对是否误删；确需删去的，重新写基线（--write-baseline）。",
)

CONDITIONS: Final = (
    BELOW_MINIMUM,
    PART_BELOW_MINIMUM,
    NOT_COVERED,
    ARTICLE_NOT_COVERED,
    WAIVER_EXPIRED,
    WAIVER_UNUSED,
    WAIVER_SUSPECT,
    READING_NOTICE,
    REGRESSION,
)


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a reporter says of a rule: name, reason and remedy, in Chinese."""

    name: str
    severity: Severity
    reason: str
    remedy: str


@lru_cache(maxsize=1)
def known_rules() -> dict[str, RuleText]:
    """Return every id a finding can have, conditions first, with its texts."""
    conditions = {c.id: RuleText(c.name, c.severity, c.reason, c.remedy) for c in CONDITIONS}
    rules = {r.id: RuleText(r.name, r.severity, r.reason, r.remedy) for r in BY_ID.values()}
    return {**conditions, **rules}
