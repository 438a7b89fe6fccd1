"""The dossier file (docs/dossier-format.md): cases and what is asked beside them, from JSON and to JSON."""
