"""How somebody keeps or raises a status: PE, practice report, peer meetings, declaration, dossier, readiness.

Dutch words: status, PE-activiteit, praktijkverslag, intervisiebijeenkomst, verklaring nog in functie, dossier,
verlenging. The rules come from the Voorwaarden (2018) and the regeling of the register, as data with clause ids in
`standards/register-amb-2018.yaml`; the engine that reads them is plain Python.
"""
