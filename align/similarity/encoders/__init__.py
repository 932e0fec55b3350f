"""Encoders: texts in, vectors out. Which one runs is the user's choice; see `registry`."""
