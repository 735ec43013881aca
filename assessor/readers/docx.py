"""Word files (.docx), walked in their own XML so that nothing a reviewer sees is lost.

Taken in: body, tables, text boxes, content controls, tracked insertions, fields' results,
footnotes and endnotes (after the paragraph that refers to them), automatic numbers.
Left out: tracked deletions, hidden text, comments, headers and footers, tables of contents.
Names are matched without their namespace, so transitional and strict files read alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessor.errors import UnreadableError
from assessor.readers.characters import is_cjk, notices_on
from assessor.readers.containers import Container, attribute, local_name, resolve
from assessor.readers.docx_numbering import Numbering
from assessor.readers.docx_styles import Styles, child, child_value, outline_of
from assessor.readers.extraction import CELL_GAP, Extraction, TextBuilder
from assessor.readers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_BLOCK_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"}
_OUT = {
    *("instrText", "delText", "delInstrText", "rt", "comment", "annotation"),
    *("pPr", "rPr", "sdtPr", "sdtEndPr"),
}
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = {"0", "false", "off", "none"}


def extract(data: bytes, limits: Limits) -> Extraction:
    """Return the text of a .docx file given as bytes, one paragraph or table row a line.

    Raises UnreadableError when the file is broken, encrypted, hostile or has no text.
    """
    container = Container(data, limits)
    main = _main_part(container)
    related = _related(container, main)

    def part(kind: str) -> etree._Element | None:
        name = related.get(kind)
        return container.read_xml(name) if name and container.has(name) else None

    styles = Styles(part("styles"))
    walk = _Walk(
        builder=TextBuilder(limits),
        styles=styles,
        numbering=Numbering(part("numbering"), styles),
        notes={kind: _notes(part(kind + "s")) for kind in ("footnote", "endnote")},
    )
    root = container.read_xml(main)
    body = child(root, "body")
    if body is None:
        raise UnreadableError("文件里没有正文；请用 WPS 或 Word 打开后另存为 .docx 再试")
    walk.blocks(body)
    walk.flush()
    return walk.extraction()


def _main_part(container: Container) -> str:
    if container.has("_rels/.rels"):
        for relation in container.read_xml("_rels/.rels"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = resolve("", relation.get("Target") or "")
                if container.has(target):
                    return target
    return "word/document.xml"


def _related(container: Container, main: str) -> dict[str, str]:
    """Map the kind of each internal relation of the main part (`styles`, `footnotes`) to its part name."""
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if not container.has(relations):
        return {}
    return {
        (relation.get("Type") or "").rpartition("/")[2]: resolve(main, relation.get("Target") or "")
        for relation in container.read_xml(relations)
        # External targets (linked files, web addresses) are never followed.
        if (relation.get("TargetMode") or "").lower() != "external"
    }


def _notes(root: etree._Element | None) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        attribute(note, "id") or "": note
        for note in root
        if attribute(note, "type") in {None, "normal"} and local_name(note) in {"footnote", "endnote"}
    }


@dataclass(slots=True)
class _Paragraph:
    """One paragraph being put together; `after` holds what stands on lines of its own after it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class _Walk:
    builder: TextBuilder
    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, etree._Element]]
    insertions: int = 0
    deletions: int = 0
    images: int = 0
    embedded: int = 0
    hidden_direction: set[str] = field(default_factory=set)
    _carried: str = ""

    def extraction(self) -> Extraction:
        notices: list[str] = []
        if self.insertions or self.deletions:
            notices.append(
                f"有 {self.insertions + self.deletions} 处未接受的修订（插入 {self.insertions} 处、删除 {self.deletions} 处）；"
                "按接受全部修订后的文字评估"
            )
        if self.embedded:
            notices.append(f"有 {self.embedded} 处嵌入的其他文档，其中的文字未读")
        notices.extend(sorted(self.hidden_direction))
        extraction = self.builder.extraction(tuple(notices))
        if not extraction.text and self.images:
            raise UnreadableError("文件里只有图片、没有文字；请改用文字稿，或导出为 PDF 后加 --ocr 识别")
        return extraction

    def blocks(self, parent: etree._Element) -> None:
        """Emit the paragraphs and tables under `parent` in order."""
        for node in parent:
            name = local_name(node)
            if name == "p":
                self._paragraph(node)
            elif name == "tbl":
                self.flush()
                self._table(node)
            elif name == "sdt" and _is_contents_control(node):
                continue
            elif name in {"ins", "moveTo"}:
                self.insertions += 1
                self.blocks(node)
            elif name in {"del", "moveFrom"}:
                self.deletions += 1
            elif name in _BLOCK_WRAPPERS:
                self.blocks(node)
            elif name == "AlternateContent":
                chosen = _chosen(node)
                if chosen is not None:
                    self.blocks(chosen)
            elif name == "altChunk":
                self.embedded += 1

    def flush(self) -> None:
        """Emit text carried from a paragraph whose mark was deleted and that had no successor."""
        if self._carried:
            self.builder.add(self._carried)
            self._carried = ""

    def _paragraph(self, node: etree._Element) -> None:
        properties = child(node, "pPr")
        style_id = child_value(properties, "pStyle") or self.styles.default
        if self.styles.is_contents(style_id):
            return
        paragraph = _Paragraph()
        self._inline(node, paragraph)
        text = paragraph.text()
        if self._mark_deleted(properties):
            # The paragraph runs on into the next one, and its own number goes with its mark.
            self._carried += text
            return
        text, self._carried = self._carried + text, ""
        self.hidden_direction.update(notices_on(text))
        level = self._heading_level(properties, style_id)
        if text.strip():
            label = self.numbering.label(self.numbering.place(properties, style_id))
            text = label + (_unbroken(text) if level is not None else text.lstrip())
        self.builder.add(text, level)
        self._after(paragraph)

    def _after(self, paragraph: _Paragraph) -> None:
        for box in paragraph.boxes:
            self.blocks(box)
            self.flush()
        for kind, note_id in paragraph.notes:
            note = self.notes[kind].pop(note_id, None)
            if note is not None:
                self.blocks(note)
                self.flush()

    def _heading_level(self, properties: etree._Element | None, style_id: str | None) -> int | None:
        outline = outline_of(properties)
        if outline is not None:
            return outline + 1 if 0 <= outline <= 8 else None
        return self.styles.heading_level(style_id)

    def _mark_deleted(self, properties: etree._Element | None) -> bool:
        marks = child(properties, "rPr")
        return child(marks, "del") is not None or child(marks, "moveFrom") is not None

    def _inline(self, parent: etree._Element, paragraph: _Paragraph) -> None:
        """Collect the text of runs and of what wraps them."""
        for node in parent:
            name = local_name(node)
            if name == "t":
                paragraph.pieces.append((node.text or "").replace("\n", " "))
            elif name in _SIGNS:
                # A page or column break is no end of a line in the text.
                is_break = attribute(node, "type") in {None, "textWrapping"}
                paragraph.pieces.append(_SIGNS[name] if is_break or _SIGNS[name] != "\n" else "")
            elif name in {"footnoteReference", "endnoteReference"}:
                paragraph.notes.append((name.removesuffix("Reference"), attribute(node, "id") or ""))
            elif name == "txbxContent":
                paragraph.boxes.append(node)
            elif name in {"del", "moveFrom"}:
                self.deletions += 1
            elif name not in _OUT and not (name == "r" and _hidden(node)):
                self.insertions += name in {"ins", "moveTo"}
                self.images += name in {"pic", "imagedata"}
                chosen = _chosen(node) if name == "AlternateContent" else node
                if chosen is not None:
                    self._inline(chosen, paragraph)

    def _table(self, table: etree._Element) -> None:
        for row in _rows(table):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.deletions += 1
                continue
            if child(properties, "ins") is not None:
                self.insertions += 1
            cells = list(_cells(row))
            filled = [cell for cell in cells if _has_text(cell)]
            if len(filled) == 1 and _is_layout(filled[0]):
                # A frame drawn around prose: its paragraphs are the document's own.
                self.blocks(filled[0])
                self.flush()
                continue
            self.builder.add(CELL_GAP.join(text for cell in cells if (text := self._cell_text(cell))))

    def _cell_text(self, cell: etree._Element) -> str:
        """Return a cell's text on one line, read by the same walk into a scratch builder."""
        outer, self.builder = self.builder, TextBuilder(self.builder.limits)
        try:
            self.blocks(cell)
            self.flush()
            return self.builder.extraction().text.strip().replace("\n", " ")
        finally:
            self.builder = outer


def _rows(table: etree._Element) -> Iterable[etree._Element]:
    for node in table:
        name = local_name(node)
        if name == "tr":
            yield node
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _rows(node)


def _cells(row: etree._Element) -> Iterable[etree._Element]:
    for node in row:
        name = local_name(node)
        if name == "tc":
            yield node
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(node)


def _has_text(node: etree._Element) -> bool:
    return any(local_name(inner) == "t" and (inner.text or "").strip() for inner in node.iter())


def _is_layout(cell: etree._Element) -> bool:
    """Tell whether the only filled cell of a row holds prose of several paragraphs."""
    return sum(local_name(node) == "p" and _has_text(node) for node in cell.iter()) > 1


def _chosen(alternate: etree._Element) -> etree._Element | None:
    """Return the branch of `mc:AlternateContent` to read: the same text stands in both."""
    choice = child(alternate, "Choice")
    return choice if choice is not None else child(alternate, "Fallback")


def _hidden(run: etree._Element) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _is_contents_control(control: etree._Element) -> bool:
    gallery = child_value(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"


def _unbroken(heading: str) -> str:
    """Return a heading on one line; a break typed for its looks leaves a space only between Latin words."""
    pieces = [piece.strip() for piece in heading.split("\n") if piece.strip()]
    text = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        text += piece if is_cjk(text[-1]) or is_cjk(piece[0]) else " " + piece
    return text
