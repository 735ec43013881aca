"""The gate: a policy, waivers and a baseline decide whether a report passes; reporters only tell.

For `assessor assess`: `places.policy_for` finds a report's policy, `waivers.apply_waivers` lays its
waivers over an assessment. Nothing is imported here, so that `--help` stays quick.
"""
