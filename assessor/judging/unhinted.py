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

from assessor.judging.candidates import Candidate, Surroundings
from assessor.judging.elsewhere import BESIDE
from assessor.judging.facts import facts_of
from assessor.judging.features import FULL_LIKENESS, Features
from assessor.judging.wording import Wording, pairs_of
from assessor.judging.zero import HEARD
from assessor.model.match import CheckpointMatch
from assessor.model.shadow import normalise
from assessor.model.text import Report, Sentence

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


class Known:
    """What is known of a report's candidates once they are weighed: where each checkpoint is proved, and how well.

    candidates: those that tell of something done; worth: theirs, in order.
    """

    def __init__(self, candidates: Sequence[Candidate], worth: Sequence[float]) -> None:
        self.by_sentence: dict[int, dict[str, float]] = defaultdict(dict)
        self.best: dict[str, float] = defaultdict(float)
        for one, value in zip(candidates, worth, strict=True):
            self.by_sentence[one.sentence.index][one.checkpoint] = value
            self.best[one.checkpoint] = max(self.best[one.checkpoint], value)

    def around(self, sentence: int, checkpoint: str, item: Mapping[str, str]) -> tuple[float, float, float]:
        """Return the best worth of the checkpoint close by, of its article close by, of its article in the sentence.

        item: checkpoint id -> id of its article.
        """
        same = kin = here = 0.0
        for index in range(sentence - BESIDE, sentence + BESIDE + 1):
            for other, value in self.by_sentence.get(index, {}).items():
                if other == checkpoint:
                    same = max(same, value)
                elif item.get(other) != item.get(checkpoint):
                    continue
                elif index == sentence:
                    here = max(here, value)
                else:
                    kin = max(kin, value)
        return same, max(same, kin), here


def unhinted(
    matches: Sequence[CheckpointMatch],
    taken: Mapping[int, Sequence[str]],
    known: Known,
    around: Surroundings,
    wording: Wording,
    item: Mapping[str, str],
) -> Iterator[Unhinted]:
    """Yield what may prove a checkpoint without a cue, in text order.

    taken: by sentence, the checkpoints of which it holds cues; item: checkpoint id -> id of its article.
    """
    report = around.report
    offered: dict[int, list[CheckpointMatch]] = defaultdict(list)
    for match in matches:
        sentence = report.sentences[match.sentence]
        if match.likeness and _may_prove(sentence):
            offered[match.sentence].append(match)
    for index, group in offered.items():
        cued = taken.get(index, ())
        bare = [match for match in group if match.checkpoint not in cued]
        if bare:
            yield from _weighed(report, report.sentences[index], bare, cued, known, around, wording, item)


def _may_prove(sentence: Sentence) -> bool:
    told = sentence.end - sentence.start >= SHORTEST and sentence.denial < HEARD
    return told and sentence.role == "body" and sentence.stance == "done"


def _weighed(
    report: Report,
    sentence: Sentence,
    bare: Sequence[CheckpointMatch],
    cued: Sequence[str],
    known: Known,
    around: Surroundings,
    wording: Wording,
    item: Mapping[str, str],
) -> Iterator[Unhinted]:
    text = report.quote(sentence.start, sentence.end)
    pairs = pairs_of(normalise(text))
    worded = {match.checkpoint: wording.likeness(pairs, match.checkpoint) for match in bare}
    like = [match for match in bare if worded[match.checkpoint] >= LEAST_WORDED]
    if not like:
        return
    worded |= {checkpoint: wording.likeness(pairs, checkpoint) for checkpoint in cued}
    most_alike = max(value for _, value in around.likeness(sentence))
    for match in like:
        checkpoint, own = match.checkpoint, worded[match.checkpoint]
        other = max((value for name, value in worded.items() if name != checkpoint), default=0.0)
        alike = min(1.0, match.likeness / FULL_LIKENESS)
        same, kin, here = known.around(sentence.index, checkpoint, item)
        yield Unhinted(
            sentence,
            checkpoint,
            {
                "worded": own,
                "worded_square": own * own,
                "worded_alike": own * alike,
                "worded_other": max(0.0, other - own),
                "alike": alike,
                "alike_best": float(match.likeness >= most_alike),
                "alike_other": (most_alike - match.likeness) / FULL_LIKENESS,
                "kin": kin,
                "sibling": here,
                "outdone": known.best.get(checkpoint, 0.0),
                "beside": same,
                "before": float(bool(around.before(sentence, checkpoint))),
                "facts": float(bool(facts_of(text))),
                "doubt": sentence.doubt,
            },
        )
