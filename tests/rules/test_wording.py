"""FZ204, FZ301, FZ302, FZ401: wrong words and leftovers."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Found, annual


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("深化商务制度改革，压缩企业开办时间。", "商事制度改革"),
        ("发布行政复仪典型案例10件。", "行政复议"),
        ("复意案件办理质量参差不齐。", "复议案件"),
        ("出台《重大行政决测后评估办法》。", "重大行政决策"),
        ("组织案卷平查，抽取176宗。", "案卷评查"),
        ("水土保持放案实行承诺制管理。", "水土保持方案"),
        ("执法人员持征上岗。", "持证上岗"),
        ("自愿撒回申请的417件。", "撤回"),
        ("征地补尝款已兑付。", "征地补偿"),
        ("研究部暑重点任务。", "部署"),
        ("各村都拿自己的林劝证。", "林权证"),
        ("与7支应急救援对伍签订协议。", "队伍"),
        ("履行第一责任人人职责情况。", "第一责任人"),
        ("深入学习习近平法制思想。", "习近平法治思想"),
        ("以习近平新时代中国特社会主义思想为指导。", "习近平新时代中国特色社会主义思想"),
        ("全面落实《法治政府建设实施刚要》。", "法治政府建设实施纲要"),
    ],
)
def test_slips_are_found_with_the_correction(find: Found, written: str, meant: str) -> None:
    (finding,) = find("FZ301", annual(written))
    assert finding.correction == meant
    assert f"疑为“{meant}”之误" in finding.message


@pytest.mark.parametrize(
    "right",
    [
        "商务部门优化商务服务，深化商事制度改革。",
        "依法作出行政决定，规范行政决策。",
        "发放案卷12份，按方案评查。",
        "全面依法治省、依法治县，推进依法治理。",
        "查处防犯罪宣传不到位的单位1家。",
        "申清楚事实后补正。",
        "对行政执法整治成效开展评估。",
        "推行“一网通办”“一网统管”。",
        "学习《习近平法治思想学习纲要》，深入践行习近平法治思想的要求。",
        "制定《法治社会建设实施方案》。",
        "把书面材料撒在地上。",
        "深入学习习近平 法治思想、习近平“法治思想”。",
        "完成林权争议调处16起，坚持调解原则。",
        "建设社会主义法治国家，树立社会主义法治理念。",
        "组建救援队五支，形成多元化结构。",
        "司法行政处发出通知3份，由县局主要负责认定。",
        "推进溯源治理，配齐法治审核员。",
        "促进法治建设第一责任人职责落实。",
    ],
)
def test_right_wording_passes(find: Found, right: str) -> None:
    assert find("FZ301", annual(right)) == []


def test_the_government_of_law_is_left_to_its_own_rule(find: Found) -> None:
    text = annual("调整法制政府建设领导小组，落实《法制政府建设实施纲要》。")
    assert find("FZ301", text) == []
    assert [finding.correction for finding in find("FZ204", text)] == ["法治政府", "法治政府"]


def test_usage_is_hinted_outside_titles_only(find: Found) -> None:
    assert len(find("FZ302", annual("新增市场主体2318户，市场主体满意度提升。"))) == 1
    assert find("FZ302", annual("落实《市场主体登记管理条例》。")) == []
    assert find("FZ302", annual("新增市场主体2318户。", year=2021)) == []
    assert find("FZ302", annual("申报于10月截止。")) == []


@pytest.mark.parametrize(
    "left",
    [
        "办结案件XX件。",
        "20XX年，办结案件55件。",
        "××县召开会议3次。",
        "办结案件____件。",
        "【待补充】",
        "办结案件（此处补充数据）件。",
        "出台《》1件。",
        "办结案件55件，，评查案卷260份。",
        "办结案件55件，。",
        "批注[张某1]：请核实数据。",
        "办结案件？？件。",
        "TODO 应诉数据",
    ],
)
def test_leftovers_are_found(find: Found, left: str) -> None:
    assert len(find("FZ401", annual(left))) == 1


@pytest.mark.parametrize(
    "fine",
    [
        "局长黎××同志包案化解9件。",
        "当事人张XX不服，申请复议。",
        "【一】主要数据对照",
        "二〇〇八年以来首次修订。",
        "机制尚待完善，短板有待补充。",
        "签订补充协议3份，核实为准。",
        "组织开展“XK-1”应急演练。",
        "会议决定（略）。",
        "他说：“真不罚？”",
    ],
)
def test_what_only_looks_like_a_leftover_passes(find: Found, fine: str) -> None:
    assert find("FZ401", annual(fine)) == []
