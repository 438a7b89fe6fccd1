"""One action (actie): planned, done, what it taught."""
