"""Readers: what offices really have, as text with its pages and headings.

`read` takes a path (or `-`), `read_bytes` the bytes themselves; the format is told by content.
"""

from __future__ import annotations

from assessor.readers.registry import read, read_bytes

__all__ = ["read", "read_bytes"]
