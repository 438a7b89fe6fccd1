"""How I rate myself and others: the zelfscan (`Assessment` of kind `self`), its scores (`Rating`), and the result.

The levels come from the standards; how aspects add up to a level, and what a gap is:
docs/decisions/0017-the-lowest-aspect-counts.md.
"""
