"""Waar sta ik: what the rules say of somebody today, and what is missing by when."""
