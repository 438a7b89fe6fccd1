"""The pages that read everything and own nothing: the start page, and what we tell about ourselves."""
