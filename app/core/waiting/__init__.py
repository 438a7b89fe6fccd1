"""What waits for somebody, as one kind of row; each part of the house makes its own."""
