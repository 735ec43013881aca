"""The comparison on a telephone's screen: nothing but its wide tables, which scroll, is wider than that."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assessor.comparing import page
from tests.comparing.test_compare import comparison, line

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no system Chromium (apt-get install chromium)"),
]


def test_long_names_do_not_make_the_page_wider_than_the_screen(tmp_path: Path) -> None:
    usual = [line(f"县{n}", 50.0 + n) for n in range(10)]
    apart = replace(
        line("某某族某某族自治县" * 4, 5.0), source="某某族某某族自治县报告" * 4, remarks=("提示。",)
    )
    path = tmp_path / "a.html"
    path.write_text(page.to_html(comparison(*usual, apart)), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (390, 1280):
            shown = browser.new_page(viewport={"width": width, "height": 844})
            shown.goto(path.as_uri())
            assert shown.evaluate("document.documentElement.scrollWidth") == width
        browser.close()
