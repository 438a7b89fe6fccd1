"""De openbare lijst: who is registered, for everybody."""
