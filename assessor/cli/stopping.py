"""Ctrl-C and SIGTERM in a long run: one Chinese line, no waiting, however often the key is pressed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

_WORDS = {signal.SIGINT: "已中断", signal.SIGTERM: "被要求停止（SIGTERM），已中断"}


@contextlib.contextmanager
def stops_at_once(advice: str = "") -> Iterator[None]:
    """End the process on SIGINT (exit 130) and SIGTERM (143) with a line that ends in `advice`.

    Files are written whole or not at all, so nothing has to be brought to its end first; an exception
    raised wherever the program happens to be may be swallowed there, or come a second time while the
    first is dealt with.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        for worker in (
            sys.modules["multiprocessing"].active_children() if "multiprocessing" in sys.modules else ()
        ):
            worker.kill()
        with contextlib.suppress(OSError, ValueError, AttributeError):
            message = f"错误：{_WORDS[signal.Signals(number)]}{advice}\n"
            if sys.stderr.isatty():
                message = f"\n{message}"  # below the progress bar
            # Not by the stream, which may be in the middle of writing.
            os.write(sys.stderr.fileno(), message.encode(sys.stderr.encoding, "replace"))
        os._exit(128 + number)

    # What whoever started us has ignored (nohup) stays ignored.
    before = {
        number: signal.signal(number, stop) for number in _WORDS if signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
