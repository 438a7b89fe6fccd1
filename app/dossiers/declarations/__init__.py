"""De verklaring nog in functie."""
