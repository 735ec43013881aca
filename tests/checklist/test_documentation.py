"""docs/checklist.md shows checklists that really load."""

from __future__ import annotations

import re
from pathlib import Path

from assessor.checklist.load import load_checklist_file
from assessor.evaluating.examples import failed_examples


def test_the_samples_load_and_their_examples_hold(project: Path, tmp_path: Path) -> None:
    text = (project / "docs" / "checklist.md").read_text(encoding="utf-8")
    samples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(samples) == 2
    for number, sample in enumerate(samples):
        path = tmp_path / f"sample{number}.yaml"
        path.write_text(sample, encoding="utf-8")
        checklist = load_checklist_file(path)
        assert list(failed_examples(checklist)) == []
