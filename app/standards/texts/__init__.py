"""Eigen teksten: an organisation's own sentences over those of a standard."""
