"""Bezwaren, and deciding again after one that was upheld."""
