"""What a registration costs, and how long it holds. Plain Python."""
