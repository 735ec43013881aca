"""The JSON Schema that lets an editor complete a checklist says what the loader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assessor.checklist import load

CHECKLISTS = Path(__file__).parents[2] / "checklist"
FILES = [path for path in sorted(CHECKLISTS.rglob("*.yaml")) if "items:" in path.read_text(encoding="utf-8")]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((CHECKLISTS / "checklist.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


@pytest.mark.parametrize("path", [CHECKLISTS / "outline-2021-2025.yaml", *FILES], ids=lambda path: path.name)
def test_the_shipped_checklist_satisfies_it(schema: dict[str, Any], path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    errors = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in jsonschema.Draft202012Validator(schema).iter_errors(content)
    ]
    assert errors == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("checklist", load._TOP_KEYS),
        ("part", load._PART_KEYS),
        ("item", load._ITEM_KEYS),
        ("checkpoint", load._CHECKPOINT_KEYS),
    ],
)
def test_it_knows_the_keys_the_loader_knows(schema: dict[str, Any], name: str, keys: set[str]) -> None:
    assert set(schema["$defs"][name]["properties"]) == keys


@pytest.mark.parametrize(
    "checkpoint",
    [
        {"id": "1.1", "title": "甲"},
        {"id": "1.1", "title": "甲", "requirement": "乙", "weight": 0},
        {"id": "1.1", "title": "甲", "requirement": "乙", "weigth": 1},
        {"id": "1.1", "title": "甲", "requirement": "乙", "asked": {"county": "maybe"}},
    ],
)
def test_it_refuses_what_the_loader_refuses(schema: dict[str, Any], checkpoint: dict[str, Any]) -> None:
    items = [{"id": "1", "title": "条", "checkpoints": [checkpoint]}]
    assert not jsonschema.Draft202012Validator(schema).is_valid({"id": "1", "title": "部", "items": items})
