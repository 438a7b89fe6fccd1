"""The organisation itself: how it looks, who helps its people, and when they begin."""
