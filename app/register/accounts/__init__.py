"""People of the register without an account elsewhere: who has no employer, or whose employer closed the account."""
