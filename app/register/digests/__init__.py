"""Post voor commissie en bestuur: an overview of what waits, and the end of a term that comes near."""
