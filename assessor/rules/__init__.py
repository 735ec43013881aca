"""Form checks: what an annual report must look like, each rule a module of its own.

`registry.RULES` lists them; a rule knows the model and nothing of policies, findings' files or formats.
"""
