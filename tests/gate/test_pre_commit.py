"""The hook run by pre-commit itself, in a scratch repository: what is committed here, installed by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate.conftest import DRAFTS

pytestmark = [
    pytest.mark.install,
    pytest.mark.skipif(shutil.which("git") is None, reason="git 未安装"),
]

CONFIG = """\
repos:
- repo: {project}
  rev: {commit}
  hooks:
  - id: assessor-check
    files: ^drafts/
"""


def git(folder: Path, *args: str) -> str:
    return subprocess.run(
        ["git", "-c", "safe.directory=*", *args], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture(scope="module")
def scratch(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose only hook is ours, with the three drafts in it."""
    if not (project / ".git").exists():
        pytest.skip("不是 git 检出")
    folder = tmp_path_factory.mktemp("scratch")
    git(folder, "init", "--quiet")
    config = CONFIG.format(project=project, commit=git(project, "rev-parse", "HEAD"))
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    shutil.copytree(DRAFTS, folder / "drafts")
    git(folder, "add", ".")
    return folder


def run_hook(scratch: Path, *files: str) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color", "never", "--files", *files],
        cwd=scratch,
        env={**os.environ, "PRE_COMMIT_HOME": str(scratch.parent / "pre-commit-home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=900,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_good_draft_passes_in_silence(scratch: Path) -> None:
    code, said = run_hook(scratch, "drafts/good.txt")
    assert code == 0, said
    assert "Passed" in said
    assert "FZ" not in said


def test_a_thin_draft_is_refused_with_its_findings(scratch: Path) -> None:
    code, said = run_hook(scratch, "drafts/thin.txt")
    assert code == 1
    assert "- exit code: 1" in said
    assert "drafts/thin.txt:7:3: 警告 FZ301" in said


def test_a_broken_draft_is_refused_as_unreadable(scratch: Path) -> None:
    code, said = run_hook(scratch, "drafts/good.txt", "drafts/broken.docx")
    assert code == 1
    assert "- exit code: 3" in said
    assert "drafts/broken.docx" in said


def test_other_files_are_left_alone(scratch: Path) -> None:
    code, said = run_hook(scratch, ".pre-commit-config.yaml")
    assert code == 0
    assert "Skipped" in said
