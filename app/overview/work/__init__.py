"""Wat vanzelf gaat: what is done beside the pages, for the administrator."""
