"""One goal (doel): from a gap to a goal that is reached."""
