"""Who is at the register, and who is in it from elsewhere. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass

from app.people.rules import RoleName

FOUNDATION = "Stichting Vakregister Voorbeeld"
NEIGHBOUR = "Gemeente Nieuwerhaven"

_DOMAINS = {FOUNDATION: "vakregister.example", NEIGHBOUR: "nieuwerhaven.example"}


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody of another organisation than the municipality of the demo; `line` is for the sign-in page."""

    name: str
    job_title: str
    organisation: str
    roles: frozenset[RoleName]
    line: str = ""

    @property
    def email(self) -> str:
        """An address that can never exist."""
        words = self.name.lower().replace("é", "e").replace("ü", "u").split()
        return f"{words[0]}.{''.join(words[1:])}@{_DOMAINS[self.organisation]}"


_PROFESSIONAL = frozenset({RoleName.PROFESSIONAL})
_COMMITTEE = frozenset({RoleName.COMMITTEE})
_BOARD = frozenset({RoleName.BOARD})
_AM = "Accountmanager bedrijven"

REGISTER_CAST: tuple[Outsider, ...] = (
    Outsider(
        "Els Rijnders",
        "Lid van de kwaliteitscommissie",
        FOUNDATION,
        _COMMITTEE,
        "Kwaliteitscommissie. Houdt audits, keurt goed en beoordeelt de steekproef.",
    ),
    Outsider("Joost Kramer", "Lid van de kwaliteitscommissie", FOUNDATION, _COMMITTEE),
    Outsider(
        "Marijke van Vliet",
        "Voorzitter van het bestuur",
        FOUNDATION,
        _BOARD,
        "Bestuur van het register. Neemt de besluiten.",
    ),
    Outsider("Ahmed Bouzid", "Secretaris van het bestuur", FOUNDATION, _BOARD),
    Outsider(
        "Saskia Blom",
        _AM,
        NEIGHBOUR,
        frozenset({RoleName.PROFESSIONAL, RoleName.COMMITTEE}),
        "Accountmanager met de B-status, en lid van de kwaliteitscommissie. Ziet in één lijst wat wacht.",
    ),
    Outsider(
        "Renske Dijkstra",
        "Teamleider en beheerder",
        NEIGHBOUR,
        frozenset(RoleName),
        "Heeft alle rollen tegelijk, en moet haar gemeente nog klaarzetten.",
    ),
    Outsider("Roel Veenstra", _AM, NEIGHBOUR, _PROFESSIONAL, "Kreeg vandaag de C-status. De brief ligt klaar."),
    Outsider("Dunya Yilmaz", "Relatiemanager bedrijven", NEIGHBOUR, _PROFESSIONAL),
    Outsider("Kor Feenstra", "Senior relatiemanager", NEIGHBOUR, _PROFESSIONAL),
    Outsider("Petra Lammers", "Medewerker ondernemersloket", NEIGHBOUR, _PROFESSIONAL),
    Outsider("Meryem Kaya", "Lid van het bestuur", FOUNDATION, _BOARD),
    Outsider("Tjeerd Bosma", "Lid van het bestuur", FOUNDATION, _BOARD),
)
