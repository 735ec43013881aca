"""form-rules.yaml: there, sound, and complained of when it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.errors import ConfigurationError
from assessor.rules import words as module
from assessor.rules.slips import changed_characters
from assessor.rules.words import words


@pytest.fixture
def unread() -> Iterator[None]:
    """Read the file anew, before the test and after it."""
    words.cache_clear()
    yield
    words.cache_clear()


def expressions(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from expressions(child)
    elif isinstance(value, list):
        for child in value:
            yield from expressions(child)


def test_every_expression_compiles() -> None:
    for expression in expressions(words()):
        re.compile(expression)


def test_terms_are_given_once() -> None:
    for key in ("terms", "rigid_terms", "not_wrong"):
        assert len(words()[key]) == len(set(words()[key]))


def test_no_term_objects_to_another() -> None:
    text = "\n".join((*words()["terms"], *words()["rigid_terms"]))
    assert [slip for term in words()["terms"] for slip in changed_characters(text, term)] == []


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("text", [None, "a: [", "- 1"])
def test_a_damaged_file_is_named(text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if text is not None:
        (tmp_path / "form-rules.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "checklist_dir", lambda: tmp_path)
    with pytest.raises(ConfigurationError, match=r"form-rules\.yaml"):
        words()
