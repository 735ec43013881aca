"""Data of the readers: what pages of government sites are made of."""
