"""Tarieven: what somebody owes for the register."""
