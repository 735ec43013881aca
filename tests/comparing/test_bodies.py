"""Whose report it is: bodies are told apart, and one body is the same over the years."""

from __future__ import annotations

from typing import Any

import pytest

from assessor.comparing.bodies import names_of


def row(**known: Any) -> dict[str, Any]:
    """A row of run.json: a report of 江州市 unless told otherwise."""
    usual = {"source": "a/甲.txt", "region": "江州市", "issuer": "江州市人民政府", "title": "报告"}
    return {**usual, "level": "city", "year": 2024, **known}


def names(*rows: dict[str, Any]) -> list[str]:
    return [one.name for one in names_of(rows)]


def test_departments_of_a_city_are_told_apart_and_from_their_city() -> None:
    water = row(level="department", issuer="江州市水务局")
    finance = row(level="department", issuer="江州市财政局")
    assert names(row(), water, finance) == ["江州市", "江州市水务局", "江州市财政局"]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({}, "江州市"),
        ({"region": None}, "江州市"),
        ({"level": "department", "issuer": None, "title": "述法报告"}, "述法报告"),
        ({"level": "township", "region": "昭岭县", "issuer": "昭岭县古乡人民政府"}, "昭岭县古乡"),
        ({"level": "township", "region": "甲县城关镇", "issuer": "城关镇人民政府"}, "甲县城关镇"),
        ({"level": "township", "region": "昭岭县", "issuer": None}, "报告"),
        ({"level": "department", "issuer": None, "region": "江州市水务局"}, "江州市水务局"),
        ({"region": "某省", "issuer": "江州市人民政府"}, "江州市"),
        ({"region": "某省", "issuer": "某省江州市人民政府"}, "某省江州市"),
        ({"region": "某省", "issuer": None, "title": "江州市2023年法治政府建设年度报告"}, "江州市"),
        ({"region": "某省", "issuer": None, "title": "关于江州市水务局法治政府建设的报告"}, "江州市水务局"),
        ({"region": "某省", "issuer": None, "title": "认真贯彻落实纲要"}, "认真贯彻落实纲要"),
        ({"region": None, "issuer": None}, "报告"),
        ({"region": None, "issuer": None, "title": ""}, "甲"),
    ],
)
def test_a_body_has_the_name_that_is_its_own(known: dict[str, Any], name: str) -> None:
    assert names(row(**known)) == [name]


def test_where_a_name_is_shared_the_issuer_tells_apart() -> None:
    assert names(row(), row(issuer="江州市委")) == ["江州市人民政府", "江州市委"]
    district = row(level="county", issuer="江州市江北区人民政府")
    assert names(row(), district) == ["江州市", "江州市江北区"]


def test_a_name_that_several_regions_know_comes_with_its_region() -> None:
    towns = [row(level="township", issuer="城关镇人民政府", region=county) for county in ("甲县", "乙县")]
    assert names(*towns) == ["甲县城关镇", "乙县城关镇"]


def bodies(*rows: dict[str, Any]) -> list[object]:
    return [one.body for one in names_of(rows)]


def test_years_of_a_body_are_no_reason_to_tell_apart() -> None:
    rows = [row(), row(year=2023, issuer=None), row(year=2022, issuer="江州市委")]
    assert names(*rows) == ["江州市"] * 3
    assert len(set(bodies(*rows))) == 1


def test_a_body_is_the_same_whether_its_province_is_told_or_not() -> None:
    told = row(region="某省"), row(region="某省", issuer="某省江州市人民政府", year=2023)
    assert len(set(bodies(*told, row(year=2022)))) == 1
    towns = [row(level="township", issuer="城关镇人民政府", region=region) for region in ("甲县", None)]
    assert len(set(bodies(*towns))) == 2  # every county has one


def test_cities_of_a_province_are_different_bodies_in_different_years() -> None:
    cities = row(region="某省"), row(region="某省", issuer="河州市人民政府", year=2023)
    assert len(set(bodies(*cities))) == 2


def test_what_names_nobody_is_of_no_known_body() -> None:
    nameless = [row(region="某省", issuer=None, source=f"{year}.txt", year=year) for year in (2022, 2023)]
    assert bodies(*nameless) == [None, None]
    assert names(*nameless) == ["报告（2022）", "报告（2023）"]


def test_several_reports_of_a_year_are_told_apart_by_their_files() -> None:
    found = names_of([row(), row(source="乙.txt")])
    assert [one.name for one in found] == ["江州市（甲）", "江州市（乙）"]
    assert len({one.body for one in found}) == 1
