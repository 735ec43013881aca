"""List labels are written as Word writes them."""

from __future__ import annotations

import pytest

from assessor.readers.numerals import numeral


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "一百"),
     (101, "一百零一"), (110, "一百一十"), (1001, "一千零一"), (2023, "二千零二十三")],
)  # fmt: skip
def test_counting_in_chinese(number: int, expected: str) -> None:
    assert numeral(number, "chineseCounting") == expected


@pytest.mark.parametrize(
    ("number_format", "number", "expected"),
    [("decimal", 12, "12"), ("decimalZero", 3, "03"), ("decimalFullWidth", 12, "１２"), ("upperRoman", 4, "IV"),
     ("lowerRoman", 9, "ix"), ("lowerLetter", 1, "a"), ("upperLetter", 27, "AA"), ("decimalEnclosedCircle", 1, "①"),
     ("decimalEnclosedCircle", 21, "㉑"), ("decimalEnclosedParen", 2, "⑵"), ("ideographTraditional", 3, "丙"),
     ("ideographDigital", 10, "一〇"), ("chineseLegalSimplified", 12, "壹拾贰"), ("japaneseCounting", 12, "十二"),
     ("none", 5, ""), ("hex", 5, "5"), ("chineseCounting", 0, "0"), ("chineseCounting", 123456, "123456")],
)  # fmt: skip
def test_other_formats(number_format: str, number: int, expected: str) -> None:
    assert numeral(number, number_format) == expected
