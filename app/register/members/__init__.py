"""Board and committee: who is in them."""
