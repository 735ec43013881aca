"""A PDF is parsed in a process of its own, bounded in time and memory.

PDFium is native code fed with untrusted files: a crash, a bomb that inflates to gigabytes or
an endless page must end in a message, not take the whole run down. The child speaks JSON:
the PDF on standard input, the extraction or the refusal on standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from assessor.errors import UnreadableError
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits, size_text
from assessor.readers.pdf import ScannedError, extract

_GRACE_SECONDS = 10
_MODULE = "assessor.readers.isolation"


def extract_pdf(data: bytes, limits: Limits) -> Extraction:
    """Return the text of a PDF as `assessor.readers.pdf.extract` does, from a child process.

    Raises what that raises, and UnreadableError when the child runs out of time or memory or crashes.
    """
    command = [sys.executable, "-X", "utf8", "-m", _MODULE, json.dumps(asdict(limits))]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=limits.read_seconds + _GRACE_SECONDS,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"读取超过 {limits.read_seconds:.0f} 秒的上限，已停止；请另存一份 PDF 或改用 Word 稿"
        ) from error
    except OSError:
        return extract(data, limits)  # no child can be started here; better unbounded than unread
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableError(
            f"PDF 读取中断（文件损坏，或展开后超过 {size_text(limits.memory_bytes)} 内存的上限）；请另存一份 PDF 或改用 Word 稿"
        ) from error
    if "problem" in answer:
        if answer["scanned"]:
            raise ScannedError(answer["problem"], answer["scanned"], answer["garbled"])
        raise UnreadableError(answer["problem"])
    return Extraction(answer["text"], tuple(answer["pages"]), (), tuple(answer["notices"]))


def _environment() -> dict[str, str]:
    """Return the environment of the child: it must find the same packages as its parent."""
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _bound_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(ValueError, OSError):  # macOS refuses some bounds
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """Read a PDF from standard input under the limits given as JSON in the first argument."""
    limits = Limits(**json.loads(sys.argv[1]))
    _bound_memory(limits.memory_bytes)
    answer: dict[str, Any]
    try:
        extraction = extract(sys.stdin.buffer.read(), limits)
        answer = {"text": extraction.text, "pages": extraction.pages, "notices": extraction.notices}
    except ScannedError as error:
        answer = {"problem": str(error), "scanned": error.pages, "garbled": error.garbled}
    except UnreadableError as error:
        answer = {"problem": str(error), "scanned": 0}
    except MemoryError:
        problem = f"PDF 展开后超过 {size_text(limits.memory_bytes)} 内存的上限，已停止读取；请确认文件来源"
        answer = {"problem": problem, "scanned": 0}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
