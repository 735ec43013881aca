"""The page as WeasyPrint takes it, without what costs it most of its time.

Three things are done our own way, for the same result in a third of the time: the page, which our
templates write as well-formed XML, is read by the standard library's parser; the browser's default
styles are cut down to the elements we use (templates/paper.css); and no address is ever fetched.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from assessor.errors import ConfigurationError
from assessor.rendering.environment import asset
from assessor.rendering.weasyprint_import import import_weasyprint

if TYPE_CHECKING:
    import weasyprint


def require_weasyprint() -> Any:
    """Import WeasyPrint, only when a PDF is asked for: it takes half a second and needs Pango.

    Raises ConfigurationError when it, or the system library Pango, is not installed.
    """
    try:
        return import_weasyprint()
    except (ImportError, OSError) as error:
        raise ConfigurationError(
            "不能生成 PDF：缺少 WeasyPrint 或 Pango。运行 assessor doctor 查看缺什么、怎样安装；"
            "也可改用 --format html，在浏览器中打印"
        ) from error


def page(text: str) -> weasyprint.HTML:
    """Return the page whose markup is `text`, ready to be laid out. `text` must be well-formed XML."""
    html: weasyprint.HTML = _page_class()(text)
    return html


@cache
def styles(*names: str) -> list[Any]:
    """Return style sheets of the templates folder as WeasyPrint takes them: one sheet, read once a process."""
    text = "\n".join(map(asset, names))
    return [require_weasyprint().CSS(string=text, media_type="print", url_fetcher=_refuse())]


@cache
def fonts() -> Any:
    """Return the fonts of this process: what was found and measured for one document serves the next."""
    require_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _refuse() -> Any:
    require_weasyprint()
    from weasyprint.urls import URLFetcher

    class Refuse(URLFetcher):  # type: ignore[misc]
        """Refuses every address: the page carries all it needs."""

        def fetch(self, url: str, headers: object = None) -> object:
            raise ValueError(f"no address is ever fetched: {url}")

    return Refuse()


@cache
def _page_class() -> Any:
    weasyprint = require_weasyprint()
    from cssselect2 import ElementWrapper

    refuse = _refuse()
    defaults = weasyprint.CSS(string=asset("paper.css"), url_fetcher=refuse)

    class Page(weasyprint.HTML):  # type: ignore[misc, name-defined]
        def __init__(self, text: str) -> None:
            # The markup is ours, every text in it escaped: it can declare no entities.
            root = ElementTree.fromstring(text)  # noqa: S314
            self.base_url = None
            self.url_fetcher = refuse
            self.media_type = "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [defaults]

    return Page
