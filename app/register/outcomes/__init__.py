"""What the rules said of somebody, as it was kept with an application or dossier."""
