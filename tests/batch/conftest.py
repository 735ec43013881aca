"""A few small reports to run over, and the settings of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessor.batch.tasks import Settings
from assessor.checklist import load_checklist
from assessor.model.checklist import Checklist

CHECKLIST = "outline-2021-2025"


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    return load_checklist(CHECKLIST)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of five reports, one of which is no report at all but bytes of nothing."""
    folder = tmp_path / "报告"
    folder.mkdir()
    for number, name in enumerate(("甲县", "乙县", "丙县", "丁县")):
        text = (
            f"{name}2023年法治政府建设年度报告\n一、主要举措和成效\n"
            f"全年收到行政复议申请{number + 11}件，审结{number + 9}件。"
            f"动态调整权责清单，取消事项{number + 2}项。\n二、存在的问题\n执法力量仍显不足。\n"
        )
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 not a document")
    return folder


@pytest.fixture
def settings(tmp_path: Path, checklist: Checklist) -> Settings:
    return Settings(CHECKLIST, checklist.digest, str(tmp_path / "结果"))
