"""What there is of the zelfscan, and how one begins."""
