"""Besluiten of the board, what they change, and the letter about them."""
