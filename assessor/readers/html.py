"""Saved web pages: the report without the page around it.

The main text is taken from the containers that publishing systems of government sites use,
else from the element with the densest text. Nothing is fetched: scripts, frames, styles and
pictures are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessor.errors import UnreadableError
from assessor.readers.characters import notices_on, one_line
from assessor.readers.decoding import decode
from assessor.readers.extraction import Extraction
from assessor.readers.html_blocks import BlockWriter
from assessor.readers.html_pages import PageKnowledge, page_knowledge
from assessor.readers.limits import Limits

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:\-]{2,30})", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.:\-]{2,30})", re.IGNORECASE
)
_HEAD_BYTES = 8_192
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")
_SELF_CLOSING_TAGS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "dt",
        "dd",
    ]
)
_MOST_NESTING = 1_000
_MOST_TAGS = 200_000
_LEAST_MAIN_TEXT = 120
_LEAST_SHARE = 0.25
_SENTENCE_END = re.compile("[。；！？]")
_EMPTY = "网页里没有正文（可能由脚本生成，或只保存了页面外框）；请在浏览器中打开，复制正文到记事本保存后再试"


def extract(data: bytes, limits: Limits, declared: str | None = None) -> Extraction:
    """Return the main text of a web page, one paragraph or table row a line, h1-h6 as headings.

    declared: the encoding given from outside (a part of a web archive); else the page's own.
    Raises UnreadableError when the page cannot be decoded, is too long or has no main text.
    """
    from selectolax.lexbor import LexborHTMLParser

    raw, notices = decode(data, declared or _declared(data))
    _require_sane(raw)
    knowledge = page_knowledge()
    tree = LexborHTMLParser(raw.replace("\0", ""))
    main = _main_element(tree, knowledge)
    writer = BlockWriter(knowledge, limits)
    if main is not None:
        writer.title(_title(tree, main, knowledge))
        writer.write(main)
    extraction = writer.extraction(notices + notices_on(raw))
    if main is None or not writer.has_body or _is_menu(main, extraction.text, knowledge):
        raise UnreadableError(_EMPTY)
    return extraction


def extract_web_archive(data: bytes, limits: Limits) -> Extraction:
    """Return the main text of a page saved as a single file (.mht), as `extract` does.

    Raises UnreadableError as `extract` does, and when the archive holds no page.
    """
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return extract(content, limits, part.get_content_charset())
    raise UnreadableError(_EMPTY)


def _declared(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    return found.group(1).decode("ascii") if found else None


def _require_sane(page: str) -> None:
    """Raise UnreadableError when elements are more, or nest deeper, than in any real page.

    The time to parse grows with the square of the depth; counting tags first takes linear time.
    """
    depth = 0
    for count, found in enumerate(_TAG.finditer(page)):
        if count > _MOST_TAGS:
            raise UnreadableError(
                f"网页标签超过 {_MOST_TAGS:,} 个的上限，已拒绝读取；请复制正文到记事本保存后再试"
            )
        if found.group(2).lower() not in _SELF_CLOSING_TAGS:
            depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > _MOST_NESTING:
            raise UnreadableError(
                f"网页嵌套过深（超过 {_MOST_NESTING:,} 层的上限），已拒绝读取；请复制正文到记事本保存后再试"
            )


def _title(tree: LexborHTMLParser, main: LexborNode, knowledge: PageKnowledge) -> str:
    """Return the title that stands outside the main text; one inside is read where it stands."""
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        if name in knowledge.title_meta and (content := one_line(node.attributes.get("content") or "")):
            return content
    window = tree.css_first("title")
    window_title = one_line(window.text(deep=True)) if window is not None else ""
    candidates = [
        text
        for selector in knowledge.title_elements
        for node in tree.css(selector)[:20]
        if 6 <= len(text := one_line(node.text(deep=True))) <= 80
        and not knowledge.not_title.fullmatch(text)
        and not knowledge.is_inside_dropped(node)
        and not _is_inside(node, main)
    ]
    # The browser's title names the article and then the site: a candidate found in it is the article's.
    return next((text for text in candidates if text in window_title), candidates[0] if candidates else "")


def _is_inside(node: LexborNode, outer: LexborNode) -> bool:
    inner: LexborNode | None = node
    while inner is not None and inner.mem_id != outer.mem_id:
        inner = inner.parent
    return inner is not None


def _main_element(tree: LexborHTMLParser, knowledge: PageKnowledge) -> LexborNode | None:
    body = tree.body
    if body is None:
        return None
    total = len(knowledge.text_of(body))
    for selector in knowledge.containers:
        candidates = tree.css(selector)
        if candidates:
            best = max(candidates[:50], key=lambda node: len(knowledge.text_of(node)))
            length = len(knowledge.text_of(best))
            if length >= _LEAST_MAIN_TEXT and length >= _LEAST_SHARE * total:
                return best
    return _densest(body, knowledge) or body


def _is_menu(main: LexborNode, text: str, knowledge: PageKnowledge) -> bool:
    """Tell whether what would be read is navigation or a list of articles: mostly links, not one sentence."""
    if _SENTENCE_END.search(text):
        return False
    return 2 * knowledge.prose_lengths(main).get(main.mem_id, 0) < len(knowledge.text_of(main))


def _densest(body: LexborNode, knowledge: PageKnowledge) -> LexborNode | None:
    """Follow the child that holds nearly all prose of its parent, down to where the prose spreads out.

    Prose is text outside links; menus and lists of links weigh nothing.
    """
    prose = knowledge.prose_lengths(body)
    node = body
    while True:
        whole = prose.get(node.mem_id, 0)
        heaviest: LexborNode | None = None
        child = node.child
        while child is not None:
            if heaviest is None or prose.get(child.mem_id, 0) > prose.get(heaviest.mem_id, 0):
                heaviest = child
            child = child.next
        if heaviest is None or heaviest.tag in {"p", "-text", "span"}:
            return node
        if prose.get(heaviest.mem_id, 0) < 0.7 * whole:
            return node
        node = heaviest
