"""Klussen op de achtergrond: what is done beside the pages. Our row is the truth; huey only wakes who does the work."""
