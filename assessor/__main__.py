"""The console script, and `python -m assessor`: the door before the command line, which takes a moment to import."""

from __future__ import annotations

import contextlib
import sys

_INTERRUPTED = 130
"""assessor.cli.EXIT_INTERRUPTED, which cannot be asked for while that is being imported."""


def main() -> None:
    """Run the command line; Ctrl-C before it is there, or when it is done, ends in one line as well."""
    try:
        from assessor.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            with contextlib.suppress(OSError):
                print("\n错误：已中断", file=sys.stderr)
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
