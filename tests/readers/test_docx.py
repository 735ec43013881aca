"""What a reviewer sees in a Word file is read; what is deleted, hidden or furniture is not."""

from __future__ import annotations

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read_bytes
from tests.readers.making import OUTLINE_NUMBERING, docx, paragraph, run, table


def text_of(body: str, parts: dict[str, str] | None = None) -> str:
    return read_bytes(docx(body, parts), "报告.docx").text


def test_each_paragraph_is_a_line_and_empty_ones_are_left_out() -> None:
    assert text_of(paragraph("第一段。") + "<w:p/>" + paragraph("第二段。")) == "第一段。\n第二段。\n"


def test_runs_of_one_paragraph_are_joined_as_they_stand() -> None:
    assert text_of(
        paragraph(run("全年办理行政复议") + run("案件") + run("1203", "<w:b/>") + run("件。"))
    ) == ("全年办理行政复议案件1203件。\n")


def test_tracked_insertions_are_read_deletions_are_not_and_both_are_counted() -> None:
    inserted = '<w:ins w:id="1" w:author="a">' + run("新增的话。") + "</w:ins>"
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>删去的话。</w:delText></w:r></w:del>'
    document = read_bytes(docx(paragraph(run("原话。") + inserted + deleted)), "草稿.docx")
    assert document.text == "原话。新增的话。\n"
    assert document.notices == ("有 2 处未接受的修订（插入 1 处、删除 1 处）；按接受全部修订后的文字评估",)


def test_a_moved_sentence_is_read_once_where_it_went() -> None:
    moved_from = '<w:moveFrom w:id="1" w:author="a">' + run("搬走的话。") + "</w:moveFrom>"
    moved_to = '<w:moveTo w:id="2" w:author="a">' + run("搬走的话。") + "</w:moveTo>"
    assert (
        text_of(paragraph(run("甲。") + moved_from) + paragraph(run("乙。") + moved_to))
        == "甲。\n乙。搬走的话。\n"
    )


def test_a_paragraph_whose_mark_is_deleted_runs_on_into_the_next() -> None:
    first = paragraph(run("前半句，"), '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>')
    assert text_of(first + paragraph("后半句。")) == "前半句，后半句。\n"


def test_a_deleted_table_row_is_left_out() -> None:
    row = (
        '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc>' + paragraph("旧指标") + "</w:tc></w:tr>"
    )
    body = "<w:tbl>" + row + "<w:tr><w:tc>" + paragraph("新指标") + "</w:tc></w:tr></w:tbl>"
    assert text_of(body) == "新指标\n"


def test_inline_and_block_content_controls_are_read() -> None:
    inline = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件内文字") + "</w:sdtContent></w:sdt>"
    block = "<w:sdt><w:sdtContent>" + paragraph("控件内段落。") + "</w:sdtContent></w:sdt>"
    assert text_of(paragraph(run("前") + inline + run("后。")) + block) == "前控件内文字后。\n控件内段落。\n"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inside = "<w:txbxContent>" + paragraph("文本框里的话。") + "</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + inside
        + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + inside
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert (
        text_of(paragraph(run("正文。") + box) + paragraph("下一段。"))
        == "正文。\n文本框里的话。\n下一段。\n"
    )


def test_a_table_row_is_one_line_and_breaks_in_a_cell_become_spaces() -> None:
    body = table([["指标", "数量"], [run("行政复议") + "<w:r><w:br/></w:r>" + run("案件"), "1203件"]])
    assert text_of(body) == "指标  数量\n行政复议 案件  1203件\n"


def test_prose_framed_by_a_table_of_one_cell_keeps_its_paragraphs() -> None:
    body = "<w:tbl><w:tr><w:tc>" + paragraph("第一段。") + paragraph("第二段。") + "</w:tc></w:tr></w:tbl>"
    assert text_of(body) == "第一段。\n第二段。\n"


def test_a_footnote_follows_the_paragraph_that_refers_to_it() -> None:
    notes = {
        "footnotes": '<w:footnote w:type="separator" w:id="-1">' + paragraph("——") + "</w:footnote>"
        '<w:footnote w:id="2">' + paragraph("数据截至12月底。") + "</w:footnote>"
    }
    body = paragraph(run("办结1203件。") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(
        "下一段。"
    )
    assert text_of(body, notes) == "办结1203件。\n数据截至12月底。\n下一段。\n"


def test_headers_footers_hidden_text_and_contents_are_left_out() -> None:
    body = (
        paragraph("一、主要举措\t1", '<w:pStyle w:val="TOC1"/>')
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + paragraph("二、存在不足\t3")
        + "</w:sdtContent></w:sdt>"
        + paragraph(run("正文。") + run("隐藏的话", "<w:vanish/>"))
    )
    assert text_of(body, {"header1": paragraph("页眉"), "footer1": paragraph("页脚")}) == "正文。\n"


def test_a_typed_line_break_begins_a_line_but_not_in_a_heading() -> None:
    broken = run("上半") + "<w:r><w:br/></w:r>" + run("下半")
    assert text_of(paragraph(broken)) == "上半\n下半\n"
    assert text_of(paragraph(broken, '<w:pStyle w:val="1"/>')) == "上半下半\n"


def test_field_results_are_read_and_field_codes_are_not() -> None:
    field = (
        '<w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r><w:fldSimple w:instr="PAGE">'
        + run("2023")
        + "</w:fldSimple>"
    )
    assert text_of(paragraph(run("报告于") + field + run("年公开。"))) == "报告于2023年公开。\n"


def test_heading_styles_and_outline_levels_are_declared_with_offsets_of_their_text() -> None:
    body = (
        paragraph("一、主要举措", '<w:pStyle w:val="1"/>')
        + paragraph("正文。")
        + paragraph("（一）执法", '<w:outlineLvl w:val="1"/>')
    )
    document = read_bytes(docx(body), "a.docx")
    assert [(document.text[h.start : h.end], h.level) for h in document.headings] == [
        ("一、主要举措", 1),
        ("（一）执法", 2),
    ]


def test_a_whole_paragraph_in_a_heading_style_is_text_all_the_same() -> None:
    long = "（一）规范执法。" + "全年开展行政执法监督检查，评查案卷。" * 5
    document = read_bytes(docx(paragraph(long, '<w:pStyle w:val="2"/>')), "a.docx")
    assert document.headings == ()
    assert document.text == long + "\n"


NUMBERED_1 = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERED_2 = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'


def test_automatic_numbers_are_rendered_and_restart_under_each_higher_one() -> None:
    body = "".join(
        paragraph(text, level)
        for text, level in [
            ("主要举措", NUMBERED_1),
            ("执法", NUMBERED_2),
            ("复议", NUMBERED_2),
            ("存在不足", NUMBERED_1),
            ("短板", NUMBERED_2),
        ]
    )
    assert text_of(body, {"numbering": OUTLINE_NUMBERING}).split() == [
        "一、主要举措",
        "(一)执法",
        "(二)复议",
        "二、存在不足",
        "(一)短板",
    ]


def test_an_empty_paragraph_takes_no_number() -> None:
    body = paragraph("甲", NUMBERED_1) + paragraph(run(""), NUMBERED_1) + paragraph("乙", NUMBERED_1)
    assert text_of(body, {"numbering": OUTLINE_NUMBERING}) == "一、甲\n二、乙\n"


def test_numbering_that_a_style_brings_is_rendered_and_can_be_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = OUTLINE_NUMBERING.replace('<w:lvl w:ilvl="0">', '<w:lvl w:ilvl="0"><w:pStyle w:val="1"/>')
    style = '<w:pStyle w:val="1"/>'
    body = (
        paragraph("甲", style)
        + paragraph("无号", style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("乙", style)
    )
    assert text_of(body, {"styles": styles, "numbering": numbering}) == "一、甲\n无号\n二、乙\n"


def test_a_second_list_may_start_anew_or_go_on() -> None:
    numbering = OUTLINE_NUMBERING + (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )

    def numbered(text: str, num: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>')

    body = numbered("甲", 1) + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 3)
    assert text_of(body, {"numbering": numbering}) == "一、甲\n二、乙\n一、丙\n二、丁\n"


def test_levels_in_one_label_and_legal_numbering() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph("总则", NUMBERED_1) + paragraph("依据", NUMBERED_2)
    assert text_of(body, {"numbering": numbering}) == "第一章 总则\n1.1 依据\n"


def test_bullets_add_nothing_to_the_text() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf06c"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert text_of(paragraph("要点", NUMBERED_1), {"numbering": numbering}) == "要点\n"


def test_strict_ooxml_with_its_other_namespaces_reads_alike() -> None:
    body = paragraph("一、主要举措", '<w:pStyle w:val="1"/>') + paragraph("正文。")
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(body))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = (
                source.read(name)
                .replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                .replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            )
            target.writestr(name, data)
    document = read_bytes(out.getvalue(), "a.docx")
    assert document.text == "一、主要举措\n正文。\n"
    assert [heading.level for heading in document.headings] == [1]


def test_a_file_of_pictures_only_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"^扫描.docx：文件里只有图片、没有文字；.*--ocr"):
        read_bytes(
            docx(paragraph("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>")), "扫描.docx"
        )
