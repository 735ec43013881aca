"""`assessor compare` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessor import cli
from assessor.model.result import LEVEL_ZH


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """A run of two reports by a checklist of one checkpoint."""
    point = {"id": "1.1", "title": "检查点", "asked": dict.fromkeys(LEVEL_ZH, "asked")}
    head = {
        "id": "outline",
        "title": "纲要",
        "version": "1",
        "parts": [
            {"id": "1", "title": "部分", "items": [{"id": "1", "title": "条目", "checkpoints": [point]}]}
        ],
    }
    rows = [
        {
            "source": f"{name}.txt",
            "key": name,
            "title": name,
            "issuer": None,
            "region": name,
            "level": "county",
            "year": 2023,
            "score": score,
            "specific": 1,
            "covered": 1,
            "items": {"1": score},
            "checkpoints": {"1.1": "covered" if score else "missing"},
        }
        for name, score in (("甲县", 100.0), ("乙县", 0.0))
    ]
    folder = tmp_path / "结果"
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps({"checklist": head, "reports": rows}), encoding="utf-8")
    return folder


def test_a_folder_gets_the_formats_asked_for(run_folder: Path, tmp_path: Path) -> None:
    assert cli.run(["compare", str(run_folder), "-o", str(tmp_path / "比较"), "--format", "xlsx,html"]) == 0
    assert sorted(path.name for path in (tmp_path / "比较").iterdir()) == ["比较表.html", "比较表.xlsx"]


def test_the_suffix_of_a_file_says_the_format(run_folder: Path, tmp_path: Path) -> None:
    assert cli.run(["compare", str(run_folder / "run.json"), "-o", str(tmp_path / "a.html")]) == 0
    assert "2 份法治政府建设年度报告比较表" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_folder_without_a_run_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "全市").mkdir()
    assert cli.run(["compare", str(tmp_path / "全市"), "-o", str(tmp_path / "比较")]) == 3
    err = capsys.readouterr().err
    assert "全市：里面没有 run.json；要给 assessor batch 的结果文件夹" in err
    assert "请先运行 assessor batch" in err
    assert cli.run(["compare", str(tmp_path / "没有"), "-o", str(tmp_path / "比较")]) == 3
    assert "没有：没有这个文件或文件夹" in capsys.readouterr().err
    assert not (tmp_path / "比较").exists()


@pytest.mark.parametrize("name", ["比较.txt", "比较.xslx"])
def test_an_ending_that_is_not_written_makes_no_folder(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert cli.run(["compare", str(run_folder), "-o", str(tmp_path / name)]) == 2
    assert ".xlsx、.html、.pdf" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_an_unknown_format_is_a_misuse(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", str(run_folder), "--format", "docx"]) == 2
    assert "没有“docx”这种格式" in capsys.readouterr().err
