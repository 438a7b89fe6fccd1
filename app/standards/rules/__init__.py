"""What a standard is and what follows from it. Plain Python."""
