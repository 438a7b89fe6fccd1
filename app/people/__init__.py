"""Who: gemeenten (`Organisation`), teams (`Team`), mensen (`User`), rollen (`Role`), sign-in, who may see whom.

The rules of who sees what are those of the table in docs/architecture.md, Rights; there is no document behind them.
"""
