"""What an administrator (beheerder) does: people and teams of the own organisation."""
