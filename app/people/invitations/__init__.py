"""Inviting once more who never signed in."""
