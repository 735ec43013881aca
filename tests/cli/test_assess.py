"""`assessor assess` as a user meets it: real reports in, scorecards out, and every way it can go wrong."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from assessor.resources import schema_text
from tests.cli.conftest import Ran
from tests.sample import TEXT

Run = Callable[..., Ran]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "青石县2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_real_reports_give_results_that_satisfy_the_schema_and_quote_the_text(
    assessor: Run, seeds: list[Path], tmp_path: Path
) -> None:
    ran = assessor("assess", *seeds, "-o", "结果", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("result-1.0.json")))
    for seed in seeds:
        result = json.loads((tmp_path / "结果" / f"{seed.stem}.json").read_text(encoding="utf-8"))
        validator.validate(result)
        text = seed.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        checkpoints = [c for p in result["parts"] for i in p["items"] for c in i["checkpoints"]]
        assert len(checkpoints) == 96
        cited = [e for c in checkpoints for e in (*c["evidence"], *c["mentions"])]
        assert len(cited) > 20
        assert all(e["text"] == text[e["start"] : e["end"]] for e in cited)


def test_the_same_report_gives_the_same_bytes(assessor: Run, report: Path, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        assert assessor("assess", report.name, "-o", folder, "--format", "json,html,md").code == 0
    for name in ("json", "html", "md"):
        first, second = ((tmp_path / folder / f"青石县2024.{name}").read_bytes() for folder in ("a", "b"))
        assert first == second
        assert str(tmp_path).encode() not in first


def test_the_terminal_shows_score_counts_weakest_areas_and_files(assessor: Run, report: Path) -> None:
    ran = assessor("assess", report.name, "--format", "json")
    assert ran.code == 0
    assert "青石县人民政府2024年法治政府建设年度报告" in ran.out
    for label in ("得分", "已覆盖", "零报告", "仅提及", "未见", "不适用", "较弱"):
        assert label in ran.out
    assert str(Path("reports") / "青石县2024.json") in ran.out


def test_without_options_the_pdf_the_page_and_the_data_are_in_reports(
    assessor: Run, report: Path, tmp_path: Path
) -> None:
    assert assessor("assess", report.name).code == 0
    written = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert written == ["青石县2024.html", "青石县2024.json", "青石县2024.pdf"]
    assert (tmp_path / "reports" / "青石县2024.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "magic"),
    [
        ("a.pdf", b"%PDF-"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.json", b"{"),
        ("a.md", b"#"),
        ("a.xlsx", b"PK"),
    ],
)
def test_a_file_name_says_the_format(
    assessor: Run, report: Path, tmp_path: Path, name: str, magic: bytes
) -> None:
    ran = assessor("assess", report.name, "-o", f"新/{name}")
    assert (ran.code, ran.err) == (0, "")
    assert [path.name for path in (tmp_path / "新").iterdir()] == [name]
    assert (tmp_path / "新" / name).read_bytes().lower().startswith(magic.lower())


@pytest.mark.parametrize("name", ["结果", "结果.2024", "v1.0", "a.b.c", "out.docx/"])
def test_any_other_name_is_a_folder(assessor: Run, report: Path, tmp_path: Path, name: str) -> None:
    assert assessor("assess", report.name, "-o", name, "--format", "json").code == 0
    assert [path.name for path in (tmp_path / name).iterdir()] == ["青石县2024.json"]


def test_a_folder_that_is_there_is_one_whatever_its_name(assessor: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "旧.docx").mkdir()
    assert assessor("assess", report.name, "-o", "旧.docx", "--format", "json").code == 0
    assert (tmp_path / "旧.docx" / "青石县2024.json").is_file()


def test_a_dash_writes_only_the_result_to_standard_output(
    assessor: Run, report: Path, tmp_path: Path
) -> None:
    ran = assessor("assess", report.name, "-o", "-")
    assert ran.code == 0
    assert json.loads(ran.out)["schema_version"] == "1.0"
    assert sorted(path.name for path in tmp_path.iterdir()) == [report.name]


def test_a_dash_reads_standard_input(assessor: Run) -> None:
    ran = assessor("assess", "-", "-o", "-", stdin=TEXT.encode())
    assert ran.code == 0
    assert json.loads(ran.out)["report"]["length"] == len(TEXT)


def test_the_level_can_be_given(assessor: Run, report: Path) -> None:
    result = json.loads(assessor("assess", report.name, "-o", "-", "--level", "township").out)
    assert (result["report"]["level"], result["report"]["level_source"]) == ("township", "given")


def test_patterns_are_expanded_where_the_shell_does_not(assessor: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert assessor("assess", "*.txt", "--format", "json").code == 0
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_reports_of_one_name_do_not_overwrite_each_other(assessor: Run, tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "报告.txt").write_text(TEXT, encoding="utf-8")
    assert assessor("assess", "甲/报告.txt", "乙/报告.txt", "--format", "json").code == 0
    results = {
        path.name: json.loads(path.read_text(encoding="utf-8"))["report"]["source"]
        for path in (tmp_path / "reports").iterdir()
    }
    assert sorted(results) == ["报告-2.json", "报告.json"]


def test_one_unreadable_report_does_not_stop_the_others(assessor: Run, report: Path, tmp_path: Path) -> None:
    ran = assessor("assess", "没有.txt", report.name, "--format", "json")
    assert ran.fails(3, "没有.txt")
    assert (tmp_path / "reports" / "青石县2024.json").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("没有.txt", None),
        ("空.txt", b""),
        ("空白.txt", b" \n\n"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00\xff" * 50),
    ],
)
def test_input_that_cannot_be_read_exits_3_and_writes_nothing(
    assessor: Run, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = assessor("assess", name, "--format", "json")
    assert ran.fails(3, name), ran
    assert ran.out == ""
    assert list((tmp_path / "reports").iterdir()) == []


def test_a_folder_is_no_report(assessor: Run, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    assert assessor("assess", "文件夹").fails(3, "文件夹")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--checklist", "nope"], ("nope",)),
        (["--checklist", "nope.yaml"], ("nope.yaml",)),
        (["--checklist", "坏.yaml"], ("坏.yaml:",)),
        (["-o", "a.pdf", "--format", "json"], ("a.pdf", "PDF")),
        (["-o", "-", "--format", "json,html"], ("-o -", "一种格式")),
        (["--variant", "pdf/a-3b", "--format", "json"], ("--variant",)),
        (["-o", "青石县2024.txt/x"], ("青石县2024.txt", "-o")),
        (["-o", "青石县2024.txt"], ("青石县2024.txt", "-o")),
        (["-o", "out.docx"], ("out.docx", "不能存为 .docx", ".pdf、.html、.json、.md、.xlsx", "“out.docx/”")),
        (["-o", "新/计分表.pfd"], ("计分表.pfd", "不能存为 .pfd")),
    ],
)
def test_wrong_configuration_exits_2_and_writes_nothing(
    assessor: Run, report: Path, tmp_path: Path, args: list[str], words: tuple[str, ...]
) -> None:
    (tmp_path / "坏.yaml").write_text("id: x\nparts: [a\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    ran = assessor("assess", report.name, *args)
    assert ran.fails(2, *words), ran
    assert sorted(tmp_path.rglob("*")) == before


def test_several_reports_do_not_go_into_one_file(assessor: Run, report: Path) -> None:
    assert assessor("assess", report.name, report.name, "b.txt", "-o", "a.pdf").fails(2, "a.pdf", "文件夹")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root 或 Windows 下权限位不起作用")
def test_a_folder_without_permission_to_write(assessor: Run, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "只读"
    folder.mkdir(mode=0o555)
    assert assessor("assess", report.name, "-o", "只读").fails(2, "只读", "没有写入权限")


def test_a_report_in_a_closed_folder_is_named_and_the_others_go_on(
    assessor: Run, report: Path, tmp_path: Path, closed: Callable[[Path], None]
) -> None:
    (tmp_path / "关").mkdir()
    closed(tmp_path / "关")
    ran = assessor("assess", "关/a.txt", report.name, "-o", "结果", "--format", "json")
    assert ran.fails(3, "错误：关/a.txt：没有读取权限"), ran
    assert (tmp_path / "结果" / f"{report.stem}.json").exists()
    assert assessor("check", "关/a.txt", report.name).code == 3
    assert assessor("explain", "关/a.txt", "22.1").fails(3, "关/a.txt：没有读取权限")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="本机没有 /proc，那里谁也不能建文件")
def test_a_place_where_nobody_can_write(assessor: Run, report: Path) -> None:
    assert assessor("assess", report.name, "-o", "/proc/scorecards").fails(2, "/proc/scorecards", "-o")
    assert assessor("assess", report.name, "-o", "/proc/a.json").fails(2, "“/proc”：那里不能新建文件", "-o")


def test_an_older_result_stays_when_the_new_one_cannot_be_made(
    assessor: Run, report: Path, tmp_path: Path
) -> None:
    old = tmp_path / "旧.json"
    old.write_text("旧", encoding="utf-8")
    report.write_bytes(b"")
    assert assessor("assess", report.name, "-o", "旧.json").code == 3
    assert old.read_text(encoding="utf-8") == "旧"


def test_results_are_as_readable_as_other_files(assessor: Run, report: Path, tmp_path: Path) -> None:
    assert assessor("assess", report.name, "-o", "a.json").code == 0
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    mode = stat.S_IMODE((tmp_path / "a.json").stat().st_mode)
    assert mode == stat.S_IMODE(ordinary.stat().st_mode)


def test_where_no_pdf_can_be_made_the_rest_still_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    import assessor.cli as cli
    from assessor.errors import ConfigurationError
    from assessor.rendering import pdf

    def no_pango(*_: object, **__: object) -> bytes:
        raise ConfigurationError("不能生成 PDF：缺少 Pango")

    monkeypatch.setattr(pdf, "to_pdf", no_pango)
    monkeypatch.chdir(tmp_path)
    assert cli.run(["assess", report.name]) == 0
    assert "提示：不能生成 PDF" in capsys.readouterr().err
    assert sorted(path.suffix for path in (tmp_path / "reports").iterdir()) == [".html", ".json"]
    # Who asks for a PDF by name is told that there is none.
    assert cli.run(["assess", report.name, "--format", "pdf"]) == 2
    assert "错误：不能生成 PDF" in capsys.readouterr().err


def test_help_tells_the_formats_and_standard_input_in_one_line(assessor: Run) -> None:
    lines = assessor("assess", "--help").out.splitlines()
    assert "  报告可以是 txt、md、docx、pdf、html、ofd；- 表示标准输入。" in lines
