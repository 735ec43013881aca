"""Two drafts or two results side by side: what was gained, lost, and proven otherwise."""
