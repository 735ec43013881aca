"""Batch: many reports, on all cores or on a cluster, resumable, one bad file never the end of the run."""
