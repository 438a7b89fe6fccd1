"""Standards as files: their format, how they are read, checked, built and printed."""
