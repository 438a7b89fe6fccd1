"""The files with the rules of the register: their shape, and from YAML to the rules of an edition. Plain Python."""
