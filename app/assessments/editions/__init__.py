"""Answers over editions of a standard: earlier ones, what they carry over, growth, proposals."""
