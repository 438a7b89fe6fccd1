"""A draft of a zelfscan: score, save, show evidence, hand in."""
