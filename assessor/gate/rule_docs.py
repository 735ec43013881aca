"""docs/rules.md, made from the metadata of the rules and conditions: `python -m assessor.gate.rule_docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assessor.gate.conditions import CONDITIONS, Condition
from assessor.rules.base import SEVERITY_ZH, Rule
from assessor.rules.registry import RULES

_GROUPS = {
    "FZ1": "结构与必备内容",
    "FZ2": "年度、文件名称与提法",
    "FZ3": "用字用词",
    "FZ4": "未完稿残留",
    "FZ5": "数字核对",
}

_HEAD = """\
# 规则一览

本文件由 `scripts/gen-docs` 根据规则自身的说明生成，请勿手工修改。

`assessor check` 报告两类问题：

- **门槛**（FZ001—FZ009）：得分、必须覆盖的内容、豁免和基线，由 assessor.yaml 决定，见 [ci.md](ci.md)；
- **形式**（FZ101 起）：年度报告应有的样子，默认全部开启。

级别有三种：**错误**（缺少规定的内容，或与事实不符）、**警告**（很可能有误）、**提示**（供核对）。
默认只有错误会使检查不通过，用 `--fail-on` 或 `fail_on` 改变；每条规则可单独开关或改变级别：

```yaml
rules:
  FZ113: off      # 关闭
  FZ301: error    # 提高为错误
```

规则所用的词语在 `checklist/form-rules.yaml` 中，懂业务的人可以直接增改。
"""


def rules_markdown() -> str:
    """Return the text of docs/rules.md."""
    return "\n".join([_HEAD, *_table(), "", "## 门槛", "", *_conditions(), *_rules()])


def _table() -> Iterator[str]:
    yield "| 编号 | 名称 | 默认级别 |"
    yield "| --- | --- | --- |"
    everything: list[Condition | Rule] = [*CONDITIONS, *RULES]
    for one in everything:
        yield f"| [{one.id}](#{one.id.lower()}) | {one.name} | {SEVERITY_ZH[one.severity]} |"


def _title(one: Condition | Rule) -> Iterator[str]:
    yield f'<a id="{one.id.lower()}"></a>'
    yield ""
    yield f"### {one.id} {one.name}（{SEVERITY_ZH[one.severity]}）"
    yield ""


def _conditions() -> Iterator[str]:
    for condition in CONDITIONS:
        yield from _title(condition)
        yield f"- **理由**：{condition.reason}"
        yield f"- **示例**：`{condition.example}`"
        yield f"- **处理**：{condition.remedy}"
        yield ""


def _rules() -> Iterator[str]:
    group = ""
    for rule in RULES:
        if rule.id[:3] != group:
            group = rule.id[:3]
            yield f"## {_GROUPS[group]}"
            yield ""
        yield from _title(rule)
        yield f"- **理由**：{rule.reason}"
        yield f"- **来源**：{rule.source}"
        yield f"- **处理**：{rule.remedy}"
        yield ""
        yield "有问题的写法："
        yield ""
        yield from _quoted(rule.bad)
        yield ""
        yield "没有问题的写法："
        yield ""
        yield from _quoted(rule.good)
        yield ""


def _quoted(text: str) -> Iterator[str]:
    yield "```text"
    yield from text.split("\n")
    yield "```"


if __name__ == "__main__":
    Path("docs/rules.md").write_text(rules_markdown(), encoding="utf-8")
