"""What satisfies a cue: near, in order, in the same clause, with figures and named documents."""

from __future__ import annotations

import pytest

from assessor.checklist.cues import CueError, parse_cue
from assessor.matching.cues import SentenceView, compile_cue, match_cue
from assessor.matching.terms import TermIndex
from assessor.model.shadow import shadow


def satisfied(cue: str, text: str) -> bool:
    parsed = parse_cue(cue, {"制定": "制定/出台/印发"})
    copy = shadow(text).text
    index = TermIndex(term.text for term in parsed.terms() if term.kind != "number" and len(term.text) > 1)
    view = SentenceView(copy, 0, len(copy))
    for hit in index.find(copy):
        view.hits.setdefault(hit.term, []).append(hit)
    return bool(match_cue(view, compile_cue(parsed)))


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("权责清单 ~ 调整/公布", "动态调整权责清单。", True),
        ("权责清单 ~ 调整/公布", "权责清单已向社会公布。", True),
        ("权责清单 ~ 调整/公布", "权责清单工作有序，公布了年度计划。", False),
        ("权责清单 ~4 公布", "权责清单由县委编办统一公布。", False),
        ("调整 … 权责清单", "动态调整权责清单。", True),
        ("调整 … 权责清单", "权责清单动态调整。", False),
        ("复议 + #件", "行政复议工作稳步推进，全年审结271件。", True),
        ("复议 ~ #件", "行政复议工作稳步推进，全年审结271件。", False),
        ("审结 ~ #件", "审结一千余件。", True),
        ("审结 ~ #件", "审结1，384件。", True),
        ("审结 ~ #件", "审结多年积案。", False),
        ("纠错率 ~ #%", "综合纠错率达12.6％。", True),
        ("纠错率 ~ #%", "综合纠错率为百分之十二。", True),
        ("《实施方案》 ~ {制定}", "印发《甲县法治政府建设实施方案》。", True),
        ("《实施方案》 ~ {制定}", "印发实施方案。", False),
        ("聘 ~ 法律顾问", "新聘法律顾问8名。", True),
        ("乡镇 ~ 合法性审核", "乡镇（街道）合法性审核全覆盖。", True),
        ("受理 ~ #件", "受理（件）318", False),
        ("行政诉讼 ~ #例", "全年无一例行政诉讼。", False),
        ("受理 ~ #件", "全年受理0件。", False),
        ("受理 ~ #件", "全年受理零件。", False),
        ("受理 ~ #件", "全年受理100件。", True),
        ("纠错率 ~ #%", "行政复议纠错率0%。", True),
    ],
)
def test_cues(cue: str, text: str, expected: bool) -> None:
    assert satisfied(cue, text) is expected


@pytest.mark.parametrize(
    ("cue", "complaint"),
    [
        ("", "空的线索"),
        ("复议~审结", "两边要有空格"),
        ("#件", "两个字以上的词"),
        ("聘 ~ #名", "两个字以上的词"),
        ("{没有}", "没有名为“没有”的词族"),
        ("复议//应诉", "空的备选词"),
        ("复议 ~999 应诉", "距离"),
        ("行政复议 ~", "末尾缺一处词"),
        ("行政复议 ~6", "末尾缺一处词"),
        ("行政复议 ~ 第#名", "# 只能写在词的最前面"),
    ],
)
def test_a_faulty_cue_says_what_is_wrong(cue: str, complaint: str) -> None:
    with pytest.raises(CueError, match=complaint):
        parse_cue(cue, {})
