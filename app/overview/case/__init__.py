"""Our standards for other systems: 1EdTech CASE by HTTP."""
