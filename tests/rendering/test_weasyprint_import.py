"""WeasyPrint is imported without a search for its libraries, and with one where that is not enough."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from assessor.rendering import weasyprint_import


@pytest.mark.skipif(sys.platform != "linux", reason="库名各系统不同")
def test_no_library_is_searched_for() -> None:
    probe = (
        "import ctypes.util; search = ctypes.util.find_library; asked = []\n"
        "ctypes.util.find_library = look = lambda name: asked.append(name) or search(name)\n"
        "from assessor.rendering.weasyprint_import import import_weasyprint\n"
        "assert import_weasyprint().VERSION and import_weasyprint().HTML\n"
        "assert asked == [] and ctypes.util.find_library is look, asked"
    )
    subprocess.run([sys.executable, "-c", probe], check=True)


def test_one_that_is_not_found_at_once_is_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    search = ctypes.util.find_library

    def load() -> object:
        if ctypes.util.find_library is not search:
            raise OSError("cannot load library 'libpango-1.0.so.0'")
        return "WeasyPrint"

    monkeypatch.setattr(weasyprint_import.sys, "platform", "linux")
    monkeypatch.setattr(weasyprint_import, "_import", load)
    assert weasyprint_import.import_weasyprint() == "WeasyPrint"


def test_what_is_nowhere_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> object:
        raise OSError("cannot load library")

    monkeypatch.setattr(weasyprint_import, "_import", load)
    with pytest.raises(OSError, match="cannot load"):
        weasyprint_import.import_weasyprint()
