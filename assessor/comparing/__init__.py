"""Comparing the reports of a batch: who covers what, what is commonly missing, who stands apart."""
