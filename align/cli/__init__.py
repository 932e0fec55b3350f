"""Commands: one file a command; arguments in, one call down, messages out."""
