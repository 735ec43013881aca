"""Page one is one page, whatever the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessor.model.result import Assessment
from assessor.rendering import pdf

pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is not installed", exc_type=OSError)


def test_a_long_title_and_many_warnings_leave_the_front_on_page_one(assessment: Assessment) -> None:
    report = replace(
        assessment.report,
        title="某某省某某市某某区人民政府关于2024年度法治政府建设情况及2025年度工作安排的综合情况报告",
        issuer="某某省某某市某某区人民政府及其所属各工作部门",
    )
    crowded = replace(
        assessment,
        report=report,
        warnings=tuple(
            f"第{n}条提示，篇幅较长，说明为什么这份报告的层级、年度或体裁需要核对" for n in range(5)
        ),
    )
    pages = pdf.lay_out(crowded).pages
    assert "overview" in pages[1].anchors
    assert "top" in pages[0].anchors
