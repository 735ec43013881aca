"""The tables of a run follow a link laid where they go, as all results do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assessor.batch import places


@pytest.mark.skipif(os.name == "nt", reason="Windows 上建链接要有权限")
def test_a_table_laid_elsewhere_by_a_link_is_written_there(tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    link = tmp_path / "run.json"
    link.symlink_to(Path("别处") / "run.json")
    places.save_pieces(str(link), [b"{", b"}"])
    assert link.is_symlink()
    assert (tmp_path / "别处" / "run.json").read_bytes() == b"{}"
