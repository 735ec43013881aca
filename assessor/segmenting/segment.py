"""Turn a document into a report: identity, sections, sentences with role and stance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assessor.model.reading import ReadingRules
from assessor.model.shadow import normalise
from assessor.model.text import Document, Report, Role, Section, Sentence
from assessor.segmenting.headings import HeadingSpan, find_headings
from assessor.segmenting.identity import Identity, identify
from assessor.segmenting.lines import POINT, Line, split_lines, split_sentences
from assessor.segmenting.roles import closing_role, sentence_role
from assessor.segmenting.stance import (
    Verdict,
    opening_verdict,
    section_verdict,
    sentence_verdict,
    split_clauses,
    tells_results,
    toned_verdict,
    whole_sentence_verdict,
)
from assessor.segmenting.tone import Tone, builtin_tone

LAST_STRETCH = 0.6
"""Past this share of the text, 下一步… or 仍存在… holds until the next heading; before it, for its paragraph."""


def segment(document: Document, rules: ReadingRules, tone: Tone | None = None) -> Report:
    """Return the segmented report.

    rules: how reports are read (checklist/reading.yaml); tone: hears plans and admissions the rules
    do not know, the built-in one if not given.
    """
    tone = tone or builtin_tone()
    lines = split_lines(document.text)
    identity = identify(document, lines, rules)
    headings = [h for h in find_headings(document, lines, rules) if h.line not in identity.title_lines]
    sections, verdicts = _sections(document.text, headings, identity, rules)
    sentences = _Sentences(document.text, lines, headings, sections, verdicts, identity, rules, tone).all()
    return Report(
        document=document,
        title=identity.title,
        issuer=identity.issuer,
        region=identity.region,
        level=identity.level,
        level_source=identity.level_source,
        year=identity.year,
        sections=sections,
        sentences=tuple(sentences),
    )


def _sections(
    text: str, headings: list[HeadingSpan], identity: Identity, rules: ReadingRules
) -> tuple[tuple[Section, ...], dict[str, Verdict]]:
    whole = len(text)
    root = Section("s0", identity.title, 0, (), 0, headings[0].start if headings else whole, "done")
    sections = [root]
    verdicts = {"s0": Verdict("done")}
    stack: list[Section] = []
    for number, heading in enumerate(headings, 1):
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        end = next((h.start for h in headings[number:] if h.level <= heading.level), whole)
        title = text[heading.body : heading.end].rstrip("。：:；;").strip()
        parent = stack[-1] if stack else root
        outer = verdicts[parent.id]
        verdict = section_verdict(title, identity.year, rules)
        if verdict is None or (verdict.stance == "done" and outer.stance != "done"):
            verdict = outer
        section = Section(
            f"s{number}", title, heading.level, (*parent.path, title), heading.start, end, verdict.stance
        )
        sections.append(section)
        verdicts[section.id] = verdict
        stack.append(section)
    return tuple(sections), verdicts


@dataclass(slots=True)
class _Stretch:
    """A stance opened by a sentence, and how long it lasts."""

    verdict: Verdict
    section_level: int
    lasting: bool


class _Sentences:
    """Walks the paragraphs once, carrying the section and the stretch in force."""

    def __init__(
        self,
        text: str,
        lines: list[Line],
        headings: list[HeadingSpan],
        sections: tuple[Section, ...],
        verdicts: dict[str, Verdict],
        identity: Identity,
        rules: ReadingRules,
        tone: Tone,
    ) -> None:
        self.text = text
        self.tone = tone
        self.lines = lines
        self.headings = {heading.start: heading for heading in headings}
        self.section_of = {section.start: section for section in sections[1:]}
        self.verdicts = verdicts
        self.title_lines = set(identity.title_lines)
        self.year = identity.year
        self.rules = rules
        self.section = sections[0]
        self.stretch: _Stretch | None = None
        self.sentences: list[Sentence] = []

    def all(self) -> list[Sentence]:
        for index, line in enumerate(self.lines):
            self._line(index, line)
        return self.sentences

    def _add(self, start: int, end: int, line: Line, role: Role, verdict: Verdict) -> None:
        stance = "other" if role != "body" else verdict.stance
        self.sentences.append(
            Sentence(len(self.sentences), start, end, line.number, self.section.id, role, stance, verdict.cue)
        )

    def _line(self, index: int, line: Line) -> None:
        heading = self.headings.get(line.start)
        if heading is None and self.stretch and not (self.stretch.lasting or self._is_listed(line)):
            self.stretch = None
        spans = list(split_sentences(self.text, line.start, line.end))
        opening = self.text[spans[0][0] : spans[0][1]] if spans else ""
        asked = self.rules.search("question", normalise(opening)) is not None and heading is None
        for number, (start, end) in enumerate(spans):
            if start in self.headings:
                heading = self.headings[start]
                self._enter(heading)
            if index in self.title_lines or (heading is not None and start < heading.end):
                self._add(start, end, line, "heading", Verdict("other"))
                continue
            if asked:
                self._add(start, end, line, "question", Verdict("other"))
                self.stretch = None
                continue
            following = spans[number + 1] if number + 1 < len(spans) else None
            followed = following is not None and POINT.match(self.text, following[0]) is None
            self._sentence(index, line, start, end, followed, number == 0)

    def _enter(self, heading: HeadingSpan) -> None:
        section = self.section_of[heading.start]
        if self.stretch and (section.level <= self.stretch.section_level or not self.stretch.lasting):
            self.stretch = None
        self.section = section

    def _is_listed(self, line: Line) -> bool:
        return bool(line.rank or line.body > line.start or POINT.match(self.text, line.body))

    def _sentence(self, index: int, line: Line, start: int, end: int, followed: bool, first: bool) -> None:
        content = self.text[start:end]
        role = closing_role(content, len(self.lines) - 1 - index) if first else None
        role = role or sentence_role(
            content,
            followed=followed,
            first_of_line=first,
            opening=self.section.id == "s0" and bool(self.headings),
            rules=self.rules,
        )
        if role == "question":
            self.stretch = None
        outer = self.verdicts[self.section.id]
        opened = opening_verdict(content, self.year, self.rules) if role != "question" else None
        if opened and opened.stance != outer.stance:
            late = start >= LAST_STRETCH * len(self.text)
            ends_line = end == line.end
            self.stretch = _Stretch(opened, self.section.level, late or ends_line)
        elif self.stretch and role == "body" and tells_results(content, self.year, self.rules, self.tone):
            self.stretch = None
        if self.stretch:
            outer = self.stretch.verdict
        if role != "body":
            self._add(start, end, line, role, outer)
            return
        outer = whole_sentence_verdict(content, outer, self.rules)
        clauses = split_clauses(self.text, start, end, outer, self.rules)
        verdict, heard = toned_verdict(
            content, sentence_verdict(clauses, outer), clauses, self.year, self.rules, self.tone
        )
        self._add(start, end, line, role, verdict)
        self.sentences[-1] = replace(
            self.sentences[-1], clauses=clauses, doubt=round(heard.doubt, 3), denial=round(heard.denial, 3)
        )
