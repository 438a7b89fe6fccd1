"""Eigen standaarden: a standard that an organisation wrote or uploaded."""
