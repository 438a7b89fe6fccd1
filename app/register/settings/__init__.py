"""Wat het bestuur vaststelt: what the documents leave open, set by two members of the board."""
