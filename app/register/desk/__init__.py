"""The desk of board and committee: what waits for whom."""
