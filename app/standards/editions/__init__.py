"""What an organisation decides about a new edition of a standard."""
