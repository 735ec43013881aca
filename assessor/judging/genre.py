"""Is this such a report at all? An implementation plan, a work report, a slogan sheet or a novel is
assessed all the same, with a clear warning in every output.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.model.checklist import Checklist
from assessor.model.reading import ReadingRules
from assessor.model.result import CheckpointResult
from assessor.model.shadow import normalise
from assessor.model.text import Report

FEW_DONE = 0.4
"""Below this share of done sentences among those that say anything, a text reports little."""
FEW_CITED = 0.08
"""Below this share of cited sentences, a text is hardly about building a law-based government."""
WHOLE_FIELD = 40
"""A checklist of fewer checkpoints asks of a part of the field; how much of a text it cites says nothing."""
SHORT = 400


def warnings_for(
    report: Report, checklist: Checklist, results: list[CheckpointResult], rules: ReadingRules
) -> Iterator[str]:
    """Yield what a reader must know before trusting the figures, one Chinese sentence each."""
    yield from report.document.notices
    if report.level_source == "assumed":
        yield "未能从标题、落款和正文识别政府层级，暂按县（市、区）对待；可用 --level 指定。"
    yield from _years(report, checklist)
    doubt = _doubt(report, results, rules)
    if doubt:
        yield f"文体存疑：{doubt}，可能不是法治政府建设年度报告，结果仅供参考。"


def _years(report: Report, checklist: Checklist) -> Iterator[str]:
    if report.year is None:
        yield "未能识别报告年度。"
        return
    first, last = checklist.valid_from, checklist.valid_until
    if (first is not None and report.year < first) or (last is not None and report.year > last):
        yield f"报告年度为 {report.year} 年，不在本清单适用的 {first}—{last} 年之内。"


def _doubt(report: Report, results: list[CheckpointResult], rules: ReadingRules) -> str:
    title = normalise(report.title)
    if title and rules.search("genre_other_title", title) and not rules.search("genre_title_report", title):
        return f"标题“{report.title}”属于方案、通知一类"
    body = [sentence for sentence in report.sentences if sentence.role == "body"]
    told = [sentence for sentence in body if sentence.stance in ("done", "plan", "problem")]
    if not told:
        return "没有读到叙述工作的句子"
    done = sum(sentence.stance == "done" for sentence in told) / len(told)
    if done < FEW_DONE:
        return f"叙述已做工作的句子只占 {done:.0%}"
    cited = {evidence.start for result in results for evidence in result.evidence}
    few = len(results) >= WHOLE_FIELD and len(cited) < FEW_CITED * len(told)
    if few or not cited:
        return f"{len(told)} 句正文中只有 {len(cited)} 句能作依据"
    if len(report.document.text) < SHORT:
        return f"全文只有 {len(report.document.text)} 字"
    return ""
