"""The sample assessment in the forms that the renderers are tried on."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from assessor.model.result import Assessment
from assessor.rendering.html import to_html
from tests.sample import make_assessment

#: What a report may contain, by malice or by accident, and must be shown as it stands.
HOSTILE = (
    "主动公开<script>document.title='坏'</script>{{ 7*7 }}{% raw %}"
    '<img src="file:///etc/passwd" onerror="alert(1)"><a href="javascript:alert(1)">点</a>'
    "&amp;<style>body{display:none}</style><link rel=stylesheet href=http://192.0.2.1/x.css>]]>信息3条。"
)


@pytest.fixture(scope="session")
def hostile() -> Assessment:
    """An assessment of a report that quotes markup, template code and addresses."""
    return make_assessment(insert=HOSTILE)


@pytest.fixture(scope="session")
def paged() -> Assessment:
    """An assessment of a report that has pages."""
    return make_assessment(paged=True)


@pytest.fixture(scope="session")
def page(assessment: Assessment) -> lxml_html.HtmlElement:
    """The HTML scorecard of the sample, parsed."""
    return lxml_html.document_fromstring(to_html(assessment))
