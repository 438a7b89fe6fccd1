"""Departments and teams as a tree: they get another name or place, go into another, or stop."""
