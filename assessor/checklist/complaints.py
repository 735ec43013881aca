"""What is wrong with a checklist, gathered over its files: everything is said at once, with file and line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assessor.checklist.yaml_lines import Node, YamlError, load_yaml


class Complaints:
    """The complaints of one load in progress, each as `file:line: what`.

    root: the checklist's own file; file: the one being read; digest: over the files read so far.
    _found: each complaint behind its place, by which they are sorted: the file in order of reading, the line.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root
        self.digest = hashlib.sha256()
        self._found: list[tuple[int, int, str]] = []
        self._order: dict[Path, int] = {}

    def place(self, line: int) -> str:
        """Return the line of the file being read as the user is told it; without a line if that is 0."""
        try:
            name = self.file.relative_to(self.root.parent)
        except ValueError:
            name = Path(self.file.name)
        return f"{name.as_posix()}:{line}" if line else name.as_posix()

    def complain(self, line: int, message: str) -> None:
        """Keep a complaint of the file being read; line 0 is no line: it is of the whole file."""
        file = self._order.setdefault(self.file, len(self._order))
        self._found.append((file, line, f"{self.place(line)}: {message}"))

    def problems(self) -> tuple[str, ...]:
        """Return the complaints by file and line, those of one line in the order they were made."""
        return tuple(message for *_, message in sorted(self._found, key=lambda found: found[:2]))

    def read(self) -> Node | None:
        """Return what the checklist's own file holds, or None after complaining."""
        try:
            return self._yaml(self.root)
        except OSError as error:
            self.complain(0, _unopened(self.root, "清单文件", error))
            return None

    def read_part(self, name: Node) -> Node | None:
        """Return what the file holds that the line `name` names, or None after complaining.

        It lies beside the checklist's own file and is the one being read from now on.
        """
        path = self.root.parent / name.text
        try:
            return self._yaml(path)
        except OSError as error:
            self.file = self.root
            self.complain(name.line, _unopened(path, f"“{name.text}”", error))
            return None

    def _yaml(self, path: Path) -> Node | None:
        self.file = path
        self._order.setdefault(path, len(self._order))
        try:
            node, complaints = load_yaml(path)
        except YamlError as error:
            self.complain(error.line, str(error))
            return None
        self.digest.update(path.read_bytes())
        for line, message in complaints:
            self.complain(line, message)
        return node


def _unopened(path: Path, what: str, error: OSError) -> str:
    if path.is_dir():
        return f"{what}是文件夹，不是文件；请写出其中的文件名"
    if isinstance(error, FileNotFoundError):
        return f"找不到{what}，请检查路径（从清单文件所在的文件夹算起）"
    if isinstance(error, PermissionError):
        return f"{what}没有读取权限，请检查文件权限"
    return f"{what}打不开，请检查路径和文件权限"
