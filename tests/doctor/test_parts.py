"""The doctor tells what is there from what is not, and knows a command for everything it may miss."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from assessor.doctor import fonts, parts, remedies
from assessor.doctor.parts import PRINTED, check_all, check_fonts, check_layout, gb2312_characters


def test_gb2312_is_whole() -> None:
    characters = gb2312_characters()
    assert len(set(characters)) == 7445
    assert sum("\u4e00" <= char <= "\u9fff" for char in characters) == 6763


@pytest.mark.parametrize("part", get_args(remedies.PartName))
@pytest.mark.parametrize("system", get_args(remedies.System))
def test_every_part_has_a_command_on_every_system(part: Any, system: Any) -> None:
    assert len(remedies.COMMANDS[part][system]) > 10


def test_every_part_is_checked_and_says_what_its_lack_costs() -> None:
    findings = check_all()
    assert {finding.part for finding in findings} == set(get_args(remedies.PartName))
    assert all(finding.cost and finding.detail for finding in findings)


@pytest.mark.parametrize(
    ("release", "apt", "system"),
    [
        ({"ID": "debian"}, True, "debian"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True, "debian"),
        ({"ID": "uos"}, True, "debian"),
        ({"ID": "openEuler"}, False, "rpm"),
        ({"ID": "fedora"}, False, "rpm"),
        ({"ID": "kylin"}, False, "rpm"),
        ({"ID": "kylin", "ID_LIKE": "debian"}, True, "debian"),
        ({"ID": "kylin"}, True, "debian"),
        ({"ID": "plan9"}, False, None),
    ],
)
def test_systems_are_told_apart(release: dict[str, str], apt: bool, system: str | None) -> None:
    assert remedies.linux_family(release, apt=apt) == system


def test_without_pango_both_layout_parts_are_missing_and_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import cffi

    def no_library(*_: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0': no such file")

    for name in [name for name in sys.modules if name.startswith("weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(cffi.FFI, "dlopen", no_library)
    pango, subsetter = check_layout()
    assert (pango.present, pango.needed, subsetter.present) == (False, True, False)
    assert capsys.readouterr().out == ""


def test_fonts_that_lack_characters_are_named_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "missing_characters", lambda _: ("◐", "龘"))
    finding = check_fonts()
    assert not finding.present
    assert "龘◐" in finding.detail


def test_no_font_has_an_unassigned_character_and_every_font_an_ordinary_one() -> None:
    if fonts.missing_characters("") is None:
        pytest.skip("本机没有 fontconfig")
    assert fonts.missing_characters(["\U0003ffff", " \n\u200b"]) in ((), ("\U0003ffff",))
    assert "\U00050000" in (fonts.missing_characters(["a\U00050000"]) or ())


def test_whatever_the_templates_print_is_checked_for(project: Path) -> None:
    checked = set(gb2312_characters()) | set(PRINTED)
    for template in (project / "templates").rglob("*.j2"):
        strange = {char for char in template.read_text(encoding="utf-8") if ord(char) > 0x7F} - checked
        assert not strange, f"{template.name}: {strange}"


def test_the_exit_code_follows_what_a_pdf_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from assessor.cli import doctor

    def finding(part: Any, present: bool, needed: bool) -> parts.Finding:
        return parts.Finding(part, "部件", present, needed, "未找到", "后果")

    for findings, code in (
        ([finding("pango", True, True), finding("ocr", False, False)], 0),
        ([finding("pango", False, True), finding("ocr", True, False)], 1),
    ):
        monkeypatch.setattr(doctor, "check_all", lambda found=findings: tuple(found))
        result = CliRunner().invoke(doctor.command, ["--all-systems"])
        assert result.exit_code == code
        assert "apt-get install" in result.output
        assert "dnf install" in result.output
