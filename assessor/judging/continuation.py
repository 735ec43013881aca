"""Sentences that go on with what a sentence before them proved, without saying its words again.

其中市政府收到143件 belongs to what the sentence before it speaks of. Taken as evidence only in a paragraph
that proves one checkpoint and no other, and only where one more thing holds the subject fast: a heading
that names it, a later sentence of the paragraph that proves it again, or figures in words that are no other
checkpoint's. A change of subject drops it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assessor.judging.candidates import Candidate, Surroundings
from assessor.judging.facts import facts_of
from assessor.model.text import Report, Sentence


def continuations(
    cited: Sequence[Candidate], claimed: set[int], around: Surroundings, report: Report
) -> Iterator[tuple[Sentence, Candidate]]:
    """Yield (sentence, the evidence it continues).

    cited: the candidates taken as evidence; claimed: sentences that hold any candidate at all.
    """
    proves: dict[int, list[Candidate]] = defaultdict(list)
    paragraphs: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in cited:
        proves[candidate.sentence.index].append(candidate)
        paragraphs[candidate.sentence.paragraph].append(candidate)
    for sentence in report.sentences:
        if sentence.role != "body" or sentence.stance != "done" or proves.get(sentence.index):
            continue
        before = proves.get(sentence.index - 1, [])
        if len(before) != 1 or before[0].sentence.paragraph != sentence.paragraph:
            continue
        if _goes_on(sentence, before[0], paragraphs[sentence.paragraph], claimed, around, report):
            proves[sentence.index].append(before[0])
            yield sentence, before[0]


def _goes_on(
    sentence: Sentence,
    before: Candidate,
    paragraph: Sequence[Candidate],
    claimed: set[int],
    around: Surroundings,
    report: Report,
) -> bool:
    if sentence.index not in claimed and around.heading(sentence, before.checkpoint):
        return True
    if any(candidate.checkpoint != before.checkpoint for candidate in paragraph):
        return False
    if any(candidate.sentence.index > sentence.index for candidate in paragraph):
        return True
    others = (value for other, value in around.likeness(sentence) if other != before.checkpoint)
    own = dict(around.likeness(sentence)).get(before.checkpoint, 0.0)
    straight = before.sentence.index == sentence.index - 1
    return (
        straight
        and own > 0
        and max(others, default=0.0) <= own
        and bool(facts_of(report.quote(sentence.start, sentence.end)))
    )
