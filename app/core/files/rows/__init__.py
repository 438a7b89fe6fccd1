"""Rows as a file of any kind has them, and the open kinds themselves."""
