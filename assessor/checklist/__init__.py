"""Reading checklists: what a lawyer writes in YAML becomes `assessor.model.checklist.Checklist`."""

from __future__ import annotations

from pathlib import Path

from assessor.errors import ConfigurationError
from assessor.model.checklist import Checklist
from assessor.resources import checklist_dir

DEFAULT_CHECKLIST = "outline-2021-2025"


def builtin_checklists() -> tuple[str, ...]:
    """Return the ids of the checklists that come with the tool, in order of name."""
    return tuple(sorted(path.stem for path in checklist_dir().glob("*.yaml") if _is_checklist(path)))


def _is_checklist(path: Path) -> bool:
    return "\nparts:" in path.read_text(encoding="utf-8")


def load_checklist(id_or_path: str = DEFAULT_CHECKLIST) -> Checklist:
    """Return the built-in checklist of that id, or the one in the YAML file at that path.

    Raises ConfigurationError when there is neither, ChecklistError when the file has errors.
    """
    from assessor.checklist.load import load_checklist_file  # a compiled checklist needs no YAML

    path = Path(id_or_path)
    if path.suffix.lower() in (".yaml", ".yml"):
        if not path.is_file():
            raise ConfigurationError(f"{id_or_path}：没有这个清单文件，请检查路径")
        return load_checklist_file(path)
    if id_or_path in builtin_checklists():
        return load_checklist_file(checklist_dir() / f"{id_or_path}.yaml")
    if path.is_dir():
        raise ConfigurationError(f"{id_or_path}：是文件夹，不是清单；请给出其中的清单文件（.yaml）")
    if path.is_file():
        raise ConfigurationError(f"{id_or_path}：不是清单文件；清单是 YAML 文件，文件名要以 .yaml 结尾")
    known = "、".join(builtin_checklists())
    raise ConfigurationError(f"没有名为“{id_or_path}”的清单；内置清单：{known}，也可以给出 YAML 文件的路径")


def checklist_files(id_or_path: str) -> tuple[Path, ...]:
    """Return the files that `load_checklist` reads for the same argument; of one that has errors, those it tells."""
    from assessor.checklist.yaml_lines import YamlError, load_yaml

    path = Path(id_or_path)
    if path.suffix.lower() not in (".yaml", ".yml"):
        folder = checklist_dir()
        return (folder / f"{id_or_path}.yaml", *sorted((folder / id_or_path).rglob("*.yaml")))
    try:
        root, _ = load_yaml(path)
    except (OSError, YamlError):
        return (path,)
    parts = root.get("parts") or ()
    return (path, *(path.parent / part.value for part in parts if isinstance(part.value, str)))
