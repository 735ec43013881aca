"""What speaks for and against a candidate, as named numbers that can be shown to a reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assessor.judging.candidates import Candidate, Surroundings
from assessor.judging.facts import facts_of
from assessor.judging.wording import ReportWording
from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Report

_TITLE = re.compile(r"《[^《》\n]{2,60}》")

FULL_LIKENESS = 30.0
"""Likeness from which more adds nothing."""
TRAILING = 14
"""A last clause of at most so many characters trails after what the sentence says."""
NEIGHBOURS = 3
"""How many sentences to either side, in the same section, count as the neighbourhood."""

Features = dict[str, float]

FEATURE_ZH: Mapping[str, str] = {
    "strong_1": "有一条强线索",
    "strong_2": "有两条强线索",
    "strong_3": "有三条以上强线索",
    "weak_1": "有一条弱线索",
    "weak_2": "有两条以上弱线索",
    "heading": "标题谈这个主题",
    "before": "上文谈这个主题",
    "subject": "句中另有主题词",
    "no_subject": "句中没有主题词",
    "covered_part": "线索的词有一部分同时证明别的检查点",
    "covered_full": "线索的词全部同时证明别的检查点",
    "rival": "同句别的检查点线索更多",
    "rival_weak_only": "自己只有弱线索，而同句别的检查点有强线索",
    "near_same": "邻近句子谈同一检查点",
    "near_part": "邻近句子谈同一部分",
    "near_none": "邻近句子都谈别的部分",
    "share": "线索占全句的比重",
    "facts": "句中有数据、文件或日期",
    "slip": "线索有错别字",
    "opening": "报告开头的概述",
    "foreign": "标题谈的是别的部分",
    "foreign_near": "标题谈的是同一部分的别的检查点",
    "foreign_before": "上一句谈的是别的检查点",
    "alike": "全句用词像这个检查点",
    "alike_best": "全句用词最像这个检查点",
    "alike_other": "全句用词更像别的检查点",
    "worded": "写法像引来证明它的句子",
    "long": "句子很长",
    "doubt": "语气像计划或承认不足",
    "misgiving": "句中有“仍、未、只有”一类的话",
    "in_title": "线索只在文件名里",
    "lead_like": "段首的概括句",
    "listed": "只在并列的名词里提到",
    "trailing": "只在句末的短语里提到",
    "outdone": "别处另有更有力的句子",
    "beside": "紧邻的句子更有力地谈同一检查点",
}


def features_of(
    candidates: Sequence[Candidate],
    report: Report,
    parts: Mapping[str, str],
    around: Surroundings,
    rules: ReadingRules,
    wording: ReportWording,
) -> list[Features]:
    """Return the features of each candidate, in order.

    candidates: all of a report that are not refused; parts: checkpoint id -> part id; around: which
    subjects are named where; wording: how the report's sentences are worded.
    """
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_sentence[candidate.sentence.index].append(candidate)
    misgivings = {
        index: _misgivings(report.quote(group[0].sentence.start, group[0].sentence.end), rules)
        for index, group in by_sentence.items()
    }
    found = [_features(one, by_sentence, report, parts) for one in candidates]
    for one, features in zip(candidates, found, strict=True):
        features.update(_foreign(one, parts, around))
        features.update(_alike(one, around))
        features["worded"] = wording.likeness(one.sentence, one.checkpoint)
        features["doubt"] = one.sentence.doubt
        if misgivings[one.sentence.index]:
            features["misgiving"] = min(misgivings[one.sentence.index], 2) / 2
    return found


def _misgivings(text: str, rules: ReadingRules) -> int:
    """Return how many words of misgiving a sentence has."""
    return len(rules.patterns["misgiving"].findall(normalise(text)))


def _alike(one: Candidate, around: Surroundings) -> Features:
    """Whose vocabulary is the sentence written in?"""
    own = one.match.likeness
    best = max(
        (value for other, value in around.likeness(one.sentence) if other != one.checkpoint), default=0.0
    )
    features: Features = {"alike": min(1.0, own / FULL_LIKENESS)}
    if own >= best:
        features["alike_best"] = 1.0
    else:
        features["alike_other"] = min(1.0, (best - own) / FULL_LIKENESS)
    return features


def _foreign(one: Candidate, parts: Mapping[str, str], around: Surroundings) -> Features:
    """Does the heading, or the sentence before, speak of something else?"""
    features: Features = {}
    named = around.heading_names(one.sentence)
    if named and not one.heading:
        near = parts.get(one.checkpoint) in {parts.get(other) for other in named}
        features["foreign_near" if near else "foreign"] = 1.0
    before = around.sentence_before_names(one.sentence)
    if before and one.checkpoint not in before and not one.match.subject:
        features["foreign_before"] = 1.0
    return features


def _features(
    one: Candidate, by_sentence: Mapping[int, list[Candidate]], report: Report, parts: Mapping[str, str]
) -> Features:
    sentence = one.sentence
    text = report.quote(sentence.start, sentence.end)
    features: Features = {}
    strong, weak = len(one.strong), len(one.weak)
    if strong:
        features[f"strong_{min(strong, 3)}"] = 1.0
    if weak:
        features[f"weak_{min(weak, 2)}"] = 1.0
    if one.heading:
        features["heading"] = 1.0
    if one.before:
        features["before"] = 1.0
    if one.subject_apart:
        features["subject"] = 1.0
    if not one.match.subject:
        features["no_subject"] = 1.0
    rivals = [other for other in by_sentence[sentence.index] if other is not one]
    features.update(_rivalry(one, rivals))
    features.update(_neighbourhood(one, by_sentence, report, parts))
    matched = one.matched()
    features["share"] = min(1.0, sum(m.end - m.start for m in matched) / max(1, len(text)))
    if facts_of(text):
        features["facts"] = 1.0
    if any(m.similarity < 100.0 for m in matched):
        features["slip"] = 1.0
    if sentence.section == "s0" and len(report.sections) > 1 and sentence.start < 600:
        features["opening"] = 1.0
    if len(text) > 120:
        features["long"] = 1.0
    features.update(_place(one, text, report))
    return features


def _place(one: Candidate, text: str, report: Report) -> Features:
    """Where in the sentence the cues stand: in titles of documents, in lists of nouns, at the very end."""
    features: Features = {}
    sentence = one.sentence
    matched = [m for m in one.matched() if not m.text[:1].isdigit()]
    titles = [(sentence.start + t.start(), sentence.start + t.end()) for t in _TITLE.finditer(text)]
    if matched and titles and all(any(s <= m.start and m.end <= e for s, e in titles) for m in matched):
        features["in_title"] = 1.0
    previous = report.sentences[sentence.index - 1] if sentence.index else None
    first = previous is None or previous.paragraph != sentence.paragraph or previous.role == "heading"
    following = report.sentences[sentence.index + 1 : sentence.index + 2]
    followed = bool(following) and following[0].paragraph == sentence.paragraph
    if first and followed and not facts_of(text) and len(text) <= 40:
        features["lead_like"] = 1.0
    clauses = [c for c in sentence.clauses if any(c.start <= m.start < c.end for m in matched)]
    if clauses and all(report.quote(c.start, c.end).count("、") >= 3 for c in clauses):
        features["listed"] = 1.0
    last = sentence.clauses[-1:]
    if len(sentence.clauses) > 2 and clauses == list(last) and clauses[0].end - clauses[0].start <= TRAILING:
        features["trailing"] = 1.0
    return features


def _rivalry(one: Candidate, rivals: Sequence[Candidate]) -> Features:
    features: Features = {}
    theirs = [(m.start, m.end) for rival in rivals if rival.strong for m in rival.matched()]
    own = [(m.start, m.end) for m in one.matched()]
    shared = sum(e - s for s, e in own if any(a < e and s < b for a, b in theirs))
    if shared:
        full = shared == sum(e - s for s, e in own)
        features["covered_full" if full else "covered_part"] = 1.0
    best = max((2 * len(rival.strong) + len(rival.weak) for rival in rivals if rival.strong), default=0)
    if best > 2 * len(one.strong) + len(one.weak):
        features["rival"] = 1.0
    if best and not one.strong:
        features["rival_weak_only"] = 1.0
    return features


def _neighbourhood(
    one: Candidate, by_sentence: Mapping[int, list[Candidate]], report: Report, parts: Mapping[str, str]
) -> Features:
    index, part = one.sentence.index, parts.get(one.checkpoint, "")
    near: list[Candidate] = []
    for other in range(max(0, index - NEIGHBOURS), min(len(report.sentences), index + NEIGHBOURS + 1)):
        if other != index and report.sentences[other].section == one.sentence.section:
            near.extend(candidate for candidate in by_sentence.get(other, ()) if candidate.strong)
    if not near:
        return {}
    if any(candidate.checkpoint == one.checkpoint for candidate in near):
        return {"near_same": 1.0}
    if any(parts.get(candidate.checkpoint, "") == part for candidate in near):
        return {"near_part": 1.0}
    return {"near_none": 1.0}
