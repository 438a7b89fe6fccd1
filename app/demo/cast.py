"""Who works in Gemeente Voorbeeldstad. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.people.rules import RoleName

ORGANISATION = "Gemeente Voorbeeldstad"
MAIL_DOMAIN = "voorbeeldstad.example"


class TeamName(StrEnum):
    """The three teams."""

    WORK = "Werk en Meedoen"
    INCOME = "Inkomen en Zekerheid"
    EMPLOYERS = "Werkgevers en Kansen"


DEPARTMENTS: dict[str, dict[str, tuple[TeamName, ...]]] = {
    "Sociaal domein": {"Werk en inkomen": (TeamName.WORK, TeamName.INCOME)},
    "Economie en ruimte": {"": (TeamName.EMPLOYERS,)},
}
"""The departments, those under them (empty: none), and their teams."""


class Story(StrEnum):
    """What a person has done so far; `story.py` tells it."""

    FULL = "full"
    FRESH = "fresh"
    FIRST_DRAFT = "first draft"
    THOROUGH_DRAFT = "thorough draft"
    NO_PLAN = "no plan"
    ORDINARY = "ordinary"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Character:
    """One person: name, function, roles, teams, story, and what the sign-in page says when they are in front.

    `starts_on` is another standard (slug and profile) that they begin on, with proposals from what they scored.
    """

    name: str
    job_title: str
    teams: tuple[TeamName, ...] = ()
    roles: frozenset[RoleName] = field(default=frozenset({RoleName.PROFESSIONAL}))
    leads: tuple[TeamName, ...] = ()
    led: tuple[TeamName, ...] = ()
    story: Story = Story.ORDINARY
    skill: float = 0.5
    line: str = ""
    closed: bool = False
    standard: str = "vakvolwassenheid-2013"
    profile: str = ""
    starts_on: tuple[str, str] | None = None

    @property
    def email(self) -> str:
        """An address that can never exist."""
        plain = self.name.lower().translate(str.maketrans("éëèïöüçş", "eeeiouc" + "s"))
        words = plain.replace("'", "").split()
        return f"{words[0]}.{''.join(words[1:])}@{MAIL_DOMAIN}"


_MANAGER = frozenset({RoleName.MANAGER})
_KM = "Klantmanager"
_AM = "Accountmanager bedrijven"

CAST: tuple[Character, ...] = (
    Character(
        "Noor Verhagen",
        _KM,
        (TeamName.WORK,),
        story=Story.FULL,
        skill=0.66,
        line="Heeft drie resultaten, een plan dat ze deelt, en een nieuwe zelfscan om af te maken.",
    ),
    Character(
        "Sem de Wit", _KM, (TeamName.WORK,), story=Story.FRESH, line="Is net begonnen en heeft nog niets ingevuld."
    ),
    Character(
        "Fatima El Amrani",
        "Senior klantmanager",
        (TeamName.WORK,),
        story=Story.NO_PLAN,
        skill=0.8,
        line="Heeft net een zelfscan ingeleverd en nog geen plan.",
    ),
    Character(
        "Daan Kuipers",
        _KM,
        (TeamName.INCOME,),
        story=Story.THOROUGH_DRAFT,
        skill=0.45,
        line="Scoort zichzelf per aspect en is halverwege.",
    ),
    Character(
        "Ruben Hoekstra",
        "Teamleider Werk en Meedoen",
        roles=_MANAGER,
        leads=(TeamName.WORK,),
        story=Story.NONE,
        line="Leidinggevende. Ziet alleen de plannen die zijn mensen met hem delen.",
    ),
    Character(
        "Ingrid Postma",
        "HR-adviseur",
        roles=frozenset({RoleName.HR}),
        story=Story.NONE,
        line="HR-adviseur. Ziet geen zelfscans of plannen.",
    ),
    Character(
        "Marloes Dijkgraaf",
        "Applicatiebeheerder",
        roles=frozenset({RoleName.ADMINISTRATOR}),
        story=Story.NONE,
        line="Beheerder. Voegt mensen en teams toe.",
    ),
    Character("Joke Terpstra", "Senior klantmanager", (TeamName.WORK,), skill=0.85),
    Character("Bilal Yildirim", _KM, (TeamName.WORK,), skill=0.5),
    Character("Esther Mulder", _KM, (TeamName.WORK,), skill=0.44),
    Character("Thijs van Leeuwen", _KM, (TeamName.WORK, TeamName.INCOME), skill=0.6),
    Character("Amina Osman", _KM, (TeamName.WORK,), story=Story.FIRST_DRAFT),
    Character("Peter Schouten", "Klantmanager in opleiding", (TeamName.WORK,), skill=0.38),
    Character("Lotte Brouwer", _KM, (TeamName.WORK,), skill=0.45),
    Character(
        "Hilde Zijlstra",
        "Teamleider Inkomen en Zekerheid",
        roles=frozenset({RoleName.MANAGER, RoleName.PROFESSIONAL}),
        leads=(TeamName.INCOME,),
        led=(TeamName.WORK,),
        skill=0.75,
    ),
    Character("Marco Willems", _KM, (TeamName.INCOME,), skill=0.4),
    Character("Sanne Bakker", _KM, (TeamName.INCOME,), skill=0.55),
    Character("Youssef Haddad", _KM, (TeamName.INCOME,), skill=0.65),
    Character("Ria Groeneveld", "Senior klantmanager", (TeamName.INCOME,), skill=0.8),
    Character(
        "Tess Vermeer",
        "Medewerker publiekszaken III",
        (TeamName.INCOME,),
        story=Story.NO_PLAN,
        skill=0.6,
        standard="hr21-dienstverlening",
        profile="n06-01-06",
        line="Scoort zich op HR21, als medewerker publiekszaken III. Heeft nog geen plan.",
    ),
    Character(
        "Kees van Dalen",
        "Medewerker publiekszaken II",
        (TeamName.INCOME,),
        skill=0.7,
        standard="hr21-dienstverlening",
        profile="n06-01-04",
    ),
    Character("Ewa Kowalska", _KM, (TeamName.INCOME,), skill=0.45),
    Character("Jeroen Smit", "Klantmanager in opleiding", (TeamName.INCOME,), story=Story.FRESH),
    Character(
        "Carla Wouters",
        "Teamleider Werkgevers en Kansen",
        roles=_MANAGER,
        leads=(TeamName.EMPLOYERS,),
        story=Story.NONE,
    ),
    Character(
        "Bram Hofman",
        _AM,
        (TeamName.EMPLOYERS,),
        skill=0.7,
        standard="amb-functieprofiel-2018",
        profile="status-b",
        line="Accountmanager met de C-status. Over een tijdje komt B binnen bereik.",
    ),
    Character(
        "Naomi Pinas",
        _AM,
        (TeamName.EMPLOYERS,),
        skill=0.7,
        line="Heeft de B-status. Haar dossier is bijna klaar, en de datum komt dichterbij.",
    ),
    Character("Wim Versteeg", "Senior accountmanager bedrijven", (TeamName.EMPLOYERS,), skill=0.85),
    Character(
        "Lisa Tromp",
        _AM,
        (TeamName.EMPLOYERS,),
        skill=0.78,
        standard="mbo-accountmanager-25132",
        profile="voldoende",
        starts_on=("hr21-dienstverlening", "n06-01-06"),
        line="Scoorde zich op haar mbo-diploma. Begint nu aan HR21, met voorstellen uit die scores.",
    ),
    Character("Gökhan Aydin", _AM, (TeamName.EMPLOYERS,), story=Story.FIRST_DRAFT),
    Character(
        "Anouk Meijer",
        _AM,
        (TeamName.EMPLOYERS,),
        skill=0.5,
        line="Heeft de B-status, en nog een leeg jaar in het register.",
    ),
    Character("Femke Rietveld", "HR-adviseur", roles=frozenset({RoleName.HR}), story=Story.NONE),
    Character("Henk Oosterhuis", _KM, (TeamName.INCOME,), skill=0.6, closed=True),
)
