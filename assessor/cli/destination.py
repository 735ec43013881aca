"""Where results go: `-o` may name a folder, one file, or standard output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from assessor import output
from assessor.presence import is_folder
from assessor.rendering.formats import FORMAT_ZH, FORMATS, Format

DEFAULT_FOLDER: Final = "reports"
DEFAULT_FORMATS: Final[tuple[Format, ...]] = ("pdf", "html", "json")
STANDARD_OUTPUT: Final = "-"
_SUFFIXES: Final[dict[str, Format]] = {f".{form}": form for form in FORMATS} | {
    ".htm": "html",
    ".markdown": "md",
}
_ENDING: Final = re.compile(r"\.[a-z][a-z0-9]{2,4}", re.IGNORECASE)
"""What looks like the ending of a file: three to five characters. v1.0 and 结果.2024 are folders."""


@dataclass(frozen=True, slots=True)
class Destination:
    """What to write and where.

    folder: for results named after their reports; file: for the one result, else None;
    both None: standard output. chosen: whether the user named the formats.
    """

    formats: tuple[Format, ...]
    folder: Path | None
    file: Path | None
    chosen: bool

    @property
    def to_standard_output(self) -> bool:
        """Whether the result goes to standard output."""
        return self.folder is None and self.file is None

    def prepare(self) -> None:
        """Make the folder and see that it can be written to; raise ConfigurationError if not."""
        if self.file is not None:
            output.prepare_file(self.file)
        elif self.folder is not None:
            output.prepare_folder(self.folder)

    def paths(self, stem: str) -> tuple[Path, ...]:
        """Return where the results of one report will be, a path a format; none on standard output."""
        return () if self.to_standard_output else tuple(self._path(stem, form) for form in self.formats)

    def write(self, stem: str, form: Format, data: bytes) -> Path | None:
        """Write one result; return where it is, or None when it went to standard output."""
        if self.to_standard_output:
            output.write_standard_output(data)
            return None
        path = self._path(stem, form)
        output.write_atomically(path, data)
        return path

    def _path(self, stem: str, form: Format) -> Path:
        return self.file or (self.folder or Path()) / f"{stem}.{form}"


def choose(target: str | None, formats: tuple[Format, ...] | None, reports: int) -> Destination:
    """Return the destination that `-o target` and `--format formats` mean for that many reports.

    Raises click.UsageError when they contradict each other.
    """
    chosen = formats is not None
    if target == STANDARD_OUTPUT:
        forms = formats or ("json",)
        if len(forms) > 1 or reports > 1:
            raise click.UsageError("-o - 只能输出一份报告的一种格式，请用 --format 指定其一")
        return Destination(forms, None, None, True)
    suffix = Path(target).suffix.lower() if target else ""
    if target and suffix in _SUFFIXES and not is_folder(Path(target)) and not target.endswith(("/", "\\")):
        form = _SUFFIXES[suffix]
        if reports > 1:
            raise click.UsageError(f"评估多份报告时 -o 要给文件夹，“{target}”是一个文件名")
        if formats not in (None, (form,)):
            raise click.UsageError(f"-o {target} 只能存 {FORMAT_ZH[form]}，与 --format 不一致")
        return Destination((form,), None, Path(target), True)
    if target:
        require_folder(target, (f".{form}" for form in FORMATS))
    return Destination(formats or DEFAULT_FORMATS, Path(target or DEFAULT_FOLDER), None, chosen)


def require_folder(target: str, endings: Iterable[str] = ()) -> None:
    """Raise click.UsageError when `-o target` looks like a file of a kind that is not written here.

    endings: of the files that might be written instead. A folder that is there, or a name ending in a
    separator, is a folder whatever it looks like.
    """
    suffix = Path(target).suffix
    if target.endswith(("/", "\\")) or is_folder(Path(target)) or not _ENDING.fullmatch(suffix):
        return
    possible = "、".join(endings)
    files = f"写文件可用的结尾是 {possible}" if possible else "此处要给文件夹"
    raise click.UsageError(f"-o {target}：不能存为 {suffix}。{files}；确要用作文件夹名，请写成“{target}/”")


def stems(sources: Sequence[str]) -> tuple[str, ...]:
    """Return a file stem for the results of each source, unique even where file systems ignore case."""
    taken: set[str] = set()
    names: list[str] = []
    for source in sources:
        stem = "stdin" if source == STANDARD_OUTPUT else output.file_stem(Path(source).stem)
        name, n = stem, 1
        while name.casefold() in taken:
            n += 1
            name = f"{stem}-{n}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
