"""Reading a standard: its elements, profiles, editions, and how they compare."""
