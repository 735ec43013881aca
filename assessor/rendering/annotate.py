"""Marks spans of the report's text: matched words in a quotation, cited sentences in the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assessor.model.result import Assessment, CheckpointResult, Evidence, Matched, Mention
from assessor.model.text import Report, Section, Sentence

LineKind = Literal["heading", "body", "aside"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation; `hit` when a term of the checklist was found there."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the report's text that checkpoints cite.

    number: 1, 2, 3 ... in text order, printed on both sides of the link; anchor: its id in the page;
    evidence / mentions: ids of the checkpoints that cite it as evidence, or only as a mention.
    """

    number: int
    anchor: str
    start: int
    end: int
    evidence: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line with one look.

    use: `evidence`, `mention` or "" (cited by nothing); opens: the passages that begin here;
    page: number of the page that begins here, or None.
    """

    text: str
    start: int
    use: Literal["evidence", "mention", ""]
    opens: tuple[Passage, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (non-empty line) of the report.

    number: as in `Sentence.paragraph`; kind: `aside` for greetings, questions and page furniture;
    stance: of the section it opens, for headings of plans and shortcomings ("" otherwise).
    """

    number: int
    kind: LineKind
    level: int
    stance: Literal["plan", "problem", ""]
    segments: tuple[Segment, ...]
    cited: bool


def quotation(text: str, start: int, matched: Iterable[Matched]) -> tuple[Piece, ...]:
    """Cut the quotation `text`, which stands at `start` in the report, where terms were matched.

    The pieces' texts joined are `text`. Matches outside the quotation are left out.
    """
    hit = bytearray(len(text))
    for match in matched:
        for offset in range(max(match.start - start, 0), min(match.end - start, len(text))):
            hit[offset] = 1
    edges = [0, *(i for i in range(1, len(text)) if hit[i] != hit[i - 1]), len(text)]
    return tuple(Piece(text[a:b], bool(hit[a])) for a, b in pairwise(edges) if a < b)


def passages(assessment: Assessment) -> tuple[Passage, ...]:
    """Return every passage cited in the assessment, in text order.

    Citations that begin at the same character are one passage, as long as the longest of them.
    """
    ends: dict[int, int] = {}
    evidence: dict[int, list[str]] = {}
    mentions: dict[int, list[str]] = {}
    for checkpoint in assessment.checkpoints():
        for quoted, users in _quoted(checkpoint, evidence, mentions):
            ends[quoted.start] = max(quoted.end, ends.get(quoted.start, 0))
            users.setdefault(quoted.start, []).append(checkpoint.id)
    return tuple(
        Passage(
            number=number,
            anchor=f"t{start}",
            start=start,
            end=ends[start],
            evidence=tuple(dict.fromkeys(evidence.get(start, ()))),
            mentions=tuple(dict.fromkeys(mentions.get(start, ()))),
        )
        for number, start in enumerate(sorted(ends), start=1)
    )


def _quoted(
    checkpoint: CheckpointResult, evidence: dict[int, list[str]], mentions: dict[int, list[str]]
) -> Iterable[tuple[Evidence | Mention, dict[int, list[str]]]]:
    for proof in checkpoint.evidence:
        yield proof, evidence
    for mention in checkpoint.mentions:
        yield mention, mentions


def lines(report: Report, cited: Sequence[Passage]) -> tuple[Line, ...]:
    """Return the whole text of the report, paragraph by paragraph, with cited passages marked.

    The segments' texts of a line joined are that line of the report without surrounding white space;
    nothing of the text is left out but white space between the lines.
    """
    text = report.document.text
    sections = {section.start: section for section in report.sections if section.level > 0}
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in report.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    page_starts = {offset: page for page, offset in enumerate(report.document.pages, start=1)}
    result: list[Line] = []
    position = first = 0
    for raw in text.split("\n"):
        origin = start = position
        end = start + len(raw)
        position = end + 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        number = len(result) + 1
        while first < len(cited) and cited[first].end <= start:
            first += 1
        inside = _within(cited, first, start, end)
        section = _opened(sections, start, end)
        result.append(
            Line(
                number=number,
                kind=_kind(by_paragraph.get(number, ())),
                level=section.level if section else 0,
                stance=section.stance if section and section.stance in ("plan", "problem") else "",
                segments=_segments(text, (origin, start, end), inside, page_starts),
                cited=bool(inside),
            )
        )
    return tuple(result)


def _within(cited: Sequence[Passage], first: int, start: int, end: int) -> list[Passage]:
    """Return the passages from number `first` on that share a character with start:end, in order."""
    found = []
    for number in range(first, len(cited)):
        if cited[number].start >= end:
            break
        if cited[number].end > start:
            found.append(cited[number])
    return found


def _opened(sections: dict[int, Section], start: int, end: int) -> Section | None:
    """Return the section whose heading stands in the line, the outermost one if there are several."""
    found = [section for offset, section in sections.items() if start <= offset < end]
    return min(found, key=lambda section: section.level, default=None)


def _kind(sentences: Sequence[Sentence]) -> LineKind:
    roles = {sentence.role for sentence in sentences}
    if roles == {"heading"}:
        return "heading"
    if roles and roles <= {"furniture", "greeting", "question"}:
        return "aside"
    return "body"


def _segments(
    text: str, line: tuple[int, int, int], inside: Sequence[Passage], page_starts: dict[int, int]
) -> tuple[Segment, ...]:
    """Cut a line, given as (start, start and end without surrounding white space)."""
    origin, start, end = line
    edges = {start, end}
    for passage in inside:
        edges |= {max(passage.start, start), min(passage.end, end)}
    # A page may begin in the white space before a line: the line's first character carries its mark.
    pages = {max(o, start): n for o, n in page_starts.items() if _breaks_before(text, o, start, end)}
    edges |= set(pages)
    ordered = sorted(edges)
    result = []
    first = 0
    for a, b in pairwise(ordered):
        while first < len(inside) and inside[first].end <= a:
            first += 1
        over = _within(inside, first, a, b)
        use: Literal["evidence", "mention", ""] = ""
        if over:
            use = "evidence" if any(p.evidence for p in over) else "mention"
        opens = tuple(p for p in over if p.start == a or (a == start and origin <= p.start < a))
        result.append(Segment(text[a:b], a, use, opens, pages.get(a)))
    return tuple(result)


def _breaks_before(text: str, offset: int, start: int, end: int) -> bool:
    return start <= offset < end or (offset < start and not text[offset:start].strip())
