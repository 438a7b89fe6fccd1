"""De intervisiebijeenkomsten."""
