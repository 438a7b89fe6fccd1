"""What an organisation offers its people to choose, and where those of a team begin."""
