"""Explaining: why a checkpoint got its status, and what a gap lacked."""

from __future__ import annotations

from assessor.explaining.explain import Explanation, Near, explain, refuse_unknown

__all__ = ["Explanation", "Near", "explain", "refuse_unknown"]
