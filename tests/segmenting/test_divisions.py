"""Of several divisions named in a row the last one reports, and its ending says how high it stands."""

from __future__ import annotations

import pytest

from assessor.checklist.reading import builtin_reading_rules
from assessor.model.text import Document, Report
from assessor.segmenting import segment
from assessor.segmenting.divisions import divisions_of

RULES = builtin_reading_rules()


def read(text: str) -> Report:
    return segment(Document("报告.txt", text, ""), RULES)


@pytest.mark.parametrize(
    ("name", "divisions"),
    [
        ("四川省成都市武侯区2024年", "四川省province 成都市city 武侯区county"),
        ("北京市海淀区", "北京市province 海淀区county"),
        ("广西壮族自治区横州市校椅镇", "广西壮族自治区province 横州市county 校椅镇township"),
        ("湖南省攸县人民政府", "湖南省province 攸县county"),
        ("景德镇市昌江区", "景德镇市city 昌江区county"),
        ("乐山市市中区", "乐山市city 市中区county"),
        ("荆州市沙市区", "荆州市city 沙市区county"),
        ("梅州市梅县区", "梅州市city 梅县区county"),
        ("宁波市镇海区", "宁波市city 镇海区county"),
        ("常德市津市市", "常德市city 津市市county"),
        ("德宏傣族景颇族自治州芒市", "德宏傣族景颇族自治州city 芒市county"),
        # Behind a prefecture a city is one of the county level, be it on the list or not.
        ("临水市望江市", "临水市city 望江市county"),
        ("乌岭州市场监督管理局", "乌岭州city"),
        ("临水市城市管理局", "临水市city"),
        ("临水市住房和城乡建设局", "临水市city"),
        ("望江区委全面依法治区委员会办公室", "望江区county"),
        ("依法治县工作简报", ""),
        ("我市法治政府建设情况", ""),
        ("省农业农村厅", ""),
    ],
)
def test_a_name_is_taken_apart(name: str, divisions: str) -> None:
    assert " ".join(place.name + place.level for place in divisions_of(name, RULES)) == divisions


@pytest.mark.parametrize(
    ("title", "region", "level"),
    [
        ("北京市海淀区2024年法治政府建设年度报告", "北京市海淀区", "county"),
        ("重庆市渝北区2024年法治政府建设年度报告", "重庆市渝北区", "county"),
        ("苏州市吴中区2024年度法治政府建设情况报告", "苏州市吴中区", "county"),
        ("北京市2024年法治政府建设年度报告", "北京市", "province"),
        ("西藏自治区2024年法治政府建设年度报告", "西藏自治区", "province"),
        ("广西壮族自治区人民政府2024年法治政府建设情况报告", "广西壮族自治区", "province"),
        ("重庆市人民政府办公厅关于2024年法治政府建设情况的报告", "重庆市", "province"),
        ("苏州市2024年法治政府建设年度报告", "苏州市", "city"),
        ("昆山市2024年法治政府建设年度报告", "昆山市", "county"),
        ("浙江省义乌市人民政府2024年法治政府建设年度报告", "浙江省义乌市", "county"),
        ("仙桃市人民政府2024年法治政府建设年度报告", "仙桃市", "county"),
        ("芒市人民政府2024年法治政府建设年度报告", "芒市", "county"),
        ("青石县柳林镇2024年法治政府建设年度报告", "青石县柳林镇", "township"),
        ("北京市海淀区教育局2024年法治政府建设情况报告", "北京市海淀区", "department"),
    ],
)
def test_the_last_division_of_title_or_issuer_decides(title: str, region: str, level: str) -> None:
    report = read(f"{title}\n一、主要工作\n全年工作有序开展。\n")
    assert (report.region, report.level, report.level_source) == (region, level, "detected")


@pytest.mark.parametrize(
    ("city", "sentence", "level"),
    [
        ("望江市", "望江市（县级市）依法履职。", "county"),
        ("望江市", "全市工作有序开展。", "city"),
        ("昆山市", "全市工作有序开展。", "county"),
        ("昆山市", "我市在全省各县（市、区）中名列前茅。", "county"),
        ("昆山市", "全市各县（市、区）均已完成。", "city"),
        ("昆山市", "指导所辖县区开展自查。", "city"),
    ],
)
def test_the_text_tells_what_a_citys_name_leaves_open(city: str, sentence: str, level: str) -> None:
    text = f"{city}人民政府2024年法治政府建设情况报告\n一、主要工作\n{sentence}\n"
    assert read(text).level == level


def test_the_list_names_every_county_level_city_once_and_no_prefecture() -> None:
    cities = RULES.words["county_cities"]
    assert len(cities) == len(set(cities)) == 397
    assert all(city.endswith("市") for city in cities)
    assert not {"苏州市", "朝阳市", "吉林市", "张家界市", "海东市", "儋州市", "三沙市"} & set(cities)
