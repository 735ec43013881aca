"""An invented county report and its assessment, rich enough for every renderer and gate to be tried on.

Nothing here comes from a real report, and no judgement here comes from the matcher: the table below says
by hand which sentence proves what. Offsets are looked up in the text, so quotations always match it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assessor.judging.scoring import best_status
from assessor.model.result import (
    Asked,
    Assessment,
    CheckpointResult,
    Confidence,
    Evidence,
    ItemResult,
    Matched,
    Mention,
    MentionKind,
    PartResult,
    Status,
    Substance,
    Summary,
    Waiver,
)
from assessor.model.text import Document, Heading, Report, Section, Sentence, Stance

OUTLINE = Path(__file__).parent / "data" / "outline.json"

TEXT = """青石县人民政府2024年法治政府建设年度报告
2024年,青石县坚持以习近平法治思想为指导,深入贯彻《法治政府建设实施纲要(2021—2025年)》,现将有关情况报告如下。
一、主要举措和成效
(一)坚持党的领导,压实推进法治建设责任
县委理论学习中心组专题学习习近平法治思想4次,县政府常务会议会前学法12次,覆盖领导干部210人次。印发《青石县2024年法治政府建设工作要点》,分解任务36项并逐项明确责任单位。县政府主要负责人主持召开法治政府建设专题会议3次,研究解决执法力量不足等问题5个。县委全面依法治县委员会召开会议2次,审议文件6件。组织42个单位“一把手”述法,实现年度述法全覆盖。
(二)优化政府职能,持续改善营商环境
动态调整部门权责清单,新增事项41项、取消17项,调整结果在县政府门户网站公布。推行证明事项告知承诺制,公布告知承诺事项清单68项,减少证明材料9200余份。深化行政审批制度改革,承接市级下放事项23项,审批时限平均压缩62%。政务服务大厅设置综合窗口26个,“一件事一次办”上线事项15个,全年办件18.6万件,好评率99.1%。开展“双随机、一公开”抽查312次,抽查市场主体1240户,公示率100%。认真落实市场准入负面清单制度,严格执行“非禁即入”。开展公平竞争审查,审查增量文件29件,清理存量文件114件,废止3件。召开政企恳谈会8场,收集诉求76条,办结74条。
(三)健全依法行政制度,规范重大行政决策
制定行政规范性文件9件,全部经合法性审核并报市政府备案,报备率、及时率均为100%。对现行有效的136件行政规范性文件开展全面清理,废止21件、修改8件。完善重大行政决策程序,加强公众参与和风险评估。县政府聘请法律顾问6名,审查合同和涉法文件187件,提出法律意见403条。县司法局列席县政府常务会议22次,对提交审议的51个议题出具合法性审查意见。
(四)严格规范公正文明执法
整合文化、农业、交通等领域执法队伍,组建综合行政执法大队5支。向8个乡镇下放行政执法权56项,派驻执法人员64名。开展食品安全、安全生产等专项执法检查147次,立案查处违法案件389件,罚没金额512.4万元。全面推行行政执法“三项制度”,法制审核重大执法决定95件,公示执法信息4210条。组织执法人员资格考试2场,换发执法证件318个。推行“首违不罚”,对112起轻微违法行为不予处罚。落实“谁执法谁普法”责任制,深入开展法治宣传。向公安机关移送涉嫌犯罪案件7件。
(五)依法预防处置突发事件和化解矛盾纠纷
修订《青石县突发事件总体应急预案》等预案14件,组织防汛、森林防火演练9场,2600余人次参加。组建村级应急小分队97支,储备物资点实现行政村全覆盖。各级调解组织化解矛盾纠纷2318件,调解成功率98.7%。县行政裁决机构本年度未收到行政裁决申请。收到行政复议申请64件,受理58件,审结55件,其中撤销、确认违法6件,直接纠错率10.9%。全县行政应诉案件37件,行政机关负责人出庭应诉率100%。与县法院召开府院联席会议2次,会商行政争议11件。
(六)强化权力监督,建设数字政府
办理县人大代表建议88件、政协提案103件,办结率100%。县审计局完成审计项目19个,促进整改问题资金2300万元。县政府督查室围绕重点工作开展督查13次,下发督办单47份。评查行政执法案卷260份,通报问题31个。主动公开政府信息6820条,答复依申请公开29件,按时答复率100%。政务服务事项网上可办率97.5%,“掌上青石”注册用户达21万。归集电子证照43万个,共享政务数据目录1120条。联合县委党校举办法治政府建设理论研讨会1次,收到论文34篇。
二、存在的问题和原因
一是行政执法案例指导不够,执法尺度尚不统一。二是重大行政决策后评估开展不多,全过程记录和归档不够规范。三是政务诚信建设有待加强,个别单位拖欠中小企业账款问题尚未完全解决。
三、2025年工作安排
一是制定行政裁量权基准,统一执法尺度。二是建设“互联网+监管”平台,推行非现场监管。三是开展法治督察,力争创建全省法治政府建设示范县。四是制定政务数据安全管理办法。
让法治成为青石县最鲜明的底色,全面提升政府公信力!
"""


@dataclass(frozen=True)
class Proof:
    """One row of the table: a sentence (found by a fragment of it) and the terms seen in it."""

    fragment: str
    terms: tuple[str, ...]
    facts: tuple[str, ...] = ()
    confidence: Confidence = "high"
    score: float = 96.0


@dataclass(frozen=True)
class Judged:
    """What the table says of one checkpoint; one with no row is missing."""

    proofs: tuple[Proof, ...] = ()
    status: Status = "covered"
    substance: Substance | None = "specific"
    mentions: tuple[tuple[str, MentionKind, str], ...] = ()
    weight: float = 1.0
    closes: str = ""
    waiver: Waiver | None = field(default=None)


def _covered(fragment: str, terms: str, facts: str = "", weight: float = 1.0) -> Judged:
    return Judged((Proof(fragment, tuple(terms.split()), tuple(facts.split())),), weight=weight)


def _general(fragment: str, terms: str, confidence: Confidence = "mid") -> Judged:
    proof = Proof(fragment, tuple(terms.split()), (), confidence, 71.0)
    return Judged((proof,), substance="general")


def _mentioned(fragment: str, kind: MentionKind, term: str, closes: str = "") -> Judged:
    return Judged((), "mentioned", None, ((fragment, kind, term),), closes=closes)


TABLE: dict[str, Judged] = {
    "1.1": Judged(
        (Proof("专题学习习近平法治思想4次", ("学习习近平法治思想",), ("4次", "12次", "210人次")),),
        weight=2.0,
        mentions=(("坚持以习近平法治思想为指导", "slogan", "习近平法治思想"),),
    ),
    "3.1": _covered(
        "分解任务36项", "法治政府建设工作要点 分解任务", "36项 《青石县2024年法治政府建设工作要点》"
    ),
    "4.1": _general("组建综合行政执法大队", "整合", "low"),
    "4.2": _covered("动态调整部门权责清单", "权责清单", "41项 17项", weight=2.0),
    "4.3": _general("市场准入负面清单制度", "市场准入负面清单 非禁即入"),
    "5.1": _covered("承接市级下放事项23项", "行政审批制度改革 下放", "23项 62%", weight=2.0),
    "5.2": _covered("证明事项告知承诺制", "证明事项告知承诺制", "68项 9200余份"),
    "5.5": _covered("双随机、一公开", "双随机、一公开", "312次 1240户 100%"),
    "5.6": _covered("一件事一次办", "综合窗口 一件事一次办", "26个 15个 18.6万件 99.1%", weight=2.0),
    "6.3": _covered("公平竞争审查", "公平竞争审查", "29件 114件 3件"),
    "6.4": _covered("政企恳谈会", "政企恳谈会", "8场 76条 74条"),
    "9.1": _covered("制定行政规范性文件9件", "制定行政规范性文件", "9件"),
    "9.2": _covered("制定行政规范性文件9件", "合法性审核", "9件", weight=2.0),
    "9.3": _covered("制定行政规范性文件9件", "备案 报备率", "100%"),
    "9.4": _covered("开展全面清理", "全面清理 废止", "136件 21件 8件"),
    "10.1": _covered("出具合法性审查意见", "合法性审查意见", "22次 51个", weight=2.0),
    "10.2": _covered("聘请法律顾问6名", "法律顾问 审查合同", "6名 187件 403条"),
    "11.3": _general("加强公众参与和风险评估", "公众参与 风险评估"),
    "11.4": _mentioned("全过程记录和归档", "problem", "记录和归档", "写明建档的决策事项件数和归档做法。"),
    "12.2": _mentioned(
        "重大行政决策后评估", "problem", "决策后评估", "写明对哪项决策开展了后评估、结论如何运用。"
    ),
    "13.1": _covered("组建综合行政执法大队", "整合 综合行政执法大队", "5支"),
    "13.2": _covered("下放行政执法权56项", "乡镇 下放行政执法权", "8个 56项 64名"),
    "13.4": _covered("移送涉嫌犯罪案件7件", "移送涉嫌犯罪案件", "7件"),
    "14.1": _covered("专项执法检查147次", "专项执法检查 立案查处", "147次 389件 512.4万元", weight=2.0),
    "15.1": _covered("三项制度", "三项制度 法制审核", "95件 4210条", weight=3.0),
    "15.2": _mentioned(
        "制定行政裁量权基准", "plan", "行政裁量权基准", "写明已公布的裁量权基准名称、涉及的事项数。"
    ),
    "15.3": _covered("执法人员资格考试2场", "资格考试 执法证件", "2场 318个"),
    "16.1": _covered("首违不罚", "首违不罚 不予处罚", "112起"),
    "16.2": _mentioned(
        "行政执法案例指导不够", "problem", "行政执法案例指导", "写明发布的指导案例或典型案例件数。"
    ),
    "16.3": _general("谁执法谁普法", "谁执法谁普法"),
    "17.1": _covered("突发事件总体应急预案", "应急预案", "《青石县突发事件总体应急预案》 14件"),
    "18.1": _covered("组织防汛、森林防火演练9场", "演练", "9场 2600余人次"),
    "19.1": _covered("村级应急小分队97支", "应急小分队", "97支"),
    "20.2": _covered("化解矛盾纠纷2318件", "化解矛盾纠纷 调解成功率", "2318件 98.7%"),
    "21.1": Judged(
        (Proof("未收到行政裁决申请", ("行政裁决", "未收到")),), status="declared_none", substance=None
    ),
    "22.2": _covered(
        "收到行政复议申请64件", "行政复议申请 审结 纠错率", "64件 58件 55件 6件 10.9%", weight=2.0
    ),
    "23.1": _covered("负责人出庭应诉率100%", "负责人出庭应诉率", "37件 100%", weight=2.0),
    "23.3": _covered("府院联席会议2次", "府院联席会议", "2次 11件"),
    "24.2": _covered("县人大代表建议88件", "人大代表建议 政协提案", "88件 103件 100%"),
    "24.3": _covered("完成审计项目19个", "审计项目", "19个 2300万元"),
    "25.1": _covered("开展督查13次", "督查", "13次 47份"),
    "26.2": _covered("评查行政执法案卷260份", "评查行政执法案卷", "260份 31个"),
    "27.1": _covered("主动公开政府信息6820条", "主动公开政府信息", "6820条", weight=2.0),
    "27.2": _covered("答复依申请公开29件", "依申请公开", "29件 100%"),
    "28.1": Judged(
        (),
        "mentioned",
        None,
        (
            ("政务诚信建设有待加强", "problem", "政务诚信"),
            ("全面提升政府公信力", "slogan", "政府公信力"),
        ),
        closes="写明合同履约、政策兑现的专项行动和结果。",
    ),
    "29.1": _covered("网上可办率97.5%", "网上可办率", "97.5%"),
    "29.2": _covered("掌上青石", "掌上", "21万"),
    "30.1": _covered("共享政务数据目录1120条", "共享政务数据", "1120条"),
    "30.3": _covered("归集电子证照43万个", "电子证照", "43万个"),
    "30.4": _mentioned(
        "政务数据安全管理办法", "plan", "政务数据安全", "写明已施行的数据安全制度或检查次数。"
    ),
    "31.1": _mentioned("互联网+监管", "plan", "互联网+监管", "写明平台接入的事项数和使用情况。"),
    "31.3": _mentioned("推行非现场监管", "plan", "非现场监管"),
    "32.1": _covered("全面依法治县委员会召开会议2次", "依法治县委员会", "2次 6件", weight=2.0),
    "32.2": Judged(
        (
            Proof("主要负责人主持召开法治政府建设专题会议3次", ("主要负责人主持",), ("3次", "5个")),
            Proof("年度述法全覆盖", ("述法",), ("42个",), "mid", 84.0),
        ),
        weight=3.0,
    ),
    "33.1": _mentioned("开展法治督察", "plan", "法治督察", "写明督察了几个单位、发现和整改的问题数。"),
    "33.2": _mentioned("力争创建全省法治政府建设示范县", "plan", "示范县"),
    "34.1": _covered("会前学法12次", "会前学法", "12次 210人次", weight=2.0),
    "35.1": _covered("法治政府建设理论研讨会1次", "理论研讨会", "1次 34篇"),
    "4.4": Judged(
        (),
        "missing",
        None,
        waiver=Waiver("accepted", "乡镇管理体制改革由市统一部署,本年度未启动", "县司法局", "2026-12-31"),
    ),
}

SECTION_STANCE: dict[str, Stance] = {"存在的问题和原因": "problem", "2025年工作安排": "plan"}
_ENDS = "。!?;！？；"


def _segment(text: str) -> tuple[tuple[Heading, ...], tuple[Section, ...], tuple[Sentence, ...]]:
    """Cut the sample text, whose form is known: 一、 and (一) on lines of their own."""
    lines: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        lines.append((position, line))
        position += len(line) + 1
    headings: list[Heading] = []
    marks: list[tuple[int, int, str]] = []
    for start, line in lines:
        level = 1 if line[1:2] == "、" else 2 if line[:1] == "(" else 0
        if level:
            headings.append(Heading(start, start + len(line), level))
            title = line.split("、", 1)[1] if level == 1 else line.split(")", 1)[1]
            marks.append((start, level, title))
    sections = [Section("s0", "", 0, (), 0, marks[0][0], "other")]
    for n, (start, level, title) in enumerate(marks):
        end = next((s for s, other, _ in marks[n + 1 :] if other <= level), len(text))
        parents = [m for m in marks[:n] if m[1] < level][-1:]
        path = (*(m[2] for m in parents), title)
        stance = SECTION_STANCE.get(path[0], "done")
        sections.append(Section(f"s{n + 1}", title, level, path, start, end, stance))
    sentences: list[Sentence] = []
    paragraph = 0
    heading_starts = {h.start for h in headings}
    for start, line in lines:
        if not line:
            continue
        paragraph += 1
        innermost = [s for s in sections if s.start <= start < s.end][-1]
        begin = 0
        for i, char in enumerate(line):
            if char in _ENDS or i == len(line) - 1:
                heading = start in heading_starts or paragraph == 1
                slogan = char in "!！"
                sentences.append(
                    Sentence(
                        len(sentences),
                        start + begin,
                        start + i + 1,
                        paragraph,
                        innermost.id,
                        "heading" if heading else "slogan" if slogan else "body",
                        "other" if heading or slogan else innermost.stance,
                        innermost.title,
                    )
                )
                begin = i + 1
    return tuple(headings), tuple(sections), tuple(sentences)


def make_report(*, insert: str = "", paged: bool = False, source: str = "qingshi-2024.txt") -> Report:
    """Return the sample report. `insert` becomes a paragraph of its own before 二、; `paged` adds pages."""
    text = TEXT.replace("二、存在的问题", f"{insert}\n二、存在的问题") if insert else TEXT
    headings, sections, sentences = _segment(text)
    pages = (0, text.index("(三)健全"), text.index("(六)强化")) if paged else ()
    document = Document(
        source,
        text,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "pdf" if paged else "txt",
        pages,
        headings,
        ("第3页有1处内容为图片,未参与评估",) if paged else (),
    )
    return Report(
        document,
        "青石县人民政府2024年法治政府建设年度报告",
        "青石县人民政府",
        "青石县",
        "county",
        "detected",
        2024,
        sections,
        sentences,
    )


def _sentence(report: Report, fragment: str) -> Sentence:
    at = report.document.text.index(fragment)
    return next(s for s in report.sentences if s.start <= at < s.end)


def _matched(report: Report, sentence: Sentence, terms: tuple[str, ...]) -> tuple[Matched, ...]:
    found = []
    quote = report.quote(sentence.start, sentence.end)
    for term in terms:
        at = quote.find(term)
        if at >= 0:
            start = sentence.start + at
            found.append(Matched(term, term, start, start + len(term), 100.0))
    return tuple(sorted(found, key=lambda m: m.start))


def _evidence(report: Report, proof: Proof) -> Evidence:
    sentence = _sentence(report, proof.fragment)
    return Evidence(
        sentence.start,
        sentence.end,
        report.quote(sentence.start, sentence.end),
        sentence.section,
        sentence.paragraph,
        report.document.page_of(sentence.start),
        proof.score,
        proof.confidence,
        _matched(report, sentence, proof.terms),
        proof.terms,
        proof.facts,
        "、".join(f"“{term}”" for term in proof.terms) + "同现,且为已完成的事项",
    )


def _mention(report: Report, fragment: str, kind: MentionKind, term: str) -> Mention:
    sentence = _sentence(report, fragment)
    stance: Stance = "other" if kind == "slogan" else kind
    return Mention(
        sentence.start,
        sentence.end,
        report.quote(sentence.start, sentence.end),
        sentence.section,
        sentence.paragraph,
        report.document.page_of(sentence.start),
        kind,
        stance,
        _matched(report, sentence, (term,)),
        "所在章节为计划或问题" if kind != "slogan" else "只有口号,没有做法",
    )


def counted(results: tuple[CheckpointResult, ...]) -> tuple[float, float]:
    """Return (weight covered, weight counted), the arithmetic of docs/scoring.md done again."""
    covered = sum(c.weight for c in results if c.status == "covered")
    missed = sum(c.weight for c in results if c.status in ("mentioned", "missing") and c.asked == "asked")
    return covered, covered + missed


def _score(results: tuple[CheckpointResult, ...]) -> float | None:
    covered, total = counted(results)
    return round(100 * covered / total, 1) if total else None


def _checkpoint(report: Report, row: dict[str, str], asked: Asked, note: str) -> CheckpointResult:
    status: Literal["missing", "not_applicable"] = (
        "not_applicable" if asked == "not_applicable" else "missing"
    )
    judged = TABLE.get(row["id"], Judged((), status, None))
    evidence = tuple(sorted((_evidence(report, p) for p in judged.proofs), key=lambda e: e.start))
    return CheckpointResult(
        row["id"],
        row["title"],
        row["requirement"],
        judged.closes or f"写明{row['title']}的具体做法和数据。",
        judged.weight,
        asked,
        "" if asked == "asked" else note,
        judged.status,
        evidence,
        tuple(_mention(report, *m) for m in judged.mentions),
        judged.substance if judged.status == "covered" else None,
        tuple(fact for p in judged.proofs for fact in p.facts),
        judged.waiver,
    )


def make_assessment(
    *,
    insert: str = "",
    paged: bool = False,
    source: str = "qingshi-2024.txt",
    warnings: tuple[str, ...] = ("政府层级系按标题推断为“县(市、区)”,可用 --level 改正",),
) -> Assessment:
    """Return the sample assessment: all 96 checkpoints, every status, mentions of all three kinds.

    insert: a paragraph added to the report (for hostile text), cited as further evidence of 27.2;
    paged: the report has pages; source: the name shown; warnings: those of the assessment.
    """
    report = make_report(insert=insert, paged=paged, source=source)
    parts: list[PartResult] = []
    for part in json.loads(OUTLINE.read_text(encoding="utf-8")):
        items: list[ItemResult] = []
        for item in part["items"]:
            results = tuple(_checkpoint(report, c, item["county"], item["note"]) for c in item["checkpoints"])
            items.append(
                ItemResult(item["id"], item["title"], best_status(results), _score(results), results)
            )
        everything = tuple(c for i in items for c in i.checkpoints)
        parts.append(PartResult(part["id"], part["title"], _score(everything), tuple(items)))
    if insert:
        parts = [_cite(report, part, "27.2", insert) for part in parts]
    results = tuple(c for p in parts for i in p.items for c in i.checkpoints)
    counts: dict[Status, int] = dict.fromkeys(
        ("covered", "declared_none", "mentioned", "missing", "not_applicable"), 0
    )
    for result in results:
        counts[result.status] += 1
    return Assessment(
        report,
        "outline-2021-2025",
        "法治政府建设实施纲要（2021—2025年）",
        "1.0.0",
        report.level,
        report.level_source,
        Summary(
            _score(results),
            counts,
            sum(c.substance == "specific" for c in results),
            sum(c.substance == "general" for c in results),
        ),
        tuple(parts),
        warnings,
    )


def _cite(report: Report, part: PartResult, wanted: str, insert: str) -> PartResult:
    """Return the part with the first sentence of `insert` added as evidence of checkpoint `wanted`."""
    from dataclasses import replace

    first = next(line for line in insert.split("\n") if line)
    extra = _evidence(report, Proof(first[:40], (), (), "mid", 70.0))
    items = tuple(
        replace(
            item,
            checkpoints=tuple(
                replace(c, evidence=(*c.evidence, extra)) if c.id == wanted else c for c in item.checkpoints
            ),
        )
        for item in part.items
    )
    return replace(part, items=items)
