"""The scorecard as a comment on a pull request."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from assessor.model.result import Assessment
from assessor.rendering import markdown
from assessor.rendering.markdown import escape, to_markdown
from assessor.rendering.wording import points
from tests.rendering.conftest import HOSTILE
from tests.sample import make_assessment


def _html(text: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_it_tells_score_counts_and_every_gap(assessment: Assessment) -> None:
    text = to_markdown(assessment)
    assert text.startswith(f"## {assessment.report.title}：{points(assessment.summary.score)} 分\n")
    for count in assessment.summary.counts.values():
        assert f" {count} " in text
    for checkpoint in assessment.checkpoints():
        listed = f"- [ ] **{checkpoint.id}** " in text
        wanted = checkpoint.status in ("missing", "mentioned") or checkpoint.substance == "general"
        assert listed == wanted


def test_the_gaps_that_cost_points_come_first_and_the_others_are_folded_away(assessment: Assessment) -> None:
    text = to_markdown(assessment)
    first, _, rest = text.partition("<summary>选报的缺漏（")
    folded, _, _ = rest.partition("</details>")
    for checkpoint in assessment.checkpoints():
        if checkpoint.status in ("missing", "mentioned"):
            place = folded if checkpoint.asked == "optional" else first
            assert f"- [ ] **{checkpoint.id}** " in place


def test_every_checkpoint_is_in_the_folded_table(assessment: Assessment) -> None:
    text = to_markdown(assessment)
    for checkpoint in assessment.checkpoints():
        assert f"\n| {checkpoint.id} | " in text


@pytest.mark.parametrize(
    "raw",
    [
        "a | b",
        "**粗** _斜_ `码` ~~删~~",
        "<script>alert(1)</script>",
        "[点](javascript:alert(1)) ![图](x)",
        "&lt;b&gt; &amp;",
        "@user #12 http://example.com www.example.com :tada:",
        "一\n二\t三",
        "\\| \\`",
    ],
)
def test_report_text_is_shown_as_it_stands(raw: str) -> None:
    row = _html(f"| a |\n|---|\n| {escape(raw)} |\n")
    cell = re.search(r"<td>(.*?)</td>", row, re.DOTALL)
    assert cell is not None
    shown = re.sub(r"<!-- -->", "", cell[1])
    assert "<" not in shown
    unescaped = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped == re.sub(r"\s+", " ", raw)


def test_nobody_is_called_and_nothing_linked() -> None:
    escaped = escape("@user #12 http://x.cn www.x.cn :tada:")
    assert not re.search(r"@\w|#\d|://|www\.|:\w+:", escaped)


def test_hostile_text_stays_text(hostile: Assessment) -> None:
    text = to_markdown(hostile)
    shown = _html(text)
    assert "<script" not in shown
    assert "<img" not in shown
    # A sentence ends at the semicolon of its entity.
    assert escape(HOSTILE.partition("&amp;")[0]) in text


def test_a_comment_is_never_longer_than_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    long = make_assessment(insert="主动公开" + "信息" * 40_000 + "3条。")
    text = to_markdown(long)
    assert len(text) <= markdown.COMMENT_LIMIT
    assert "依据太长" in text
    assert "### 缺漏清单" in text
