"""A result (resultaat) that its person shares: with whom, what of it, and until when."""
