"""The sheets of the small workbook: a list of things to be good at, its levels, a sentence for each, and profiles.

Things are called by their names: codes are made by us (`small_reading`). What it cannot say, the extended one can.
"""

from __future__ import annotations

from app.core.files.sheets import Column, Sheet
from app.standards.rules.element import KIND_WORDS

HELP = "Uitleg"
NOTHING = "-"
"""What stands in the place of a sentence where a level asks nothing more."""
NOTHING_ASKED = "Hier vragen wij niets extra's."

_MOST_ELEMENTS, _MOST_LEVELS = 150, 20
_KINDS = {word: kind for kind, word in KIND_WORDS.items()}
_CODE = Column(
    "Van ons", "code", hint="Laat dit staan: zo weten wij dat het hetzelfde blijft, ook met een andere naam."
)
_ELEMENT = Column("Onderdeel", "element", width=34, listed=f"=Onderdelen!$A$2:$A${_MOST_ELEMENTS + 1}")
_LEVEL = Column("Niveau", "level", width=24, listed=f"=Niveaus!$A$2:$A${_MOST_LEVELS + 1}")

ABOUT = Sheet(
    "Standaard",
    "Hoe de standaard heet. Vul kolom B in.",
    (
        Column("Titel", "title", hint="Zoals Goed ontvangen."),
        Column("Editie", "edition", hint="Meestal een jaar, zoals 2026."),
        Column("Voor wie", "for_whom", hint="Mag leeg. Zoals: Voor wie aan de balie werkt."),
        Column("Stapelt", "cumulative", "yes", hint="ja: een niveau bevat ook alles van de niveaus eronder."),
    ),
    needed=True,
)
LEVELS = Sheet(
    "Niveaus",
    "De niveaus, van laag naar hoog. Drie of vier is genoeg.",
    (
        Column("Naam", "name", width=24),
        Column("In één zin", "summary", hint="Mag leeg. Zoals: Je doet het alleen.", width=70),
        _CODE,
    ),
    needed=True,
)
ELEMENTS = Sheet(
    "Onderdelen",
    "Waar mensen zich op scoren, een per rij.",
    (
        Column("Titel", "title", hint="Hoogstens 34 tekens, want hij staat bij de tekening.", width=34),
        Column("Soort", "kind", hint="Mag leeg: dan is het een taak.", choices=_KINDS),
        Column("Groep", "group", hint="Mag leeg. Het kopje waar dit onder staat.", width=28),
        Column("Omschrijving", "definition", hint="Nodig. Wat het is, in een of twee zinnen.", width=70),
        _CODE,
    ),
    needed=True,
)
SENTENCES = Sheet(
    "Zinnen",
    "Wat iemand op een niveau doet, een zin per rij. Vraagt een niveau niets extra, zet dan een streepje (-): "
    "daar kan niemand dat niveau kiezen.",
    (_ELEMENT, _LEVEL, Column("Zin", "text", hint="Begin met ik, zoals: Ik groet wie binnenkomt.", width=90)),
    needed=True,
)
PROFILES = Sheet(
    "Profielen",
    "Welk niveau een functie of doel vraagt, een onderdeel per rij. Wat je weglaat, wordt niet gevraagd.",
    (Column("Profiel", "title", hint="De naam van de functie, op elke rij weer.", width=34), _ELEMENT, _LEVEL),
    needed=True,
)
SHEETS = (ABOUT, LEVELS, ELEMENTS, SENTENCES, PROFILES)
SIGN = SENTENCES.title
"""The sheet by which a workbook is known to be the small one."""
