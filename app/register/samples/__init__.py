"""De steekproef: dossiers drawn to be read by two judges."""
