"""The command that brings each missing part, on each system our users have."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

PartName = Literal["pango", "font", "subsetter", "libreoffice", "ocr"]
System = Literal["debian", "rpm", "macos", "windows"]

SYSTEM_ZH: Final[dict[System, str]] = {
    "debian": "Debian / Ubuntu / 统信 UOS / 银河麒麟桌面版",
    "rpm": "Fedora / openEuler / 银河麒麟服务器版",
    "macos": "macOS",
    "windows": "Windows",
}

COMMANDS: Final[dict[PartName, dict[System, str]]] = {
    "pango": {
        "debian": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0",
        "rpm": "sudo dnf install -y pango",
        "macos": "brew install pango",
        "windows": "winget install MSYS2.MSYS2，再运行 C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango",
    },
    "font": {
        "debian": "sudo apt-get install -y fonts-noto-cjk",
        # Every rpm distribution lets a font be asked for by the language it covers.
        "rpm": "sudo dnf install -y 'font(:lang=zh-cn)'",
        "macos": "brew install --cask font-noto-serif-cjk-sc font-noto-sans-cjk-sc",
        "windows": "设置 → 系统 → 可选功能 → 添加“中文（简体）补充字体”",
    },
    "subsetter": {
        "debian": "sudo apt-get install -y libharfbuzz-subset0",
        "rpm": "sudo dnf install -y harfbuzz",
        "macos": "brew install harfbuzz",
        "windows": "C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-ucrt-x86_64-harfbuzz",
    },
    "libreoffice": {
        "debian": "sudo apt-get install -y libreoffice-writer-nogui",
        "rpm": "sudo dnf install -y libreoffice-writer",
        "macos": "brew install --cask libreoffice",
        "windows": "winget install TheDocumentFoundation.LibreOffice",
    },
    "ocr": {
        "debian": "sudo apt-get install -y ocrmypdf tesseract-ocr-chi-sim",
        "rpm": "sudo dnf install -y ocrmypdf tesseract-langpack-chi_sim",
        "macos": "brew install ocrmypdf tesseract-lang",
        "windows": "winget install UB-Mannheim.TesseractOCR（安装时勾选简体中文），再运行 pip install ocrmypdf",
    },
}

_RPM_FAMILY: Final = {"fedora", "rhel", "centos", "openeuler", "anolis", "rocky", "almalinux", "opencloudos"}


def this_system() -> System | None:
    """Return which of the systems this machine is, or None when it is none of them."""
    name = platform.system()
    if name == "Darwin":
        return "macos"
    if name == "Windows":
        return "windows"
    try:
        return linux_family(platform.freedesktop_os_release(), apt=Path("/usr/bin/apt-get").exists())
    except OSError:
        return None


def linux_family(release: Mapping[str, str], *, apt: bool) -> System | None:
    """Return the family of a Linux system from its os-release fields.

    Kylin uses one name for two systems: the desktop edition has apt, the server edition dnf.
    """
    names = {release.get("ID", "").lower(), *release.get("ID_LIKE", "").lower().split()}
    if names & {"debian", "ubuntu", "uos", "deepin"}:
        return "debian"
    if names & _RPM_FAMILY:
        return "rpm"
    if "kylin" in names:
        return "debian" if apt else "rpm"
    return None
