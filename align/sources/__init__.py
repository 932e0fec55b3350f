"""One module a format, and recognition by content."""
