"""`make fuzz`: mutated real files of every format, and arbitrary text, through the whole pipeline.

Every case must be read or refused in one line naming the file, in bounded time; what is read must
satisfy tests/readers/invariants.py. A case that does not is kept in .fuzz/ and the run fails.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tests.readers import making
from tests.readers.invariants import checklist, read_or_refuse, through_the_pipeline
from tests.readers.test_ofd import ofd, typeset
from tests.readers.test_pdf import A4, FURNISHED, paragraphs, pdf
from tests.readers.test_properties import WORDS

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".fuzz"
SLOWEST = 60.0
"""Seconds one case may take; the reader's own limits are what is under test."""

TOKENS = [word.encode() for word in WORDS] + [
    b"<", b">", b"</w:p>", b"<w:p>", b"<w:tbl><w:tr><w:tc>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xD800;",
    b"<div>", b"</div>", b"<table><tr><td>", b"<!--", b"-->", b"<script>", b"charset=gbk", b"stream\n", b"endobj", b"obj<<",
    b"/Kids[1 0 R]", b"/Length 99999999", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xff" * 8, b"9" * 30,
]  # fmt: skip
Made = Callable[[str], bytes]
HAND_MADE: dict[str, Made] = {
    "txt": lambda text: text.encode("gb18030"),
    "md": lambda text: "\n\n".join(
        f"## {line}" if making.is_heading(line) else line for line in making.lines_of(text)
    ).encode(),
    "html": making.web_page,
    "docx": making.numbered_docx,
    "ofd": lambda text: ofd(typeset(*making.lines_of(text)[:6])),
    "pdf": lambda text: pdf(paragraphs(*making.lines_of(text)), A4 + FURNISHED),
}
OFFICE_MADE = ("docx", "pdf", "odt", "doc", "rtf")
RARE = {"odt": 0.02, "doc": 0.02, "rtf": 0.02, "pdf": 0.6}
"""How often a drawn case of a slow format is run: LibreOffice takes seconds, a PDF a process of its own."""


def samples() -> list[tuple[str, bytes]]:
    """Return real files to mutate: (suffix, bytes)."""
    found: list[tuple[str, bytes]] = []
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        text = seed.read_text(encoding="utf-8")[:2_500]
        found += [(suffix, made(text)) for suffix, made in HAND_MADE.items()]
        if making.libreoffice():
            found += [
                (suffix, making.converted(making.styled_docx(text), "docx", suffix)) for suffix in OFFICE_MADE
            ]
    return found


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with a few bytes changed, cut, doubled, moved or replaced by tokens of the formats."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        size = len(out)
        at, length = chance.randrange(size + 1), chance.choice((1, 2, 8, 64, 1_024))
        match chance.randrange(7):
            case 0 if size:
                out[at % size] = chance.randrange(256)
            case 1:
                out[at : at + length] = b""
            case 2:
                out[at:at] = out[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                out[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 300))
            case 4:
                out[at:at] = chance.randbytes(length)
            case 5:
                out = out[: max(1, at)]
            case _:
                out[at : at + length] = chance.choice(TOKENS)
    return bytes(out)


def mutated_container(data: bytes, chance: random.Random) -> bytes:
    """Return a zip container with one part mutated and packed again: behind the checksum, into the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = (rearranged if chance.random() < 0.6 else mutated)(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part, content in parts.items():
            target.writestr(part, content)
    return out.getvalue()


def rearranged(xml: bytes, chance: random.Random) -> bytes:
    """Return `xml` still well-formed, with elements moved, doubled, removed, and values changed."""
    root = etree.fromstring(xml)
    for _ in range(chance.choice((1, 2, 8, 40))):
        nodes = [node for node in root.iter() if isinstance(node.tag, str)]
        node, other = chance.choice(nodes), chance.choice(nodes)
        within = node is root or any(above is node for above in other.iterancestors()) or other is node
        match chance.randrange(6):
            case 0 if not within:
                other.append(node)
            case 1 if not within:
                other.addnext(deepcopy(node)) if other is not root else None
            case 2 if node is not root:
                node.getparent().remove(node)
            case 3 if node.attrib:
                node.set(
                    chance.choice(list(node.attrib)),
                    chance.choice(("0", "1", "-1", "9" * 30, "x", "", "1 2 3", "g 9 9", "true")),
                )
            case 4:
                node.text = chance.choice(WORDS).translate({0: None})
            case _:
                node.tag = other.tag
    return etree.tostring(root)


def arbitrary_text(chance: random.Random) -> bytes:
    """Return text of report words and of characters from all over Unicode."""
    pieces = []
    for _ in range(chance.randrange(400)):
        kind = chance.randrange(10)
        if kind < 7:
            pieces.append(chance.choice(WORDS))
        elif kind < 9:
            pieces.append(chr(chance.randrange(0x4E00, 0x9FA5)))
        else:
            pieces.append(chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)))))
    return "".join(pieces).encode()


def draw(files: list[tuple[str, bytes]], chance: random.Random) -> tuple[str, bytes]:
    """Return the next case: (suffix, bytes)."""
    while True:
        if chance.random() < 0.15:
            return chance.choice(("txt", "md")), arbitrary_text(chance)
        suffix, data = chance.choice(files)
        if chance.random() >= RARE.get(suffix, 1.0):
            continue
        if data.startswith(b"PK") and chance.random() < 0.7:
            return suffix, mutated_container(data, chance)
        return suffix, mutated(data, chance)


def run_case(suffix: str, data: bytes) -> str:
    """Return `read` or `refused`; raises when the case breaks what must hold."""
    started = time.monotonic()
    document = read_or_refuse(data, f"case.{suffix}")
    if document is not None:
        first = through_the_pipeline(document, checklist())
        if len(data) % 8 == 0:
            assert through_the_pipeline(document, checklist()) == first
    assert time.monotonic() - started < SLOWEST
    return "refused" if document is None else "read"


def main(arguments: list[str]) -> int:
    """Run cases until the time is over; return 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=None, help="the run to repeat")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    chance = random.Random(seed)
    files = samples()
    print(f"seed {seed}, {len(files)} real files, {options.minutes:g} minutes", flush=True)
    counts: Counter[tuple[str, str]] = Counter()
    slowest = 0.0
    end = time.monotonic() + options.minutes * 60
    told = time.monotonic()
    while time.monotonic() < end:
        suffix, data = draw(files, chance)
        started = time.monotonic()
        try:
            counts[suffix, run_case(suffix, data)] += 1
        except Exception:
            counts[suffix, "FAILED"] += 1
            KEPT.mkdir(exist_ok=True)
            kept = KEPT / f"{seed}-{counts.total()}.{suffix}"
            kept.write_bytes(data)
            print(f"{kept.relative_to(ROOT)}\n{traceback.format_exc(limit=-4)}", flush=True)
        slowest = max(slowest, time.monotonic() - started)
        if time.monotonic() - told > 60:
            told = time.monotonic()
            print(f"{counts.total()} cases", flush=True)
    for (suffix, outcome), count in sorted(counts.items()):
        print(f"{suffix:5} {outcome:8} {count}")
    failed = sum(count for (_, outcome), count in counts.items() if outcome == "FAILED")
    print(f"{counts.total()} cases, {failed} failed, slowest {slowest:.1f} s, seed {seed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
