"""Taking one's account, with all that is one's own, to another organisation."""
