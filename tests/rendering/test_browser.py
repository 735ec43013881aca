"""The HTML scorecard in a real browser: Playwright driving the system's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.model.result import Assessment
from assessor.rendering.html import to_html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no system Chromium (apt-get install chromium)"),
]
#: Catches what is copied, by the clipboard's interface or (from a file, in some browsers) by selection.
COPY = """() => {
  window.copied = [];
  addEventListener("copy", () => copied.push(document.activeElement.value));
  if (navigator.clipboard) {
    navigator.clipboard.writeText = text => { copied.push(text); return Promise.resolve(); };
  }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("html") / "scorecard.html"
    file.write_text(to_html(assessment), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser: sync_api.Browser, address: str) -> Iterator[sync_api.Page]:
    """The page, opened; afterwards, that it said nothing on the console and asked for nothing."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    yield opened
    opened.close()
    assert not said
    assert asked == [address]


def _shown(page: sync_api.Page, selector: str) -> list[str]:
    return page.eval_on_selector_all(
        selector, "all => all.filter(e => e.offsetParent).map(e => e.dataset.cp)"
    )


def test_all_is_shown_at_first(page: sync_api.Page, assessment: Assessment) -> None:
    assert _shown(page, "article[data-cp]") == [c.id for c in assessment.checkpoints()]
    assert page.inner_text("#shown") == "共 96 项"


def test_filter_by_status(page: sync_api.Page, assessment: Assessment) -> None:
    page.click("[data-filter-status=mentioned]")
    wanted = [c.id for c in assessment.checkpoints() if c.status == "mentioned"]
    assert _shown(page, "article[data-cp]") == wanted
    assert _shown(page, "#gap-list [data-cp]") == wanted
    assert page.inner_text("#shown") == f"显示 {len(wanted)} / 96 项"
    page.click("[data-filter-status=missing]")
    assert set(wanted) < set(_shown(page, "#gap-list [data-cp]"))
    page.click("#clear")
    assert len(_shown(page, "article[data-cp]")) == 96


def test_filter_by_part_and_weight(page: sync_api.Page, assessment: Assessment) -> None:
    page.select_option("#filter-part", "5")
    part = next(p for p in assessment.parts if p.id == "5")
    assert _shown(page, "article[data-cp]") == [c.id for c in part.checkpoints()]
    page.select_option("#filter-weight", "3")
    assert _shown(page, "article[data-cp]") == [c.id for c in part.checkpoints() if c.weight == 3]


def test_headings_with_nothing_under_them_go_too(page: sync_api.Page) -> None:
    page.select_option("#filter-part", "5")
    assert page.locator("section.part:visible").count() == 1
    page.fill("#search", "没有这样的词")
    assert page.locator("section.part:visible").count() == 0
    assert page.locator(".detail .no-match").is_visible()


def test_thin_ones_can_be_picked(page: sync_api.Page, assessment: Assessment) -> None:
    page.click("[data-filter-flag=general]")
    wanted = [c.id for c in assessment.checkpoints() if c.substance == "general"]
    assert _shown(page, "article[data-cp]") == wanted


def test_search_looks_at_ids_titles_and_quotations_whatever_the_width(page: sync_api.Page) -> None:
    page.fill("#search", "22.2")
    assert _shown(page, "article[data-cp]") == ["22.2"]
    page.fill("#search", "双随机 ,一公开".replace(",", "、"))
    assert "5.5" in _shown(page, "article[data-cp]")
    page.fill("#search", "９２００余份")
    assert _shown(page, "article[data-cp]") == ["5.2"]


def test_keyboard(page: sync_api.Page, assessment: Assessment) -> None:
    page.keyboard.press("/")
    page.keyboard.type("4.")
    assert page.input_value("#search") == "4."
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    ids = [c.id for c in assessment.checkpoints()]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.cp") == ids[1]
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.cp") == ids[0]


def test_links_run_both_ways(page: sync_api.Page) -> None:
    quote = page.locator("article[data-cp='22.2'] blockquote").first
    quote.locator("a.src").click()
    there = page.evaluate("location.hash.slice(1)")
    mark = page.locator(f"[id='{there}']")
    assert "收到行政复议申请64件" in mark.inner_text()
    assert mark.evaluate(
        "e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().top < innerHeight"
    )
    page.locator(".note a", has_text="22.2").first.click()
    back = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"article[data-cp='22.2'] [id='{back}']").count() == 1


def test_a_link_to_something_filtered_away_brings_it_back(page: sync_api.Page) -> None:
    page.click("[data-filter-status=missing]")
    page.locator(".grid .cps a", has_text="22.2").click()
    assert "22.2" in _shown(page, "article[data-cp]")


def test_copying_the_gap_list_takes_what_is_shown(page: sync_api.Page, assessment: Assessment) -> None:
    page.evaluate(COPY)
    page.select_option("#filter-part", "9")
    page.click("#copy")
    page.get_by_text("已复制", exact=True).wait_for()
    lines = page.evaluate("copied[0]").split("\n")
    part = next(p for p in assessment.parts if p.id == "9")
    gaps = [c for c in part.checkpoints() if c.status in ("missing", "mentioned")]
    assert len(lines) == len(gaps)
    for line, gap in zip(lines, gaps, strict=True):
        assert line.startswith(f"□ {gap.id} ")
        assert "未见〕" in line or "仅提及〕" in line
    assert page.evaluate("copied.length") == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_out_of_the_screen(page: sync_api.Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_all_there_without_scripts(browser: sync_api.Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("article[data-cp]:visible").count() == 96
    assert page.locator("#gap-list tr[data-cp]:visible").count() > 10
    assert not page.locator("#filters").is_visible()
    context.close()


def test_hostile_text_does_nothing(browser: sync_api.Browser, hostile: Assessment, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(to_html(hostile), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(file.as_uri())
    assert page.title().startswith("青石县人民政府")
    assert asked == [file.as_uri()]
    assert page.locator("#annotated").is_visible()
    page.close()
