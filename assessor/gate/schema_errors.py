"""JSON Schema's complaints in the words of someone who writes a policy file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assessor.checklist.yaml_errors import colon_hint
from assessor.model.levels import LEVEL_CHOICES

if TYPE_CHECKING:
    from jsonschema import ValidationError

_TYPES = {
    "object": "“键: 值”的形式",
    "array": "列表",
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "boolean": "true 或 false",
}


def in_chinese(error: ValidationError, text: str) -> Iterator[tuple[str, str]]:
    """Yield a key of the place complained of ("" for the place itself) and a Chinese message.

    text: the value complained of as it stands in the file, "" for a list or a mapping.
    """
    where = _path(error)
    wanted: Any = error.validator_value
    schema: Any = error.schema
    instance: Any = error.instance
    if error.validator == "additionalProperties":
        allowed = schema.get("properties", {})
        for key in instance:
            if key not in allowed:
                yield key, f"{where}里没有“{key}”这个键{colon_hint(key) or _nearest(key, allowed)}"
    elif error.validator == "required":
        missing = [key for key in wanted if key not in instance]
        # jsonschema complains once per missing key; its message names the one meant.
        for key in missing:
            if f"'{key}'" in error.message:
                what = schema["properties"][key].get("description", "")
                yield "", f"{where}缺少“{key}”（{what}）"
    else:
        yield "", f"{where}{_complaint(error, wanted, text)}"


def _complaint(error: ValidationError, wanted: Any, text: str) -> str:
    value = f"“{text}”" if not isinstance(error.instance, dict | list) else ""
    if error.validator == "type":
        types = [wanted] if isinstance(wanted, str) else wanted
        return (
            f"应是{'或'.join(_TYPES.get(kind, kind) for kind in types)}{_mended(types, error.instance, text)}"
        )
    if error.validator == "enum":
        # Of a level's many names the message gives two.
        choices = (
            LEVEL_CHOICES
            if list(error.absolute_path) == ["level"]
            else "、".join(str(choice) for choice in wanted if not isinstance(choice, bool))
        )
        return f"的值{value}不在可选值之中：{choices}"
    if error.validator in ("minimum", "maximum"):
        return f"的值{value}超出范围 0—100"
    if error.validator == "pattern" and "d{4}" in str(wanted):
        return f"的值{value}应写成 YYYY-MM-DD，如 2026-12-31"
    return "不能是空的"


def _mended(types: list[str], instance: Any, text: str) -> str:
    """Return, behind a comma, what the value of another type lacks; "" where that cannot be told."""
    if "object" in types:
        return colon_hint(text)
    if "string" in types and isinstance(instance, bool | int | float):
        return f"，“{text}”要加引号"
    if "number" in types and isinstance(instance, str) and text:
        return f"，不能是“{text}”"
    return ""


def _path(error: ValidationError) -> str:
    """Return the place as `score.minimum ` or `waivers 第 2 条 kind `, with a space before the Chinese."""
    path = ""
    for step in error.absolute_path:
        if isinstance(step, int):
            path += f" 第 {step + 1} 条 "
        else:
            path += f".{step}" if path and not path.endswith(" ") else str(step)
    return f"{path.rstrip()} " if path else "配置"


def _nearest(key: str, allowed: dict[str, Any]) -> str:
    from rapidfuzz import process

    if not allowed:
        return ""
    best = process.extractOne(str(key), list(allowed), score_cutoff=70)
    listed = "、".join(allowed)
    return f"，是否要写“{best[0]}”？" if best else f"；可用的键：{listed}"
