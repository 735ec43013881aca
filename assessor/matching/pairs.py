"""Which pairs of neighbouring characters are ordinary Chinese, from a word list shipped as data."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

# Characters that stand beside anything: particles, numerals, measure words, punctuation and all that is not Han.
_FREE = frozenset(
    "的了和与及在为对将等并各是有以由向到从被把或也都还又而其该本此共已未不无中上下内外后前一二三四五六七八九十百千万亿两多余个件条项次人年月日家户名批份"
)

# Characters that ordinary prose doubles: 层层落实, 人人参与, 常常.
_DOUBLED = frozenset(
    "层人年月日天家户时处事件个种频渐刚仅往大稍一村镇乡县市省点步环条句字代世重项次回样款多少慢好快高明常久深实小细紧牢早远默匆纷处处"
)


@lru_cache(maxsize=1)
def _followers() -> dict[str, str]:
    """Return, for each character, all that ordinarily follow it in one string."""
    lines = files("assessor.matching").joinpath("data/pairs.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1:] for line in lines if not line.startswith("#")}


def is_known_pair(pair: str) -> bool:
    """Tell whether the two characters of `pair` ordinarily stand side by side in Chinese.

    A pair with a particle, a numeral or a character that is no Han character always does;
    a doubled character does only if prose ordinarily doubles it.
    """
    left, right = pair[0], pair[1]
    if left == right and "一" <= left <= "鿿":
        return left in _DOUBLED
    if left in _FREE or right in _FREE:
        return True
    if not ("一" <= left <= "鿿" and "一" <= right <= "鿿"):
        return True
    return right in _followers().get(left, "")
