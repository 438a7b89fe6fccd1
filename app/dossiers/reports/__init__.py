"""Het praktijkverslag."""
