"""Herinneringen: who hears of a day that comes near."""
