"""The sheets of the workbook that a whole standard can be written in: one row per thing, and what each column is.

Keys are those of the format (`files.format`). A thing that hangs under another names it by code in the first column.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from app.core.files.sheets import Column, Sheet
from app.standards.rules.element import KIND_WORDS
from app.standards.rules.profile import Origin

HELP = "Uitleg"
EXTRA_COLUMNS = 12
"""So many columns are read of each sheet."""


def _code(hint: str = "") -> Column:
    return Column("Code", "code", hint=hint or "Kleine letters, cijfers en streepjes. Elke code één keer.")


def _text(title: str, key: str, hint: str = "", width: int = 60) -> Column:
    return Column(title, key, hint=hint, width=width)


def _origin(title: str, key: str) -> Column:
    choices = {origin: origin for origin in get_args(Origin)}
    return Column(title, key, hint="Mag leeg. Kies bron of eigen duiding.", choices=choices)


UNDECIDED = "onbeslist"
_KINDS = {word: kind for kind, word in KIND_WORDS.items()}
_FATES = {"gelijk": "kept", "herschreven": "reworded", "gesplitst": "split", "samengevoegd": "merged"}
_FATES |= {"vervallen": "gone", UNDECIDED: UNDECIDED}
_PLACE = Column("Vindplaats", "place", hint="Waar het in de bron staat.")
_NUMBER = Column("Nummer", "number", hint="Als jullie het een nummer geven.", width=10)

STANDARD = Sheet(
    "Standaard",
    "Over de standaard zelf. Vul kolom B in.",
    (
        Column("Slug", "slug", hint="Mag leeg: dan maken wij er een. De korte naam in adressen, zoals balie-2026."),
        Column("Titel", "title", hint="Hoe de standaard heet."),
        Column("Uitgever", "publisher", hint="Wie hem heeft gemaakt, zoals Team Balie."),
        Column("Editie", "edition", hint="Zoals 2026."),
        Column("Bron", "source", hint="Waar hij vandaan komt, zoals Werkafspraken van maart 2026."),
        Column("Voor wie", "for_whom", hint="Mag leeg. Zoals: Voor wie aan de balie werkt."),
        Column(
            "Geruststelling",
            "comfort",
            hint="Mag leeg. Voor wie zich scoort: wat de bron zegt over verschil in niveau.",
        ),
        Column("Plek in lijsten", "order", "number", hint="Mag leeg. 1 staat het eerst."),
        Column("Familie", "family", hint="Mag leeg. De naam die alle edities delen."),
        Column(
            "Volgt op", "follows", hint="Mag leeg als je begint op de pagina van de vorige editie. De slug daarvan."
        ),
        _origin("Registerstatus van wie", "status_indication.origin"),
        Column("Registerstatus uitleg", "status_indication.explanation", hint="Mag leeg."),
        Column("Registerstatus vindplaats", "status_indication.place", hint="Mag leeg."),
    ),
    needed=True,
)
DOWN = Sheet(STANDARD.title, STANDARD.hint, (Column("Gegeven", "key", width=28), Column("Waarde", "value", width=70)))
"""How the one sheet that goes down begins: with a row per column of `STANDARD`."""
SCALES = Sheet(
    "Schalen",
    "De schalen waarop mensen zich scoren. Zet bij hoogstens één van de drie kolommen ja.",
    (
        _code(),
        Column("Stapelt", "cumulative", "yes", hint="ja: een niveau bevat ook alles van de niveaus eronder."),
        Column("Los", "separate", "yes", hint="ja: elk niveau staat op zichzelf."),
        Column("Alleen namen", "named_only", "yes", hint="ja: niveaus hebben alleen een naam, geen voorbeelden."),
    ),
    needed=True,
)
LEVELS = Sheet(
    "Niveaus",
    "De niveaus van elke schaal, van laag naar hoog.",
    (
        Column("Schaal", "scale", hint="De code van de schaal."),
        _code("De code van het niveau."),
        Column("Naam", "name"),
        Column("Teken", "short", hint="Mag leeg. Een letter of cijfer waaraan mensen het niveau kennen.", width=10),
        _text("In één zin", "summary", "Mag leeg."),
        _text("Omschrijving", "definition", "Mag leeg."),
    ),
    needed=True,
)
ASPECTS = Sheet(
    "Aspecten",
    "Kanten van een onderdeel, zoals houding en kennis. Mag leeg.",
    (Column("Code", "code", hint="Hoogstens 8 letters of cijfers, zoals A."), Column("Naam", "name")),
)
GROUPS = Sheet(
    "Groepen", "De kopjes waar onderdelen onder staan.", (_code(), Column("Titel", "title", width=40)), needed=True
)
ELEMENTS = Sheet(
    "Onderdelen",
    "Wat mensen scoren, in de volgorde van de lijst.",
    (
        _code(),
        Column("Soort", "kind", hint="taak, competentie, kenmerk, kerntaak of werkproces.", choices=_KINDS),
        _NUMBER,
        Column("Groep", "group", hint="De code van de groep."),
        Column("Hoort bij", "parent", hint="Mag leeg. De code van het onderdeel waar dit een deel van is."),
        Column("Titel", "title", hint="Hoogstens 34 tekens, want hij staat bij de tekening.", width=34),
        Column("Hele naam", "name", hint="Mag leeg. Als de titel een verkorte naam is."),
        _text("Omschrijving", "definition"),
        Column("Schaal", "scale", hint="De code van de schaal."),
        Column("Aspecten", "aspects", "codes", hint="Mag leeg. Codes van aspecten, met komma's ertussen."),
        _PLACE,
    ),
    needed=True,
)
STATEMENTS = Sheet(
    "Gedragsvoorbeelden",
    "Wat iemand op een niveau doet, een zin per rij. Elk niveau van elk onderdeel heeft minstens één rij.",
    (
        Column("Onderdeel", "element", hint="De code van het onderdeel."),
        Column("Aspect", "aspect", hint="Alleen als het onderdeel aspecten heeft.", width=10),
        Column("Niveau", "level", hint="De code van het niveau."),
        Column("Code", "code", hint="Mag leeg: dan maken wij er een."),
        _text("Zin", "text", "Een zin met ik, in de tegenwoordige tijd.", 80),
        Column("Breidt uit", "follows", hint="Mag leeg. De code van de zin op een lager niveau die hier verdergaat."),
        Column("Zelfde als", "same", hint="In plaats van een zin: de code van de zin die hier ook geldt."),
        _text("Leeg omdat", "empty_reason", "In plaats van een zin: waarom hier niets staat.", 30),
        _text(
            "Weggelaten omdat",
            "leaves_out",
            "Mag leeg. Waarom woorden van de zin die je uitbreidt, hier niet staan.",
            30,
        ),
    ),
)
LEVEL_NAMES = Sheet(
    "Niveaunamen",
    "Als een niveau bij één onderdeel anders heet. Mag leeg.",
    (Column("Onderdeel", "element"), Column("Niveau", "level"), Column("Naam", "name")),
)
PROFILE_GROUPS = Sheet(
    "Profielgroepen",
    "Kopjes waar profielen onder staan. Mag leeg.",
    (_code(), Column("Titel", "title", width=40), _text("Tekst", "text", "Mag leeg.")),
)
PROFILES = Sheet(
    "Profielen",
    "Een profiel zegt welk niveau een functie of een doel vraagt.",
    (
        _code(),
        Column("Titel", "title", width=34),
        _text("Omschrijving", "description", "Mag leeg."),
        _NUMBER,
        Column("Groep", "group", hint="Mag leeg. De code van de profielgroep."),
        Column("Graad", "grade", hint="Mag leeg. Hoe de bron de zwaarte schrijft.", width=10),
        Column("Zwaarte", "rank", "number", hint="Mag leeg. 1 is het lichtst binnen de groep.", width=10),
        Column("Heet ook", "also_called", hint="Mag leeg."),
        _origin("Van wie", "origin"),
        Column("Bovenop", "extends", hint="Mag leeg. De code van een profiel hierboven waar dit iets aan toevoegt."),
        Column("Neemt over", "inherits", "codes", hint="Mag leeg. Codes van hoofdstukken van dat profiel."),
        _PLACE,
    ),
)
TARGETS = Sheet(
    "Gevraagd",
    "Welk niveau een profiel vraagt. Een profiel hoeft niet elk onderdeel te vragen.",
    (Column("Profiel", "profile"), Column("Onderdeel", "element"), Column("Niveau", "level")),
)
REMARKS = Sheet(
    "Opmerkingen",
    "Iets om te weten bij een onderdeel of een profiel. Mag leeg.",
    (Column("Onderdeel", "element"), Column("Profiel", "profile"), _text("Opmerking", "text")),
)
DEFINITIONS = Sheet(
    "Begrippen",
    "Wat woorden betekenen. Mag leeg.",
    (_code(), Column("Woord", "term"), _text("Betekenis", "text"), _PLACE, _origin("Van wie", "origin")),
)
FACTS = Sheet(
    "Feiten",
    "Goed om te weten over de standaard. Mag leeg.",
    (_code(), Column("Titel", "title", width=34), _text("Tekst", "text")),
)
CHAPTERS = Sheet(
    "Hoofdstukken",
    "Om te lezen, niet om te scoren: van de standaard of van een profiel. Mag leeg.",
    (
        Column("Profiel", "profile", hint="Leeg: van de hele standaard."),
        Column("Code", "code", hint="Kleine letters met een laag streepje ertussen, zoals kritische_situaties."),
        Column("Titel", "title", width=34),
        _text("Tekst", "text", "Mag leeg als er op het werkblad Lezen iets onder staat."),
    ),
)
_ENTRY = (
    Column("Diepte", "depth", "number", hint="1, of 2 voor wat onder de rij erboven hoort, enzovoort.", width=10),
    Column("Code", "code", hint="Mag leeg."),
    _NUMBER,
    Column("Titel", "title", width=34),
    _text("Tekst", "text"),
    Column("Onderdeel", "element", hint="Mag leeg. De code van het onderdeel waar het over gaat."),
)
ENTRIES = Sheet(
    "Lezen",
    "Wat er in een hoofdstuk staat. Mag leeg.",
    (
        Column("Profiel", "profile", hint="Leeg: een hoofdstuk van de hele standaard."),
        Column("Hoofdstuk", "chapter", hint="De code van het hoofdstuk."),
        *_ENTRY,
        Column("Zelfde als", "same", hint="In plaats van een tekst: de code van een rij op het werkblad Gedeeld."),
    ),
)
SHARED = Sheet("Gedeeld", "Teksten die in meer hoofdstukken terugkomen. Mag leeg.", _ENTRY)
STATUSES = Sheet(
    "Registerstatus",
    "Naar welke status in het beroepsregister een niveau of profiel wijst. Mag leeg.",
    (Column("Niveau", "level"), Column("Profiel", "profile"), Column("Status", "status", hint="C, B of A.")),
)
CHANGES = Sheet(
    "Verschillen",
    "Alleen bij een volgende editie: wat er met elk onderdeel van de vorige editie is gebeurd.",
    (
        Column(
            "Soort",
            "kind",
            hint="gelijk, herschreven, gesplitst, samengevoegd, vervallen of onbeslist.",
            choices=_FATES,
        ),
        Column("Van", "from", "codes", hint="Codes in de vorige editie, met komma's ertussen.", width=34),
        Column("Naar", "to", "codes", hint="Codes in deze editie, met komma's ertussen.", width=34),
        _text("Reden", "reason", "Mag leeg."),
    ),
)

SHEETS: tuple[Sheet, ...] = (
    STANDARD,
    SCALES,
    LEVELS,
    ASPECTS,
    GROUPS,
    ELEMENTS,
    STATEMENTS,
    LEVEL_NAMES,
    PROFILE_GROUPS,
    PROFILES,
    TARGETS,
    REMARKS,
    DEFINITIONS,
    FACTS,
    CHAPTERS,
    ENTRIES,
    SHARED,
    STATUSES,
    CHANGES,
)
LISTS: Mapping[str, Sheet] = {
    "scales": SCALES,
    "aspects": ASPECTS,
    "groups": GROUPS,
    "elements": ELEMENTS,
    "profile_groups": PROFILE_GROUPS,
    "profiles": PROFILES,
    "definitions": DEFINITIONS,
    "facts": FACTS,
}
"""The sheets with one row per thing in a list of the format, by the key of that list."""
