"""What the terminal shows of an assessment, line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assessor.cli.chinese import display_width
from assessor.cli.summary import summary_lines, table_lines
from assessor.model.result import Assessment


def test_one_report(assessment: Assessment) -> None:
    assert summary_lines(assessment, [Path("reports/a.pdf"), Path("reports/a.json")]) == [
        "青石县人民政府2024年法治政府建设年度报告",
        "  报告    青石县人民政府 · 2024 年 · 县（市、区）（由文中判定）",
        "  清单    法治政府建设实施纲要（2021—2025年） 1.0.0",
        "  得分    60.0（已覆盖 47 个，其中写得具体 43、笼统 4）",
        "  检查点  ● 已覆盖 47，◎ 零报告 1，◐ 仅提及 10，○ 未见 33，— 不适用 5",
        "  较弱     36.4 四、健全行政决策制度体系，不断提升行政决策公信力和执行力",
        "           36.4 九、健全法治政府建设科技保障体系，全面建设数字法治政府",
        "           50.0 六、健全突发事件应对体系，依法预防处置重大突发事件",
        "  注意    政府层级系按标题推断为“县（市、区）”，可用 --level 改正",
        "  文件    reports/a.pdf",
        "          reports/a.json",
    ]


def test_what_the_text_does_not_give_is_said_to_be_unknown(assessment: Assessment) -> None:
    bare = replace(
        assessment,
        report=replace(assessment.report, title="", issuer=None, year=None),
        summary=replace(assessment.summary, score=None),
    )
    lines = summary_lines(bare, [])
    assert lines[0] == "qingshi-2024.txt"
    assert "制发机关不明 · 年度不明" in lines[1]
    assert "不计分" in lines[3]


def test_no_line_is_wider_than_the_terminal(assessment: Assessment) -> None:
    for width in (60, 80, 100):
        assert max(map(display_width, summary_lines(assessment, [], width=width))) <= width


def test_many_reports_make_a_table_whose_columns_line_up(assessment: Assessment) -> None:
    low = replace(assessment, summary=replace(assessment.summary, score=7.5))
    lines = table_lines([(assessment, "青石"), (low, "b")])
    assert lines[0].split() == ["得分", "已覆盖", "零报告", "仅提及", "未见", "不适用", "报告"]
    assert [line.split()[0] for line in lines[1:]] == ["60.0", "7.5"]
    assert len({display_width(line.rsplit(maxsplit=1)[0]) for line in lines}) == 1
