"""The JSON result keeps its contract: schema 1.0, quotations that match, the same bytes every time."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from assessor.model.result import Assessment
from assessor.rendering.json_result import to_json
from assessor.resources import schema_text
from tests.sample import TEXT, make_assessment


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(schema_text("result-1.0.json"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def closed(node: Any) -> Any:
    """Return the schema with every object closed, so that a key it does not describe is an error."""
    if isinstance(node, dict):
        shut = {key: closed(value) for key, value in node.items()}
        if node.get("type") == "object" and "properties" in node:
            shut["additionalProperties"] = False
        return shut
    return [closed(value) for value in node] if isinstance(node, list) else node


@pytest.mark.parametrize("paged", [False, True])
def test_it_satisfies_the_schema_and_says_nothing_the_schema_does_not(
    schema: dict[str, Any], paged: bool
) -> None:
    result = json.loads(to_json(make_assessment(paged=paged)))
    jsonschema.Draft202012Validator(closed(schema)).validate(result)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda r: r["summary"].update(score=101), "a score over 100"),
        (lambda r: r["report"].update(source="/home/x/a.txt"), "an absolute path"),
        (lambda r: r["report"].update(source="C:\\x\\a.txt"), "an absolute Windows path"),
        (lambda r: r["parts"][0]["items"][0]["checkpoints"][0].update(evidence=[]), "covered, no proof"),
        (lambda r: r["parts"][0]["items"][0]["checkpoints"][0].update(status="yes"), "unknown status"),
        (lambda r: r["summary"]["counts"].pop("missing"), "a count left out"),
        (lambda r: r.pop("checklist"), "no checklist"),
    ],
)
def test_the_schema_refuses(schema: dict[str, Any], assessment: Assessment, spoil: Any, reason: str) -> None:
    result = copy.deepcopy(json.loads(to_json(assessment)))
    spoil(result)
    assert not jsonschema.Draft202012Validator(schema).is_valid(result), reason


def test_every_quotation_equals_the_text_at_its_offsets(assessment: Assessment) -> None:
    result = json.loads(to_json(assessment))
    assert result["report"]["length"] == len(TEXT)
    sections = {section["id"] for section in result["report"]["sections"]}
    quoted = 0
    for part in result["parts"]:
        for item in part["items"]:
            for checkpoint in item["checkpoints"]:
                for cited in (*checkpoint["evidence"], *checkpoint["mentions"]):
                    quoted += 1
                    assert cited["text"] == TEXT[cited["start"] : cited["end"]]
                    assert cited["section"] in sections
    assert quoted > 50


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert to_json(make_assessment()) == to_json(make_assessment())


def test_half_a_character_does_not_keep_the_result_from_being_written() -> None:
    text = to_json(make_assessment(insert="县政府\ud83d公开信息。"))
    assert b"\\ud83d" in text.encode("utf-8")
    assert "县政府\ud83d公开信息。" in json.dumps(json.loads(text), ensure_ascii=False)
