"""The report is read out of the page; what is around it is not."""

from __future__ import annotations

import pytest

from assessor.errors import UnreadableError
from assessor.readers import read_bytes
from tests.readers.making import lines_of, web_page

CONTAINERS = [
    '<div class="TRS_Editor">',
    '<div id="zoom">',
    '<div id="UCAP-CONTENT">',
    '<div class="article-content">',
    "<article>",
    '<div class="unheard-of">',
    "<div>",
]


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def text_of(body: str, head: str = "") -> str:
    return read_bytes(page(body, head), "a.html").text


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_report_and_nothing_of_the_page_around_it(container: str, xingan: str) -> None:
    document = read_bytes(web_page(xingan, container), "report.html")
    assert document.format == "html"
    assert document.text.splitlines() == lines_of(xingan)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "GB18030"])
def test_the_charset_is_the_one_the_page_names(charset: str, xingan: str) -> None:
    assert read_bytes(web_page(xingan, charset=charset), "a.htm").text.splitlines() == lines_of(xingan)


def test_a_page_that_names_the_wrong_charset_is_read_all_the_same(xingan: str) -> None:
    wrong = web_page(xingan).replace(b"utf-8", b"gb2312")
    assert read_bytes(wrong, "a.htm").text.splitlines() == lines_of(xingan)


def test_the_suffix_does_not_matter(xingan: str) -> None:
    assert read_bytes(web_page(xingan), "report.doc").format == "html"
    assert read_bytes(web_page(xingan), "").format == "html"


LONG = "全年开展行政执法监督检查，评查案卷一百二十卷，督促整改问题三十五个。" * 4


def test_the_title_of_the_article_comes_first_and_once() -> None:
    title = "兴安区2022年法治政府建设情况报告"
    head = f'<meta name="ArticleTitle" content="{title}"><title>{title}_区政府</title>'
    assert (
        text_of(f"<h1>{title}</h1><div id=zoom><p>{title}</p><p>{LONG}</p></div>", head)
        == f"{title}\n{LONG}\n"
    )


def test_a_heading_of_the_main_text_is_not_moved_to_the_front() -> None:
    assert text_of(f"<div id=zoom><p>{LONG}</p><h1>二、存在的主要问题</h1></div>").splitlines() == [
        LONG,
        "二、存在的主要问题",
    ]


def test_the_name_of_the_site_is_not_taken_for_the_title() -> None:
    body = (
        "<div class='header'><h1>兴安区人民政府门户网站</h1></div><h1>兴安区2022年法治政府建设情况报告</h1>"
        f"<div id=zoom><p>{LONG}</p></div>"
    )
    assert text_of(body).splitlines()[0] == "兴安区2022年法治政府建设情况报告"


def test_paragraphs_line_breaks_and_source_breaks() -> None:
    body = f"<div id=zoom><p>　　{LONG}\n</p>第一行<br>第二<b>行</b>加粗<br/><br/>行政\n    复议 案件</div>"
    assert text_of(body).splitlines() == [LONG, "第一行", "第二行加粗", "行政复议 案件"]


def test_headings_are_declared() -> None:
    document = read_bytes(
        page(f"<div id=zoom><h2>一、主要举措</h2><p>{LONG}</p><h3>（一）执法</h3></div>"), "a.html"
    )
    assert [(document.text[h.start : h.end], h.level) for h in document.headings] == [
        ("一、主要举措", 2),
        ("（一）执法", 3),
    ]


def test_a_table_row_is_a_line_and_a_break_in_a_cell_a_space() -> None:
    rows = "<tr><th>指标</th><th>数量</th></tr><tr><td><p>行政</p><p>复议</p></td><td>1203<br>件</td><td></td></tr>"
    assert text_of(f"<div id=zoom><p>{LONG}</p><table><tbody>{rows}</tbody></table></div>").splitlines()[
        1:
    ] == [
        "指标  数量",
        "行政 复议  1203 件",
    ]


def test_a_page_laid_out_by_tables_keeps_its_paragraphs() -> None:
    body = f"<table><tr><td>首页</td><td><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></td></tr></table>"
    assert text_of(body).splitlines()[-3:] == [LONG] * 3


def test_numbers_of_ordered_lists_are_rendered() -> None:
    lists = (
        "<ol><li>甲</li><li value=5>乙</li><li>丙</li></ol>"
        "<ol style='list-style-type: cjk-ideographic' start=2><li>丁</li></ol>"
        "<ol type=a><li>戊</li></ol><ol style='list-style:none'><li>己</li></ol><ul><li>庚</li></ul>"
    )
    assert text_of(f"<div id=zoom><p>{LONG}</p>{lists}</div>").splitlines()[1:] == [
        "1.甲", "5.乙", "6.丙", "二、丁", "a.戊", "己", "庚",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "furniture",
    [
        "责任编辑：张某", "【责任编辑:张某】", "编辑：张某 李某", "相关阅读：", "扫一扫在手机打开当前页", "分享到：微信 微博",
        "上一篇：某某通知", "下一篇：没有了", "【打印本页】 【关闭窗口】", "浏览次数：1203次", "【字体：大 中 小】",
        "当前位置：首页 > 政务公开", "版权所有：兴安区人民政府", "黑ICP备00000000号",
    ],
)  # fmt: skip
def test_a_line_of_furniture_inside_the_container_is_left_out(furniture: str) -> None:
    assert text_of(f"<div id=zoom><p>{LONG}</p><p>{furniture}</p></div>") == LONG + "\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "分享到基层治理经验12条。" + "全区推广。" * 10,
        "编辑出版普法读本3种，发放2万册。",
        "相关链接审核制度不断健全，审核发布信息300条。",
    ],
)
def test_a_sentence_that_only_begins_like_furniture_is_kept(sentence: str) -> None:
    assert text_of(f"<div id=zoom><p>{LONG}</p><p>{sentence}</p></div>").splitlines()[1:] == [sentence]


def test_hidden_elements_are_left_out() -> None:
    hidden = '<p style="display: none">看不见</p><p hidden>看不见</p><div aria-hidden="true">看不见</div>'
    assert text_of(f"<div id=zoom><p>{LONG}</p>{hidden}</div>") == LONG + "\n"


def test_a_single_file_web_archive_is_read(xingan: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "report"
    message.add_alternative(web_page(xingan).decode(), subtype="html", charset="utf-8", cte="base64")
    message.replace_header("Content-Type", message["Content-Type"].replace("alternative", "related"))
    document = read_bytes(message.as_bytes(), "report.mht")
    assert document.format == "html"
    assert document.text.splitlines() == lines_of(xingan)


def test_a_page_written_by_scripts_is_unreadable_and_says_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"^a.html：网页里没有正文.*复制正文"):
        read_bytes(page("<div id=app></div><script>render('行政复议')</script>"), "a.html")


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href=1>首页</a><li><a href=2>政务</a></ul>",
        "<div>欢迎<a href=1>政务公开</a><a href=2>办事服务</a><a href=3>法治政府建设</a></div>",
        "<ul><li><a href=1>关于年度法治政府建设情况的报告</a> 2024-01-31<li><a href=2>关于开展案卷评查的通知</a> 2024-02-28</ul>",
    ],
)
def test_a_page_of_links_alone_has_no_main_text(body: str) -> None:
    with pytest.raises(UnreadableError, match=r"^a.html：网页里没有正文"):
        read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")


def test_prose_inside_a_link_or_an_anchor_is_still_read() -> None:
    body = "<p><a name=top>全年评查案卷一百二十卷，督促整改问题三十五个。</a></p>"
    document = read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert document.text == "全年评查案卷一百二十卷，督促整改问题三十五个。\n"
