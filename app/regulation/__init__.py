"""What the register asks, worked out by plain Python: no Flask, no database, no clock (dates come in as arguments).

Dutch words: bepaling, lezing, status, PE-punten, verlenging, tarief. The rules come from the Voorwaarden (2018) and the
regeling of the register, as data with clause ids in `standards/register-amb-2018.yaml`.
"""
