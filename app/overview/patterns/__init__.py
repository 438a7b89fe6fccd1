"""The living page of parts and states, for who builds."""
