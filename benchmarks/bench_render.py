"""How long the scorecard takes to render, beside WeasyPrint on a bare page with the same text.

Run: python benchmarks/bench_render.py [--repeat 5]

Each case is the seeds' text, whole or put together to the length named, assessed by the real pipeline.
The bare page holds the same words (requirements, quotations, the report) as plain paragraphs in the same
two faces: what is left between the two is the price of the scorecard's design, links and tags.
Times are medians in a warm process; CPU time is printed too, since other work on the machine slows the
clock but not (much) the processor.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import weasyprint

from assessor.checklist import load_checklist
from assessor.model.result import Assessment
from assessor.model.text import Document
from assessor.pipeline import assess
from assessor.rendering import pdf
from assessor.rendering.html import to_html
from assessor.rendering.markdown import to_markdown
from assessor.rendering.xlsx import to_xlsx

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
BARS_SECONDS = {4_000: 1.5, 20_000: 4.0}
HTML_BAR_SECONDS = 0.05


def report_text(length: int) -> str:
    """Return at least `length` characters of the seeds' paragraphs, ending with a paragraph.

    Paragraphs come again, numbered, where the seeds are too short for the length.
    """
    paragraphs: list[str] = []
    total = round_ = 0
    while total < length:
        round_ += 1
        for seed in sorted(SEEDS.glob("*.txt"), key=lambda path: path.name, reverse=True):
            for line in seed.read_text(encoding="utf-8").splitlines():
                if total >= length:
                    break
                text = line.strip()
                if text:
                    paragraphs.append(text if round_ == 1 else f"{text}(第{round_}遍)")
                    total += len(text)
    return "\n".join(paragraphs) + "\n"


def plain_lines(assessment: Assessment) -> list[str]:
    """Return the words that the scorecard prints, a paragraph each."""
    lines = [assessment.report.title]
    for checkpoint in assessment.checkpoints():
        lines += [f"{checkpoint.id} {checkpoint.title}", checkpoint.requirement, checkpoint.closes]
        lines += [quote.text for quote in (*checkpoint.evidence, *checkpoint.mentions)]
    return lines + assessment.report.document.text.splitlines()


def bare_page(assessment: Assessment) -> str:
    """Return a page of plain paragraphs with the words that the scorecard prints."""
    lines = plain_lines(assessment)
    style = (
        "@page{size:A4;margin:20mm} body{font:9pt/1.5 'Noto Sans CJK SC'}"
        " p:nth-child(3n){font-family:'Noto Serif CJK SC'}"
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
    return f'<html lang="zh-CN"><head><style>{style}</style></head><body>{body}</body></html>'


def beside_typst(assessment: Assessment, repeat: int) -> str:
    """Return how many pages a second Typst makes of the same plain paragraphs, if it is installed."""
    try:
        import typst
    except ImportError:
        return "Typst not installed (pip install '.[bench]')"
    import pypdfium2

    lines = [line.strip() for line in plain_lines(assessment) if line.strip()]
    paragraphs = "\n".join(f"#par[#{json.dumps(line, ensure_ascii=False)}]" for line in lines)
    source = '#set page(paper: "a4", margin: 20mm)\n#set text(font: "Noto Serif CJK SC", size: 9pt)\n'
    made: list[bytes] = []
    seconds = measure(lambda: made.append(typst.compile((source + paragraphs).encode())), repeat)
    pages = len(pypdfium2.PdfDocument(made[-1]))
    return f"Typst {pages / seconds[1]:.1f} ({pages} pages, {seconds[0]:.3f} s, cpu {seconds[1]:.3f} s)"


def measure(action: Callable[[], object], repeat: int) -> tuple[float, float]:
    """Return the median wall and CPU seconds of `repeat` runs."""
    walls, cpus = [], []
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        action()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus)


def line(name: str, seconds: tuple[float, float], note: str = "") -> None:
    """Print one row of the table."""
    print(f"  {name:<34}{seconds[0]:8.3f} s   cpu {seconds[1]:7.3f} s   {note}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    checklist = load_checklist("outline-2021-2025")
    subsetter = "harfbuzz" if weasyprint.text.ffi.harfbuzz_subset else "fontTools (slow: see assessor doctor)"
    print(f"WeasyPrint {weasyprint.__version__}, subsetter {subsetter}, median of {repeat}")
    for length, bar in BARS_SECONDS.items():
        text = report_text(length)
        assessment = assess(Document("bench.txt", text, "0" * 64), checklist)
        quotes = sum(len(c.evidence) + len(c.mentions) for c in assessment.checkpoints())
        # Before any PDF: its boxes would have the collector walk them while the text forms are timed.
        forms = {"HTML": to_html, "Markdown": to_markdown, "XLSX": to_xlsx}
        times = {name: measure(lambda f=form, a=assessment: f(a), repeat) for name, form in forms.items()}
        pdf.to_pdf(assessment)
        # With no other document in memory for the collector to walk, as when a PDF is all that is wanted.
        together = measure(lambda a=assessment: pdf.to_pdf(a), repeat)
        document = pdf.lay_out(assessment)
        print(f"\n{len(text):,} characters, {quotes} quotations, {len(document.pages)} pages")
        for name, seconds in times.items():
            line(name, seconds, f"bar {HTML_BAR_SECONDS} s" if name == "HTML" else "")
        layout = measure(lambda a=assessment: pdf.lay_out(a), repeat)
        writing = measure(lambda d=document, a=assessment: pdf.write(d, a), repeat)
        line("PDF layout", layout)
        line("PDF writing", writing)
        line("PDF together", together, f"bar {bar} s")
        page = bare_page(assessment)
        bare = weasyprint.HTML(string=page).render()
        bare_layout = measure(lambda p=page: weasyprint.HTML(string=p).render(), repeat)
        bare_writing = measure(lambda b=bare: b.write_pdf(), repeat)
        line(f"bare WeasyPrint layout, {len(bare.pages)} pages", bare_layout)
        line("bare WeasyPrint writing", bare_writing)
        ratio = together[1] / (bare_layout[1] + bare_writing[1])
        print(f"  the scorecard costs {ratio:.1f} times the bare page (CPU)")
        pages = len(document.pages) / together[1]
        print(f"  pages per second (CPU): scorecard {pages:.1f}", end="")
        print(f", bare WeasyPrint {len(bare.pages) / (bare_layout[1] + bare_writing[1]):.1f}", end="")
        print(f", {beside_typst(assessment, repeat)}")
        del document, bare
        gc.collect()


if __name__ == "__main__":
    main()
