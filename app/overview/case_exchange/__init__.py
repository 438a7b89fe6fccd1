"""Our standards for other systems, as 1EdTech CASE 1.1 by HTTP."""
