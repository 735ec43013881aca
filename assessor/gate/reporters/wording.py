"""Lines that several reporters share."""

from __future__ import annotations

from assessor.gate.findings import GateFinding
from assessor.gate.verdict import ReportOutcome
from assessor.model.result import STATUS_ZH, CheckpointResult, Waiver
from assessor.rendering.wording import points

WAIVER_ZH = {"not_applicable": "不适用", "accepted": "同意缺项"}
STATE_ZH = {"active": "有效", "expired": "已过期", "suspect": "存疑", "unused": "未用到"}


def waiver_line(waiver: Waiver) -> str:
    """Return what a waiver says, in one line."""
    kind, state = WAIVER_ZH[waiver.kind], STATE_ZH[waiver.state]
    return f"{kind}：{waiver.reason}（批准人：{waiver.by}，有效期至 {waiver.expires}，{state}）"


def waived_line(checkpoint: CheckpointResult, waiver: Waiver) -> str:
    """Return a checkpoint and the waiver it carries, in one line."""
    return f"{checkpoint.id} {checkpoint.title}（{STATUS_ZH[checkpoint.status]}）豁免——{waiver_line(waiver)}"


def full_message(finding: GateFinding) -> str:
    """Return the finding's message with the correction, the page and its standing, in one line."""
    message = finding.message
    if finding.correction and finding.correction not in message:
        message += f"，应为“{finding.correction}”"
    if finding.page is not None:
        message += f"（第 {finding.page} 页）"
    if finding.waiver is not None:
        message += f"〔已豁免：{waiver_line(finding.waiver)}〕"
    elif finding.state == "unchanged":
        message += "〔基线已有〕"
    return " ".join(message.split())


def score_text(outcome: ReportOutcome) -> str:
    """Return the report's score as text, — when nothing is counted."""
    return points(outcome.assessment.summary.score)
