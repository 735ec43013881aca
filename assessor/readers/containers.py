"""Zip containers and the XML in them, opened as if they were hostile."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from assessor.errors import UnreadableError
from assessor.readers.limits import Limits, size_text

if TYPE_CHECKING:
    from lxml import etree

_BROKEN = "文件不完整或已损坏，打不开；请重新下载或用 WPS、Word 打开后另存一份再试"
_DECLARATIONS = ("<!DOCTYPE", "<!ENTITY")


class Container:
    """A zip file read part by part within the limits on expansion.

    Sizes are counted while decompressing; what the zip directory claims is not trusted.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open `data`; raises UnreadableError when it is broken or holds too many entries."""
        self._limits = limits
        self._budget = limits.expanded_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {
                info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()
            }
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            OverflowError,
        ) as error:
            raise UnreadableError(_BROKEN) from error
        if len(self._names) > limits.entries:
            raise UnreadableError(
                f"压缩包内文件超过 {limits.entries:,} 个的上限，不像是报告；请确认选对了文件"
            )

    def names(self) -> tuple[str, ...]:
        """Return the part names, in the order of the zip directory, without a leading slash."""
        return tuple(self._names)

    def has(self, part: str) -> bool:
        """Tell whether the container holds `part`."""
        return part in self._names

    def read(self, part: str) -> bytes:
        """Return the bytes of `part`.

        Raises UnreadableError when it is absent, encrypted, damaged, or expands past a limit.
        """
        info = self._names.get(part)
        if info is None:
            raise UnreadableError(_BROKEN)
        if info.flag_bits & 0x1:
            raise UnreadableError("文件加了密码；请打开后取消密码，另存一份再试")
        most = min(self._limits.part_bytes, self._budget)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
            OverflowError,
        ) as error:
            raise UnreadableError(_BROKEN) from error
        if len(data) > most:
            raise UnreadableError(
                f"解压后超过 {size_text(most)} 的上限，可能是恶意压缩文件，已停止读取；请确认文件来源"
            )
        self._budget -= len(data)
        return data

    def read_xml(self, part: str) -> etree._Element:
        """Return the root element of the XML in `part`; raises UnreadableError as `read` and `parse_xml` do."""
        return parse_xml(self.read(part))


def resolve(base_part: str, target: str) -> str:
    """Return the part that `target` names as seen from `base_part`; it cannot leave the container.

    Both are zip paths with forward slashes; a leading slash means the container's root.
    """
    target = target.replace("\\", "/")
    joined = (
        target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(base_part), target)
    )
    return posixpath.normpath(posixpath.join("/", joined)).lstrip("/")


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element of `data`, with no entities, no DTD, no network and bounded depth.

    Office formats never need a document type; one that has it is refused, which closes entity
    expansion and external entities at once. Raises UnreadableError.
    """
    from lxml import etree

    head = data[:4096].upper()
    for declaration in _DECLARATIONS:
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            if declaration.encode(encoding) in head:
                raise UnreadableError(
                    "文件内的 XML 带有实体声明，不安全，已拒绝读取；请用 WPS、Word 打开后另存一份再试"
                )
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "depth" in str(error).lower():
            raise UnreadableError("文件内的 XML 嵌套过深（超过 256 层的上限），已拒绝读取") from error
        raise UnreadableError(_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            "文件内的 XML 带有实体声明，不安全，已拒绝读取；请用 WPS、Word 打开后另存一份再试"
        )
    return root


def local_name(element: etree._Element) -> str:
    """Return an element's tag without its namespace ("" for an entity reference left unresolved)."""
    tag: object = element.tag  # comments and entities have a function here
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return the attribute whose local name is `name`, whatever its namespace, or None.

    Transitional and strict OOXML use different namespaces for the same names.
    """
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
