"""The gate: a policy, waivers and a baseline decide whether a report passes; reporters only tell.

`apply_waivers` and `policy_for` also serve `assessor assess`.
"""

from __future__ import annotations

from assessor.gate.policy import Policy, WaiverEntry
from assessor.gate.policy_file import policy_for
from assessor.gate.waivers import apply_waivers

__all__ = ["Policy", "WaiverEntry", "apply_waivers", "policy_for"]
