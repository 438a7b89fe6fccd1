"""Files that we make or get: PDF, and what is in a zip."""
