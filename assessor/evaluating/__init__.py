"""Evaluating: how right the assessments are, against reports labelled sentence by sentence."""
