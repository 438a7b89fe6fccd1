"""Kaders: an organisation's own level per element of a function."""
