"""PE-activiteiten: what was done, what proves it, how many points it gives."""
