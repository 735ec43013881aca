"""Old Word, WPS, RTF and ODT files, turned into .docx by LibreOffice when it is installed.

Each run has a fresh profile with macros and links off, a time limit and a temporary folder;
a profile in use or broken on the user's machine cannot get in the way.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from assessor.errors import UnreadableError
from assessor.readers.docx import extract as extract_docx
from assessor.readers.extraction import Extraction
from assessor.readers.limits import Limits
from assessor.readers.programs import ProgramTimeoutError, find_program, run_program

_NAMES = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


def find_libreoffice() -> str | None:
    """Return the path of LibreOffice's program, or None when it is not installed."""
    return find_program(_NAMES, _PLACES)


def extract(data: bytes, suffix: str, limits: Limits) -> Extraction:
    """Return the text of a document that LibreOffice reads, given as bytes.

    suffix: what the file is (`doc`, `wps`, `rtf`, `odt`), without a dot.
    Raises UnreadableError when LibreOffice is missing, takes too long or cannot read the file.
    """
    program = find_libreoffice()
    if program is None:
        raise UnreadableError(
            f".{suffix} 文件要靠 LibreOffice 转换，本机没有安装；请用 WPS 或 Word 打开，另存为 .docx 再试（或安装 LibreOffice）"
        )
    with tempfile.TemporaryDirectory(prefix="assessor-", ignore_cleanup_errors=True) as name:
        return extract_docx(_converted(program, data, suffix, Path(name), limits), limits)


def _converted(program: str, data: bytes, suffix: str, folder: Path, limits: Limits) -> bytes:
    """Return `data` as .docx, made in `folder`."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_PROFILE, encoding="utf-8")
    source = folder / f"report.{suffix}"
    source.write_bytes(data)
    made = folder / "made"
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *(
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            "docx:MS Word 2007 XML",
        ),
        *("--outdir", str(made), str(source)),
    ]
    try:
        run_program(command, limits.convert_seconds, folder)
    except ProgramTimeoutError as error:
        raise UnreadableError(
            f"LibreOffice 转换超过 {limits.convert_seconds:.0f} 秒的上限，已停止；请用 WPS 或 Word 另存为 .docx 再试"
        ) from error
    except OSError as error:
        raise UnreadableError("LibreOffice 启动不了；请用 WPS 或 Word 另存为 .docx 再试") from error
    result = made / "report.docx"
    if not result.is_file():
        raise UnreadableError(
            f"LibreOffice 打不开这个 .{suffix} 文件（可能已损坏或加了密码）；请用 WPS 或 Word 打开后另存为 .docx 再试"
        )
    if result.stat().st_size > limits.file_bytes:
        raise UnreadableError("LibreOffice 转换出的文件过大，已停止；请用 WPS 或 Word 另存为 .docx 再试")
    return result.read_bytes()
