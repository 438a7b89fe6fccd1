"""One file a package; each function makes one thing with sensible values and saves it."""
