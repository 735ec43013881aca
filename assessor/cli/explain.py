"""`assessor explain REPORT ID`: why a checkpoint got its status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assessor.cli.chinese import display_width, wrap
from assessor.cli.day import config_option
from assessor.cli.options import level_option, ocr_option, policy_checklist_option

if TYPE_CHECKING:
    from assessor.explaining import Explanation
    from assessor.model.result import Evidence, Mention
    from assessor.model.text import Level

WIDTH = 96
"""Columns a line may take; a Chinese character takes two."""


@click.command(
    epilog="示例：\n  assessor explain 报告.docx 22.1\n  assessor explain 报告.docx 5.2 11.4 --level county"
)
@click.argument("source", metavar="报告")
@click.argument("ids", metavar="编号...", nargs=-1, required=True)
@policy_checklist_option
@level_option
@ocr_option
@config_option
def command(
    source: str,
    ids: tuple[str, ...],
    checklist: str | None,
    level: Level | None,
    ocr: bool,
    config: str | None,
) -> None:
    """说明检查点为何得出这一结论。

    已覆盖的，列出所引句子及命中的词；未覆盖的，列出最接近的句子和各缺什么。
    清单、层级与 assess、check 一样取自 assessor.yaml，命令行优先。
    """
    from assessor.explaining import explain, refuse_unknown
    from assessor.gate.checklists import checklist_named
    from assessor.gate.places import policy_for
    from assessor.readers import read

    policy = policy_for(source, config).overridden(checklist=checklist, level=level)
    outline = checklist_named(policy.checklist)
    refuse_unknown(ids, outline)
    document = read(source, ocr=ocr)
    for number, identifier in enumerate(ids):
        if number:
            click.echo()
        for line in lines_of(explain(document, outline, identifier, level=policy.level)):
            click.echo(line)


def lines_of(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation as lines for a terminal."""
    from assessor.model.result import ASKED_ZH, STATUS_SYMBOL, STATUS_ZH

    result = explanation.result
    yield f"{result.id} {result.title}　{STATUS_SYMBOL[result.status]} {STATUS_ZH[result.status]}"
    yield from _wrapped("清单要求：", result.requirement)
    if result.asked != "asked":
        asked = ASKED_ZH[result.asked]
        yield from _wrapped("本层级：", f"{asked}（{result.asked_reason}）" if result.asked_reason else asked)
    for evidence in result.evidence:
        yield from _evidence(explanation, evidence)
    for mention in result.mentions:
        yield from _mention(mention)
    shown = {mention.start for mention in result.mentions}
    near = [one for one in explanation.nearest if one.start not in shown]
    if near:
        yield "最接近的句子："
        for one in near:
            yield from _wrapped(f"  第 {one.paragraph} 段　", one.text)
            yield from _wrapped("    所缺：", one.lacking)
    elif result.status == "missing":
        yield "全文没有认出谈到这一检查点的句子。"
    if result.status in ("missing", "mentioned") and result.closes:
        yield from _wrapped("补上什么即可：", result.closes)


def _evidence(explanation: Explanation, evidence: Evidence) -> Iterator[str]:
    from assessor.model.result import CONFIDENCE_ZH

    section = explanation.assessment.report.section(evidence.section)
    place = f"第 {evidence.page} 页" if evidence.page else f"第 {evidence.paragraph} 段"
    path = " › ".join(section.path)
    yield f"依据（{place}{'，' + path if path else ''}）"
    yield from _wrapped("  ", evidence.text)
    matched = "、".join(
        found.text if found.similarity == 100.0 else f"{found.text}（≈{found.term}，{found.similarity:.0f}%）"
        for found in evidence.matched
    )
    if matched:
        yield from _wrapped("    命中：", matched)
    if evidence.cues:
        yield from _wrapped("    线索：", "；".join(_satisfied(cue, evidence) for cue in evidence.cues[:3]))
    yield from _wrapped(
        "    把握：",
        f"{CONFIDENCE_ZH[evidence.confidence]}（{evidence.score:.0f}）{'，' + evidence.why if evidence.why else ''}",
    )


def _mention(mention: Mention) -> Iterator[str]:
    from assessor.model.result import MENTION_ZH

    yield f"仅提及：{MENTION_ZH[mention.kind]}（第 {mention.paragraph} 段{'，依据“' + mention.why + '”' if mention.why else ''}）"
    yield from _wrapped("  ", mention.text)


def _wrapped(lead: str, text: str) -> Iterator[str]:
    indent = " " * min(display_width(lead), 6)
    rows = wrap(" ".join(text.split()), WIDTH - display_width(lead)) or [""]
    for number, row in enumerate(rows):
        yield (lead if number == 0 else indent) + row


def _satisfied(cue: str, evidence: Evidence) -> str:
    """Return the cue with, in each slot, only the alternatives that were found."""
    found = {match.term for match in evidence.matched}
    chains = []
    for chain in cue.split(" + "):
        slots = [_slot(slot, found) for slot in re.split(r"(\s+[~…]\d*\s+)", chain)]
        chains.append("".join(slots))
    return " + ".join(chains)


def _slot(slot: str, found: set[str]) -> str:
    terms = [term for term in slot.split("/") if term.strip() in found]
    return "/".join(terms) if terms else slot if len(slot) <= 12 else slot.split("/", maxsplit=1)[0] + "/…"
