"""`assessor assess` shows the waivers of the policy file it finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assessor.cli import run

POLICY = """\
waivers:
- {checkpoint: "28.1", kind: not_applicable, reason: 台账在核对, by: 李某, expires: 2026-06-30}
"""


def checkpoint(repository: Path, identifier: str) -> dict[str, Any]:
    result = json.loads((repository / "out" / "good.json").read_text(encoding="utf-8"))
    points = [c for part in result["parts"] for item in part["items"] for c in item["checkpoints"]]
    found: dict[str, Any] = next(point for point in points if point["id"] == identifier)
    return found


@pytest.mark.parametrize(("today", "state"), [("2026-06-30", "active"), ("2026-07-01", "expired")])
def test_a_waiver_reaches_the_result(repository: Path, today: str, state: str) -> None:
    (repository / "assessor.yaml").write_text(POLICY, encoding="utf-8")
    assert run(["assess", "good.txt", "-o", "out", "--format", "json", "--today", today]) == 0
    assert checkpoint(repository, "28.1")["waiver"]["state"] == state


def test_without_a_policy_there_is_none(repository: Path) -> None:
    assert run(["assess", "good.txt", "-o", "out", "--format", "json"]) == 0
    assert checkpoint(repository, "28.1")["waiver"] is None


def test_an_id_that_does_not_exist_is_a_configuration_error(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "assessor.yaml").write_text(POLICY.replace("28.1", "28.99"), encoding="utf-8")
    assert run(["assess", "good.txt", "-o", "out", "--format", "json"]) == 2
    assert "没有检查点 28.99" in capsys.readouterr().err


def test_every_error_of_the_policy_is_marked_as_one_and_nothing_is_written(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "assessor.yaml").write_text(
        f"fail_on: loud\nlevel: 国家级\n{POLICY.replace('06-30', '06-31')}", encoding="utf-8"
    )
    said = {}
    for command in ("assess", "check", "explain"):
        assert run([command, "good.txt", *(["22.1"] if command == "explain" else [])]) == 2
        said[command] = capsys.readouterr().err
    assert said["assess"] == said["check"] == said["explain"]
    lines = said["assess"].splitlines()
    assert [line[: len("错误：assessor.yaml:0:")] for line in lines] == [
        f"错误：assessor.yaml:{n}:" for n in (1, 2, 4)
    ]
    assert not (repository / "reports").exists()
