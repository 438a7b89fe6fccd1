"""Who: gemeenten (`Organisation`), teams (`Team`), mensen (`User`), rollen (`Role`), sign-in, who may see whom.

The rules of who sees what come from the design's table (DESIGN.md, section 6); there is no document behind them.
"""
