"""Terms are found exactly, and with one slip of the pen where the text is odd."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.checklist import load_checklist
from assessor.matching.match import Matcher
from assessor.matching.terms import EDGE_LENGTH, FUZZY_LENGTH, TermIndex
from assessor.model.shadow import normalise

INDEX = TermIndex(["行政复议", "行政裁决", "行政规范性文件", "负责人出庭应诉", "一网通办"])


def found(text: str) -> list[tuple[str, str]]:
    copy = normalise(text)
    return [(hit.term, copy[hit.start : hit.end]) for hit in INDEX.find(copy)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("收到行政复议申请", "行政复议"),
        ("收到行政复汉申请", "行政复议"),
        ("收到行复议申请", "行政复议"),
        ("收到行政复复议申请", "行政复议"),
        ("制发行政规范姓文件", "行政规范性文件"),
        ("推进“一网通办”", "一网通办"),
        ("推進一網通辦", "一网通办"),
        ("推进 一 网 通 办", "一网通办"),
    ],
)
def test_variants_and_slips_are_found(text: str, term: str) -> None:
    assert term in [name for name, _ in found(text)]


@pytest.mark.parametrize("text", ["行政裁量权基准", "行政协议备案", "行政会议纪要", "一网统管"])
def test_another_word_is_no_slip(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("热线12345受理", 1),
        ("发放312345册", 0),
        ("发放123456册", 0),
        ("宣传品1124件", 0),
        ("“12·4”国家宪法日", 1),
    ],
)
def test_a_figure_is_not_found_inside_a_longer_one(text: str, hits: int) -> None:
    assert len(list(TermIndex(["12345", "124"]).find(normalise(text)))) == hits


def slips_by_brute_force(index: TermIndex, text: str) -> set[tuple[str, int, int]]:
    """Every stretch that is one edit from a term, with the edit where the text is odd: the definition."""
    odd = [index.is_odd(text[i : i + 2]) for i in range(len(text) - 1)]
    result = set()
    for term in index.terms:
        size = len(term)
        if size < FUZZY_LENGTH:
            continue
        for start in range(len(text)):
            for length in (size - 1, size, size + 1):
                end = start + length
                if end <= len(text) and _is_slip(term, text, start, end, odd):
                    result.add((term, start, end))
    return result


def _is_slip(term: str, text: str, start: int, end: int, odd: list[bool]) -> bool:
    piece, size = text[start:end], len(term)
    if term in piece:
        return False  # an exact hit, found as such
    edge = size >= EDGE_LENGTH
    if len(piece) == size:
        places = [i for i in range(size) if piece[i] != term[i]]
        if len(places) != 1 or (places[0] in (0, size - 1) and not edge):
            return False
        return _odd(odd, start + places[0] - 1) and _odd(odd, start + places[0])
    if len(piece) == size - 1:
        return any(piece == term[:i] + term[i + 1 :] and odd[start + i - 1] for i in range(1, size - 1))
    for i in range(1, size):
        if piece == term[:i] + piece[i] + term[i:]:
            place = start + i
            doubled = text[place] == text[place - 1] or text[place + 1 : place + 2] == text[place]
            left, right = _odd(odd, place - 1), _odd(odd, place)
            if (doubled and (left or right)) or (left and right):
                return True
    return False


def _odd(odd: list[bool], pair: int) -> bool:
    return pair < 0 or pair >= len(odd) or odd[pair]


def slips_by_index(index: TermIndex, text: str) -> set[tuple[str, int, int]]:
    return {(hit.term, hit.start, hit.end) for hit in index.find_slips(text)}


PIECES = st.sampled_from(
    [
        "行政",
        "复议",
        "裁决",
        "规范性",
        "文件",
        "复",
        "议",
        "汉",
        "姓",
        "一网",
        "通办",
        "办",
        "负责人",
        "出庭",
        "应诉",
        "诉",
        "权",
        "的",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_pruned_search_equals_brute_force_on_random_text(text: str) -> None:
    assert slips_by_index(INDEX, text) == slips_by_brute_force(INDEX, text)


def test_the_pruned_search_equals_brute_force_on_a_real_report(project: Path) -> None:
    index = Matcher(load_checklist()).index
    sample = TermIndex(index.terms[::23])
    text = normalise((project / "seeds" / "heihe-2021.txt").read_text(encoding="utf-8-sig"))[:900]
    spoilt = text.replace("复议", "复汉", 3).replace("行政", "行行政", 2).replace("公开", "公", 2)
    assert slips_by_index(sample, spoilt) == slips_by_brute_force(sample, spoilt)
