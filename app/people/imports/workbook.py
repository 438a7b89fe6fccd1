"""The workbook with people: written empty with an example or filled with everybody of now, with an explanation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.core.files.sheets import Book, Column, Sheet
from app.people.imports.rules.entries import NONE, parts_of
from app.people.imports.rules.plan import Known, State
from app.people.rules import ORGANISATION_ROLES, RoleName, sort_name

MOST_ROWS = 10_000
BETWEEN = "; "
"""Between the teams of one cell."""
SHEET = Sheet(
    "Mensen",
    "Een rij per persoon.",
    (
        Column("Voornaam", "first", width=16),
        Column("Tussenvoegsel", "between", width=15),
        Column("Achternaam", "last", width=22),
        Column("E-mailadres", "email", width=36),
        Column("Functie", "job_title", width=26),
        Column("Afdeling", "department", width=22),
        Column("Team", "teams", width=26),
        Column("Leidinggevende van", "leads", width=26),
        Column("Rollen", "roles", width=28),
        Column("Vanaf", "since", "day", width=13),
        Column("Personeelsnummer", "number", width=19),
    ),
    alone=True,
)
HELP = "Uitleg"
_EXPLAINED = (
    ("Zo werkt het", ""),
    ("Een rij per persoon", "Vul het werkblad Mensen in. De bovenste rij met de namen van de kolommen blijft staan."),
    ("Volgorde", "De kolommen mogen in een andere volgorde staan. Een kolom die je niet gebruikt, mag weg."),
    ("Leeg", "Een leeg vak verandert niets."),
    ("Eerst kijken", "Na het uploaden zie je wat er verandert. Daarna beslis je. Bij een fout verandert er niets."),
    ("Wie ontbreekt", "Staat iemand niet in het bestand? Dan vragen we wat je wilt. Zelf doen we niets."),
    ("", ""),
    ("Kolom", "Wat vul je in?"),
    ("Voornaam, Tussenvoegsel, Achternaam", "Je mag ook één kolom Naam gebruiken, met de hele naam."),
    ("E-mailadres", "Verplicht. Hiermee logt iemand in. Elk adres staat er één keer."),
    ("Functie", "Bijvoorbeeld: Klantmanager."),
    ("Afdeling", "De afdeling waar het team onder valt. Bestaat die nog niet, dan maken we die."),
    ("Team", f"Bestaat het nog niet, dan maken we het. Meer teams: zet er ; tussen. In geen team: vul {NONE} in."),
    ("Leidinggevende van", f"Het team dat deze persoon leidt. Meer teams: zet er ; tussen. Geen team: vul {NONE} in."),
    ("Rollen", "Kies uit de lijst. Laat je dit leeg, dan wordt iemand die nieuw is Professional."),
    ("", "Wie een team leidt, krijgt de rol Leidinggevende vanzelf."),
    ("Vanaf", "De eerste dag in een nieuw team, zoals 1-2-2027. Leeg is vandaag."),
    ("", "Van een team waar iemand al in zit, verandert de eerste dag niet."),
    ("Personeelsnummer", "Niet verplicht. Daaraan herkennen we iemand ook als naam en adres veranderen."),
)
_EXAMPLES: Sequence[dict[str, Any]] = (
    {
        "first": "Samira",
        "last": "Haddad",
        "email": "s.haddad@voorbeeldstad.example",
        "job_title": "Teammanager",
        "department": "Sociaal domein",
        "leads": "Werk en inkomen",
        "roles": "Leidinggevende",
        "number": "10417",
    },
    {
        "first": "Joost",
        "between": "van der",
        "last": "Meer",
        "email": "j.vandermeer@voorbeeldstad.example",
        "job_title": "Klantmanager",
        "department": "Sociaal domein",
        "teams": "Werk en inkomen",
        "roles": "Professional",
        "number": "10532",
    },
)


def offered_roles() -> list[str]:
    """What can be chosen for the roles: each role, and what often goes together."""
    alone = [role.dutch for role in ORGANISATION_ROLES]
    leader = RoleName.MANAGER.dutch
    professional = RoleName.PROFESSIONAL.dutch
    return [*alone, f"{professional}, {leader}", *(f"{professional}, {one}" for one in alone[2:])]


def write_example(today: date) -> bytes:
    """A workbook to fill in; two examples stand on a sheet of their own and are never read."""
    book, _ = _begun()
    examples = book.add(SHEET, title="Voorbeeld", fixed=0, to_fill=0)
    for line, example in enumerate(_EXAMPLES, start=1):
        book.write_row(examples, line, SHEET, {**example, "since": today})
    return book.content()


def write_people(state: State, today: date) -> bytes:
    """A workbook with everybody whose account is open, as they are today: sent back as it is, it changes nothing."""
    book, page = _begun()
    people = sorted((one for one in state.people.values() if one.active), key=lambda one: sort_name(one.name))
    for line, person in enumerate(people, start=1):
        book.write_row(page, line, SHEET, _row(person, state, today))
    return book.content()


def _row(person: Known, state: State, today: date) -> dict[str, Any]:
    first, between, last = parts_of(person.name)
    member, led = person.teams_on(today, led=False), person.teams_on(today, led=True)
    teams = [state.teams[place.team_id] for place in member]
    departments = {team.department for team in teams or [state.teams[place.team_id] for place in led]}
    return {
        "first": first,
        "between": between,
        "last": last,
        "email": person.email,
        "job_title": person.job_title,
        "department": departments.pop() if len(departments) == 1 else "",
        "teams": BETWEEN.join(team.name for team in teams),
        "leads": BETWEEN.join(state.team_name(place) for place in led),
        "roles": ", ".join(role.dutch for role in person.roles if role in ORGANISATION_ROLES),
        "number": person.number,
    }


def _begun() -> tuple[Book, Any]:
    """A workbook with its explanation first and an empty sheet to fill in."""
    book = Book("Mensen")
    first = _explain(book, offered_roles())
    page = book.add(SHEET, fixed=0, to_fill=MOST_ROWS)
    column = SHEET.number("roles")
    source = f"={HELP}!$A${first}:$A${first + len(offered_roles()) - 1}"
    choose = {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "Kies uit de lijst",
        "error_message": "Zet een komma tussen twee rollen.",
    }
    page.data_validation(1, column, MOST_ROWS, column, choose)
    return book, page


def _explain(book: Book, roles: Iterable[str]) -> int:
    """Write the explanation; answers the row, from 1, where the list of roles begins."""
    page = book.page(HELP, (36, 96))
    line = 0
    for line, (what, text) in enumerate(_EXPLAINED):
        is_head = text in ("", "Wat vul je in?") and bool(what)
        page.write_string(line, 0, what, book.head if is_head else book.plain)
        page.write_string(line, 1, text, book.head if is_head else book.plain)
    start = line + 2
    page.write_string(start, 0, "Rollen om uit te kiezen", book.head)
    for line, role in enumerate(roles, start=start + 1):
        page.write_string(line, 0, role, book.plain)
    return start + 2
