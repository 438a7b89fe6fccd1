"""What somebody holds in the register on a day, and the PE year that runs."""
