"""Making inputs for the tests: hand-built OOXML, pages with furniture, and files LibreOffice writes."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "header",
    "footer1": "footer",
}
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEADING = re.compile(r"([一二三四五六七八九十]+)、|[(（]([一二三四五六七八九十]+)[)）]")

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
)
OUTLINE_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def run(text: str, properties: str = "") -> str:
    """Return a `w:r` with that text."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a `w:p`; plain text is put into a run, markup is taken as it is."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a `w:tbl` with one paragraph in each cell."""
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        + "</w:tbl>"
    )


def docx(
    body: str, parts: Mapping[str, str] | None = None, *, files: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a .docx with that body; `parts` are inner XML of `styles`, `numbering`, `footnotes` and so on."""
    parts = {"styles": STYLES, **(parts or {})}
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "header1": "hdr",
        "footer1": "ftr",
    }
    types = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "header1": "header",
        "footer1": "footer",
    }
    prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    content_types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{prefix}.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{prefix}.{types[name]}+xml"/>'
            for name in parts
        )
        + "</Types>"
    )
    relations = (
        f'<Relationships xmlns="{_RELATIONS}">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{_OFFICE}/{_PARTS[name]}" Target="{name}.xml"/>'
            for number, name in enumerate(parts)
        )
        + "</Relationships>"
    )
    package = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types)
        archive.writestr("_rels/.rels", package)
        archive.writestr("word/_rels/document.xml.rels", relations)
        archive.writestr(
            "word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {_NAMESPACES}>{inner}</w:{roots[name]}>")
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a plain-text report."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def is_heading(line: str) -> bool:
    """Tell whether a line of a plain-text report is a heading on its own."""
    return HEADING.match(line) is not None and len(line) <= 40 and "。" not in line


def level_of(line: str) -> int:
    """Return 1 for 一、 and 2 for (一)."""
    found = HEADING.match(line)
    return 1 if found and found.group(1) else 2


def styled_docx(text: str) -> bytes:
    """Return a report as .docx whose headings carry heading styles, numbers typed."""
    body = ""
    for line in lines_of(text):
        if is_heading(line):
            body += paragraph(line, f'<w:pStyle w:val="{level_of(line)}"/>')
        else:
            body += paragraph(line, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>')
    return docx(body)


def numbered_docx(text: str) -> bytes:
    """Return a report as .docx in which Word numbers 一、 and (一): no number stands in the text."""
    body = ""
    for line in lines_of(text):
        found = HEADING.match(line)
        if found:
            level = level_of(line) - 1
            body += paragraph(
                line[found.end() :], f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
            )
        else:
            body += paragraph(line, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>')
    return docx(body, {"numbering": OUTLINE_NUMBERING})


def web_page(text: str, container: str = '<div class="TRS_Editor">', charset: str = "utf-8") -> bytes:
    """Return a report as the page of a government site: navigation, share buttons, related reading, footer."""
    lines = lines_of(text)
    body = "\n".join(f"<p>　　{html.escape(line)}</p>" for line in lines)
    closing = "</" + re.match(r"<(\w+)", container).group(1) + ">"  # type: ignore[union-attr]
    page = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}">
<meta name="ColumnName" content="法治政府建设年度报告">
<title>政府信息公开_兴安区人民政府</title>
<style>.menu {{ color: red }}</style>
<script>var share = "<div><p>全面推行行政执法三项制度，开展行政复议案件审理</p>"; fetch("http://192.0.2.1/x");</script>
<link rel="stylesheet" href="http://192.0.2.1/site.css"></head>
<body onload="fetch('http://192.0.2.1/beacon')">
<div class="header"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/fzzf">法治政府建设</a></div>
<ul class="nav"><li><a href="/1">行政执法公示</a></li><li><a href="/2">重大行政决策</a></li><li><a href="/3">行政复议</a></li></ul>
<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 法治政府建设年度报告</div>
<div class="main-box">
<div class="info">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印本页</a></div>
{container}
{body}
{closing}
<p>责任编辑：王某某</p>
<div class="bdsharebuttonbox share"><a>分享到微信</a><a>微博</a></div>
</div>
<div class="related"><h3>相关阅读</h3><ul>
<li><a href="/a">我市召开全面依法治市委员会会议，部署行政规范性文件备案审查工作</a></li>
<li><a href="/b">市司法局开展行政执法监督检查，全年办理行政复议案件300件</a></li></ul></div>
<div class="footer">主办单位：兴安区人民政府 黑ICP备00000000号 网站标识码0000000000</div>
<img src="http://192.0.2.1/pixel.gif"><iframe src="http://192.0.2.1/frame"></iframe>
</body></html>"""
    return page.encode("gb18030" if charset.startswith("gb") else charset)


@lru_cache(maxsize=1)
def libreoffice() -> str | None:
    """Return LibreOffice's program, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@lru_cache(maxsize=64)
def converted(data: bytes, suffix: str, target: str) -> bytes:
    """Return `data` (a file with that suffix) as LibreOffice writes it in the `target` format."""
    program = libreoffice()
    assert program is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"in.{suffix}").write_bytes(data)
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--convert-to", target,
             "--outdir", str(folder / "out"), str(folder / f"in.{suffix}")],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return next((folder / "out").iterdir()).read_bytes()
