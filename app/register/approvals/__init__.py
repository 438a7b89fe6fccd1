"""Goedkeuringen: an activity or a subject that the committee is asked about."""
