"""Wat als: what the rules would say after something that somebody thinks of doing."""
