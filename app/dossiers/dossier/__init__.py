"""Het dossier: what is gathered, handed in and packed for a renewal."""
