"""Readers: what offices really have, as text with its pages and headings.

`read` takes a path (or `-`), `read_bytes` the bytes themselves, which `file_bytes` gets; the format is told by content.
"""

from __future__ import annotations

from assessor.readers.registry import file_bytes, read, read_bytes

__all__ = ["file_bytes", "read", "read_bytes"]
