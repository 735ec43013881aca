"""Assess yearly reports on building a law-based government against the national outline."""

from __future__ import annotations

__version__ = "1.0.0"
