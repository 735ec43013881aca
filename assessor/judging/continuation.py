"""Sentences that go on with what the sentence before them proved, without saying its words again.

其中市政府收到143件 belongs to what the sentence before it speaks of. Taken as evidence only under a
heading that names the checkpoint's subject, straight after a sentence that proves this checkpoint and
no other, and where no other checkpoint has a cue: a change of subject drops it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assessor.judging.candidates import Candidate, Surroundings
from assessor.model.text import Report, Sentence


def continuations(
    cited: Sequence[Candidate], claimed: set[int], around: Surroundings, report: Report
) -> Iterator[tuple[Sentence, Candidate]]:
    """Yield (sentence, the evidence it continues).

    cited: the candidates taken as evidence; claimed: sentences that hold any candidate at all.
    """
    proves: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in cited:
        proves[candidate.sentence.index].append(candidate)
    for sentence in report.sentences:
        if sentence.role != "body" or sentence.stance != "done" or sentence.index in claimed:
            continue
        before = proves.get(sentence.index - 1, [])
        if len(before) != 1 or before[0].sentence.paragraph != sentence.paragraph:
            continue
        if around.heading(sentence, before[0].checkpoint):
            proves[sentence.index].append(before[0])
            yield sentence, before[0]
