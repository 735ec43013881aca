"""The pre-commit hook, the GitHub action and the snippets of docs/ci.md, as far as they run without the services."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.gate.policy_file import load_policy
from tests.gate.conftest import DRAFTS, Check


def snippets(project: Path, language: str) -> list[str]:
    text = (project / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def action(project: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((project / "action.yml").read_text(encoding="utf-8"))
    return data


def test_every_yaml_snippet_of_the_guide_parses(project: Path) -> None:
    assert len(snippets(project, "yaml")) >= 5
    for snippet in snippets(project, "yaml"):
        assert yaml.safe_load(snippet)


def test_the_guides_policies_are_valid(project: Path, tmp_path: Path) -> None:
    (policy,) = [text for text in snippets(project, "yaml") if text.startswith("# assessor.yaml")]
    (tmp_path / "assessor.yaml").write_text(policy, encoding="utf-8")
    assert len(load_policy(tmp_path / "assessor.yaml").waivers) == 2
    (table,) = snippets(project, "toml")
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    assert tomllib.loads(table)
    assert load_policy(tmp_path / "pyproject.toml").fail_on == "warning"


def test_the_guides_sample_is_what_the_tool_prints(project: Path, check: Check, tmp_path: Path) -> None:
    sample = snippets(project, "text")[0]
    name = sample.split(":", 1)[0]
    shutil.copy(DRAFTS / "thin.txt", tmp_path / name)
    assert check(name).out == sample


def test_no_guide_installs_by_a_name_that_may_be_someone_elses(project: Path) -> None:
    for path in [*project.glob("*.md"), *(project / "docs").glob("*.md")]:
        for line in re.findall(r"(?:pip|pipx) install .*", path.read_text(encoding="utf-8")):
            assert not re.search(r"install (--?\S+ )*['\"]?assessor\b", line), f"{path.name}: {line}"


def test_the_hook_takes_reports_and_leaves_the_rest(project: Path) -> None:
    (hook,) = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    takes = re.compile(hook["files"]).search
    assert hook["entry"] == "assessor check"
    for name in (
        "初稿/2024年法治政府建设年度报告.docx",
        "年报.pdf",
        "工作总结.wps",
        "drafts/report-2024.txt",
    ):
        assert takes(name)
    for name in ("README.md", "报告/assessor.yaml", "requirements.txt", "scan.png"):
        assert not takes(name)


def test_the_action_never_pastes_inputs_into_its_script(action: dict[str, Any]) -> None:
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_the_action_offers_every_input_it_reads(action: dict[str, Any]) -> None:
    used = set(re.findall(r"inputs\.([a-z]+)", str(action["runs"])))
    assert used == set(action["inputs"])


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="the action runs in bash")
@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ("good.txt", 0),
        ("thin.txt\n", 1),
        ("good.txt\n*.txt", 1),
        ("broken.docx", 3),
        ("没有.txt", 3),
        ("--help", 3),
        ("good.txt\n--debug", 3),
    ],
)
def test_the_actions_check_step_ends_with_the_verdict(
    action: dict[str, Any], tmp_path: Path, project: Path, reports: str, code: int
) -> None:
    for draft in DRAFTS.iterdir():
        shutil.copy(draft, tmp_path)
    assessor = tmp_path / "assessor"
    assessor.write_text(f'#!/bin/sh\nPYTHONPATH="{project}" exec "{sys.executable}" -m assessor "$@"\n')
    assessor.chmod(0o755)
    output = tmp_path / "output"
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={
            **os.environ,
            "REPORTS": reports,
            "FORMAT": "github",
            "OUTPUT": "",
            "CONFIG": "",
            "BASELINE": "",
            "ASSESSOR": str(assessor),
            "GITHUB_OUTPUT": str(output),
        },
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == code
    assert output.read_text() == f"exit-code={code}\n"
    assert b"Traceback" not in ran.stderr
