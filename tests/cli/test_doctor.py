"""`assessor doctor`: commands for what is missing, on request for everything everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import assessor.cli.doctor as doctor
from assessor.doctor.parts import Finding
from assessor.doctor.remedies import COMMANDS, SYSTEM_ZH
from tests.cli.conftest import Ran

Run = Callable[..., Ran]

FOUND = Finding("libreoffice", "LibreOffice", True, False, "已找到", "不能直接读取 .doc")


@pytest.fixture(autouse=True)
def complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "check_all", lambda: (FOUND,))


def test_a_complete_machine_needs_no_command(assessor: Run) -> None:
    ran = assessor("doctor")
    assert (ran.code, ran.out) == (0, "✓ 有  LibreOffice：已找到\n\n部件齐全。\n")


def test_all_systems_lists_every_command_also_on_a_complete_machine(assessor: Run) -> None:
    ran = assessor("doctor", "--all-systems")
    assert ran.code == 0
    assert "后果" not in ran.out
    for system, name in SYSTEM_ZH.items():
        assert f"安装（{name}）：{COMMANDS['libreoffice'][system]}" in ran.out
