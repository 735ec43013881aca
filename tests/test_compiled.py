"""A checklist kept compiled is the same checklist, and is kept only as long as it is."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from jinja2 import Environment

from assessor import compiled, kept, pipeline
from assessor.checklist import load_checklist, reading, yaml_lines
from assessor.errors import ChecklistError, ConfigurationError
from assessor.readers import read
from assessor.rendering.environment import environment
from assessor.rendering.json_result import to_json

ID = "outline-2021-2025"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place to keep compiled checklists, and a process that has compiled none."""
    monkeypatch.setattr(kept, "folder", lambda: tmp_path)
    monkeypatch.setattr(pipeline, "_matchers", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file a first run left; from here on the process knows nothing of that run."""
    compiled.load_compiled(ID)
    (path,) = folder.iterdir()
    monkeypatch.setattr(pipeline, "_matchers", {})
    return path


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise AssertionError("read from YAML")

    monkeypatch.setattr(compiled, "load_checklist", fail)


def test_the_second_run_reads_no_yaml_and_says_the_same(
    left: Path, seeds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = load_checklist(ID)
    forbid_reading(monkeypatch)
    again = compiled.load_compiled(ID)
    left_out = ("subject", "strong", "weak", "vetoes", "masks", "match_examples", "other_examples")
    for one, other in zip(again.checkpoints(), fresh.checkpoints(), strict=True):
        assert asdict(one) == {**asdict(other), **dict.fromkeys(left_out, ())}
    assert asdict(replace(again, parts=())) == asdict(replace(fresh, parts=()))
    results = [to_json(pipeline.assess(read(str(seed)), again)) for seed in seeds]
    monkeypatch.setattr(pipeline, "_matchers", {})
    assert results == [to_json(pipeline.assess(read(str(seed)), fresh)) for seed in seeds]


def test_a_checklist_that_changed_is_read_again(
    left: Path, project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    copy = tmp_path_factory.mktemp("changed") / "checklist"
    shutil.copytree(project / "checklist", copy)
    monkeypatch.setattr(compiled, "checklist_dir", lambda: copy)
    forbid_reading(monkeypatch)
    assert compiled.load_compiled(ID).id == ID
    part = copy / ID / "part-01.yaml"
    part.write_text(part.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="read from YAML"):
        compiled.load_compiled(ID)


def test_so_is_one_compiled_by_other_code(
    left: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path_factory.mktemp("code") / "match.py"
    module.touch()
    monkeypatch.setattr(compiled, "_sources", lambda: iter([module]))
    compiled.load_compiled(ID)
    forbid_reading(monkeypatch)
    assert compiled.load_compiled(ID).id == ID
    os.utime(module, ns=(0, 0))
    with pytest.raises(AssertionError, match="read from YAML"):
        compiled.load_compiled(ID)


def test_so_are_the_rules_of_reading(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path_factory.mktemp("rules") / "reading.yaml"
    copy.write_text("plan:\n- 下一步\nself_city: [我市]\n", encoding="utf-8")
    monkeypatch.setattr(reading, "checklist_dir", lambda: copy.parent)
    for words in ("下一步", "明年", "明年"):
        copy.write_text(copy.read_text(encoding="utf-8").replace("下一步", words), encoding="utf-8")
        rules = reading.builtin_reading_rules.__wrapped__()
        assert rules.search("plan", f"，{words}，") == words
        assert rules.words == {"self_city": ("我市",)}
    monkeypatch.setattr(yaml_lines, "load_yaml", None)
    assert set(reading.builtin_reading_rules.__wrapped__().patterns) == {"plan"}


def test_and_the_templates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = environment.__wrapped__().get_template("scorecard.html.j2")
    (path,) = folder.iterdir()
    good = path.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("compiled")

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", fail)
        again = environment.__wrapped__().get_template("scorecard.html.j2")
        assert again.blocks.keys() == first.blocks.keys()
    path.write_bytes(good[:-100])
    environment.__wrapped__().get_template("scorecard.html.j2")
    assert path.read_bytes() == good


def test_the_way_of_keeping_counts_too(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = kept.fingerprint_of(())
    monkeypatch.setattr(kept, "__file__", str(tmp_path))
    assert kept.fingerprint_of(()) != before


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_file_is_made_anew(left: Path, damage: bytes | None) -> None:
    whole = left.read_bytes()
    left.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert compiled.load_compiled(ID).id == ID
    assert left.read_bytes()[:32] == whole[:32]
    assert len(left.read_bytes()) > len(whole) // 2


def test_nothing_is_written_where_python_writes_no_bytecode(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.load_compiled(ID).id == ID
    assert list(folder.iterdir()) == []
    # ... unless it is asked for outright, as set-up does.
    compiled.main()
    assert {path.suffix for path in folder.iterdir()} == {".compiled"}


def test_a_place_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "folder", lambda: folder / "missing")
    assert compiled.load_compiled(ID).id == ID


def test_a_checklist_of_ones_own_is_never_kept(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("id: own\n", encoding="utf-8")
    with pytest.raises(ChecklistError):
        compiled.load_compiled(str(own))
    with pytest.raises(ConfigurationError):
        compiled.load_compiled("nope")
    assert list(folder.glob("*.compiled")) == []
