"""Who may judge whom: ties, and who had a part in what went before."""
