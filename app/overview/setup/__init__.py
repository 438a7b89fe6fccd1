"""Setting an organisation up: what its administrators do before people can begin."""
