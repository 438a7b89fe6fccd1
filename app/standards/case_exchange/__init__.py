"""Standards to and from other systems, in 1EdTech CASE 1.1."""
