"""Segmenting: the structure of a report and the stance of its sentences."""

from __future__ import annotations

from assessor.segmenting.segment import segment

__all__ = ["segment"]
