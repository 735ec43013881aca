"""Sentences without any cue that read like those careful officers cite.

Plain speech tells a matter in words no list foresees. Where a sentence holds no cue of a checkpoint but uses
words of its vocabulary and is worded like what was cited for it (wording.py), it is weighed by a small
logistic model of its own (data/weights.json, "unhinted"). What it lets pass is evidence to be checked: its
confidence is always low.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessor.judging.candidates import Surroundings
from assessor.judging.elsewhere import Elsewhere
from assessor.judging.facts import facts_of
from assessor.judging.features import FULL_LIKENESS, Features
from assessor.judging.wording import ReportWording
from assessor.judging.zero import HEARD
from assessor.model.match import CheckpointMatch
from assessor.model.text import Sentence

LEAST_WORDED: Final = 0.15
"""A sentence less like the cited ones than this is not looked at."""
SHORTEST: Final = 16
"""Fewer characters (深入学习贯彻习近平法治思想。) tell nothing done."""

UNHINTED_ZH: Final[Mapping[str, str]] = {
    "worded": "写法像引来证明它的句子",
    "worded_square": "写法像引来证明它的句子",
    "worded_alike": "写法像引来证明它的句子",
    "worded_other": "写法更像证明别的检查点的句子",
    "alike": "全句用词像这个检查点",
    "alike_best": "全句用词最像这个检查点",
    "alike_other": "全句用词更像别的检查点",
    "kin": "邻近句子谈同一条",
    "sibling": "这一句已证明同一条的别的检查点",
    "outdone": "别处另有更有力的句子",
    "beside": "邻近句子谈同一检查点",
    "before": "上文谈这个主题",
    "facts": "句中有数据、文件或日期",
    "doubt": "语气像计划或承认不足",
}


@dataclass(frozen=True, slots=True)
class Unhinted:
    """A sentence without a cue, a checkpoint it may speak for, and what speaks for and against it."""

    sentence: Sentence
    checkpoint: str
    features: Features


def unhinted(
    matches: Sequence[CheckpointMatch],
    cued: Mapping[int, Sequence[str]],
    elsewhere: Elsewhere,
    around: Surroundings,
    wording: ReportWording,
    siblings: Mapping[str, Sequence[str]],
) -> Iterator[Unhinted]:
    """Yield what may prove a checkpoint without a cue, in text order.

    cued: by sentence, the checkpoints of which it holds cues; elsewhere: what these are worth; siblings: by
    checkpoint, all checkpoints of its article.
    """
    offered: dict[int, list[CheckpointMatch]] = defaultdict(list)
    for match in matches:
        sentence = around.report.sentences[match.sentence]
        cueless = match.likeness and match.checkpoint not in cued.get(match.sentence, ())
        if cueless and not match.masked and _may_prove(sentence):
            offered[match.sentence].append(match)
    for index, group in offered.items():
        sentence = around.report.sentences[index]
        worded = {match.checkpoint: wording.likeness(sentence, match.checkpoint) for match in group}
        like = [match for match in group if worded[match.checkpoint] >= LEAST_WORDED]
        if like:
            worded |= {
                checkpoint: wording.likeness(sentence, checkpoint) for checkpoint in cued.get(index, ())
            }
        for match in like:
            features = _features(match, sentence, worded, around)
            features |= _company(match, elsewhere, siblings[match.checkpoint])
            yield Unhinted(sentence, match.checkpoint, features)


def _may_prove(sentence: Sentence) -> bool:
    told = sentence.end - sentence.start >= SHORTEST and sentence.denial < HEARD
    return told and sentence.role == "body" and sentence.stance == "done"


def _features(
    match: CheckpointMatch, sentence: Sentence, worded: Mapping[str, float], around: Surroundings
) -> Features:
    """worded: how the sentence is worded, by every checkpoint that comes into question."""
    own = worded[match.checkpoint]
    other = max((value for name, value in worded.items() if name != match.checkpoint), default=0.0)
    alike = min(1.0, match.likeness / FULL_LIKENESS)
    most_alike = max(value for _, value in around.likeness(sentence))
    return {
        "worded": own,
        "worded_square": own * own,
        "worded_alike": own * alike,
        "worded_other": max(0.0, other - own),
        "alike": alike,
        "alike_best": float(match.likeness >= most_alike),
        "alike_other": (most_alike - match.likeness) / FULL_LIKENESS,
        "before": float(bool(around.before(sentence, match.checkpoint))),
        "facts": float(bool(facts_of(around.report.quote(sentence.start, sentence.end)))),
        "doubt": sentence.doubt,
    }


def _company(match: CheckpointMatch, elsewhere: Elsewhere, siblings: Sequence[str]) -> Features:
    """What other sentences prove of the checkpoint and its article, and this one of its article."""
    index = match.sentence
    others = [one for one in siblings if one != match.checkpoint]
    return {
        "outdone": elsewhere.outdone(match.checkpoint, index),
        "beside": elsewhere.beside(match.checkpoint, index),
        "kin": max(elsewhere.beside(one, index) for one in siblings),
        "sibling": max((elsewhere.at(one, index) for one in others), default=0.0),
    }
