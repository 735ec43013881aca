"""Judging: which matches are evidence, what status follows, what score."""

from __future__ import annotations

from assessor.judging.judge import judge

__all__ = ["judge"]
