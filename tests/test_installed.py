"""What a user installs works away from the checkout: the wheel is whole, in an empty environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.sample import TEXT

pytestmark = pytest.mark.install


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script in a fresh environment that holds the wheel and its locked dependencies only."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for what in (["--require-hashes", "-r", project / "requirements.lock"], ["--no-deps", wheel]):
        subprocess.run([*pip, *what], check=True, timeout=600, capture_output=True)
    return scripts / "assessor"


def test_the_wheel_carries_checklists_and_templates_and_no_reports(wheel: Path, project: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("checklist", "templates"):
        tracked = [path for path in (project / folder).rglob("*") if path.is_file()]
        assert tracked
        assert {f"assessor/_data/{path.relative_to(project).as_posix()}" for path in tracked} <= names
    assert not any(name.startswith(("tests", "seeds", "reports", "benchmarks")) for name in names)
    assert "assessor/schemas/result-1.0.json" in names


def test_it_assesses_a_report_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(TEXT, encoding="utf-8")
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
    }
    done = subprocess.run(
        [installed, "assess", "报告.txt", "--format", "json,html,md,xlsx"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads((tmp_path / "reports" / "报告.json").read_text(encoding="utf-8"))
    assert result["report"]["title"] == "青石县人民政府2024年法治政府建设年度报告"
    assert (tmp_path / "reports" / "报告.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    "args", [["--version"], ["--help"], ["checklist", "list"], ["checklist", "show", "22.2"]]
)
def test_the_other_commands_find_what_they_need(installed: Path, tmp_path: Path, args: list[str]) -> None:
    done = subprocess.run([installed, *args], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
