"""docs/rules.md is made from the rules and does not drift from them."""

from __future__ import annotations

from pathlib import Path

from assessor.gate.conditions import known_rules
from assessor.gate.rule_docs import rules_markdown


def test_the_document_is_current(project: Path) -> None:
    written = (project / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == rules_markdown(), "run scripts/gen-docs"


def test_every_rule_stands_in_it_with_example_and_remedy() -> None:
    document = rules_markdown()
    for rule, text in known_rules().items():
        chapter = document.split(f"### {rule} ", 1)[1].split("\n### ", 1)[0]
        assert text.name in chapter
        assert text.remedy in chapter
        assert "**示例**" in chapter or "有问题的写法：" in chapter
