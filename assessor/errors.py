"""The ways a run can fail that are the user's to mend, each with its exit code.

One exit-code contract for every command and format:
0 done or passed, 1 a gate failed, 2 usage or configuration, 3 input that cannot be read.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_GATE_FAILED = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3


class AssessorError(Exception):
    """A failure with a one-line Chinese message: which file, what is wrong, what to do.

    `str(error)` is the message; `exit_code` is the process exit code it leads to.
    """

    exit_code = EXIT_USAGE


class ConfigurationError(AssessorError):
    """Wrong usage, a malformed checklist or policy, an output that cannot be written (exit 2)."""

    exit_code = EXIT_USAGE


class UnreadableError(AssessorError):
    """An input that cannot be read; never to be confused with an uncovered one (exit 3)."""

    exit_code = EXIT_UNREADABLE


class ChecklistError(ConfigurationError):
    """Every error of a checklist at once; `problems` holds one Chinese line each (file:line: what)."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
