"""The plan (ontwikkelplan) as a whole: what is in it, who sees it, its dates in a calendar."""
