"""The living page of parts and states."""
