"""What shows it: bewijs (`Evidence`), files and links that are kept once and used for many things."""
