"""De badge of a status (Open Badges 3.0), and the check of one."""
