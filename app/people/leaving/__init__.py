"""Leaving (vertrek) on a day, closing an account, and coming back."""
