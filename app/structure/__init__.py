"""The pages of departments and teams: who is in them, who leads them, what holds for them, and how they change."""
