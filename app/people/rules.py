"""Roles, membership over time, and who is somebody's manager on a day: plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.core.worded import Worded, plain

TIE_DAYS = 365
"""How long a team or an employer that was left still ties its people."""

INVITED_AGAIN = timedelta(hours=1)
"""How long after an invitation the next may leave."""

UNDONE_WITHIN = timedelta(days=7)
"""How long after another address came into use the old mailbox may still say that it was not them."""

SORT_LENGTH = 400

_NO_NAME = frozenset({"gem", "gemeente"})
BEFORE_A_SURNAME = frozenset({"van", "de", "den", "der", "het", "'t", "te", "ten", "ter", "el", "al"})


class RoleName(Worded):
    """What a person may do. A person can have several.

    Those of `REGISTER_ROLES` are held at the register, over all organisations: no administrator of an organisation
    gives or takes them.
    """

    PROFESSIONAL = "professional", "Professional"
    MANAGER = "manager", "Leidinggevende"
    HR = "hr", "HR-adviseur"
    ADMINISTRATOR = "administrator", "Beheerder"
    COMMITTEE = "committee", "Kwaliteitscommissie"
    BOARD = "board", "Bestuur van het register"


class LeadKind(Worded):
    """How somebody leads a team. All see the same as long as it runs; who acts for another does so until a day."""

    HIERARCHICAL = "hierarchical", "Hiërarchisch leidinggevende"
    FUNCTIONAL = "functional", "Functioneel leidinggevende"
    ACTING = "acting", "Waarnemend leidinggevende"


class ChangeKind(StrEnum):
    """What happened to a team or department. `merged` is of the one that stopped, `joined` of the one that went on."""

    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    JOINED = "joined"
    CLOSED = "closed"


REGISTER_ROLES = frozenset({RoleName.COMMITTEE, RoleName.BOARD})
ORGANISATION_ROLES = tuple(name for name in RoleName if name not in REGISTER_ROLES)
"""The roles that an administrator gives, in the order of the screen."""


KEPT_WHEN_MOVING = REGISTER_ROLES | {RoleName.PROFESSIONAL}
"""The roles that are of a person, wherever they work; the others were given by an organisation."""
OF_THE_REGISTER = "Op persoonlijke titel"
"""What the register's own organisation is called, also on the public list: it is nobody's employer."""


class SetupStep(Worded):
    """What an organisation does before its people can begin, in this order; the word is the name of the step."""

    ORGANISATION = "organisation", "Vul de gegevens van je organisatie in"
    PEOPLE = "people", "Voeg mensen toe"
    TEAMS = "teams", "Maak afdelingen en teams"
    MANAGERS = "managers", "Zeg wie een team leidt"
    NORM = "norm", "Maak een kader"
    INVITATIONS = "invitations", "Nodig iedereen uit"


class TryKind(StrEnum):
    """The forms at which somebody can guess, or ask for more mail than anybody needs."""

    SIGN_IN = "sign_in"
    FORGOT = "forgot"
    RESET = "reset"
    CHANGE = "change"


class OrganisationKind(StrEnum):
    """Whether somebody works there, or is known to the register alone: without an employer, or without its account."""

    EMPLOYER = "employer"
    REGISTER = "register"


class AddressStatus(StrEnum):
    """Where another e-mail address of somebody is: asked for, in use, stopped, taken back, or undone afterwards."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    UNDONE = "undone"


class MoveStatus(StrEnum):
    """Where it is that somebody takes their account to another organisation."""

    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` up to and including `end`; without `end` it still runs."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """An end before the start is a mistake."""
        if self.end is not None and self.end < self.start:
            raise ValueError("A period cannot end before it starts.")

    def holds(self, day: date) -> bool:
        """Whether the day is in the period; both ends count."""
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return (other.end is None or self.start <= other.end) and (self.end is None or other.start <= self.end)


def uncovered(period: Period, others: Iterable[Period]) -> list[Period]:
    """The parts of a period on which none of the others holds, in order."""
    parts, start = [], period.start
    for other in sorted((one for one in others if one.overlaps(period)), key=lambda one: one.start):
        if start < other.start:
            parts.append(Period(start, other.start - timedelta(days=1)))
        if other.end is None:
            return parts
        start = max(start, other.end + timedelta(days=1))
    if period.end is None or start <= period.end:
        parts.append(Period(start, period.end))
    return parts


def past_year(day: date) -> Period:
    """The year up to and including a day in which an employer or a team still ties."""
    return Period(day - timedelta(days=TIE_DAYS), day)


def employer_key(name: str) -> str:
    """The name of an employer without what people write differently: capitals, accents, signs and "gemeente"."""
    words = re.findall(r"[^\W_]+", plain(name))
    return "".join(word for word in words if word not in _NO_NAME) or "".join(words)


def surname_key(name: str) -> tuple[str, str]:
    """What a Dutch list of people sorts on: the words after the first name without "van de", and then the whole."""
    words = plain(name).split()
    last = words[1:]
    while len(last) > 1 and last[0] in BEFORE_A_SURNAME:
        last = last[1:]
    return " ".join(last), " ".join(words)


def sort_name(name: str) -> str:
    """The same as one text that a database sorts sign by sign, and keeps beside the name."""
    return "\t".join(surname_key(name))[:SORT_LENGTH]


def may_keep(keeper: Iterable[RoleName], person: Iterable[RoleName]) -> bool:
    """Whether who has the roles `keeper` may change somebody with the roles `person`: an administrator anybody, and
    HR anybody but an administrator.
    """
    return RoleName.ADMINISTRATOR in keeper or RoleName.ADMINISTRATOR not in person


def may_be_sent_again(invited_at: datetime | None, now: datetime) -> bool:
    """Whether an invitation may leave once more: nobody gets two within an hour."""
    return invited_at is None or invited_at <= now - INVITED_AGAIN


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people of an organisation can ask; the e-mail address and the phone number may be empty."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a team for a while, as member (without `lead`) or as its manager."""

    user_id: int
    team_id: int
    lead: LeadKind | None
    period: Period

    @property
    def is_manager(self) -> bool:
        """Whether it leads, in whatever way."""
        return self.lead is not None


def manages(memberships: list[Membership], manager_id: int, person_id: int, day: date) -> bool:
    """Whether `manager_id` is a manager, on this day, of a team that `person_id` is a member of on this day.

    Nobody manages themselves, and two managers of one team do not manage each other.
    """
    if manager_id == person_id:
        return False
    now = [m for m in memberships if m.period.holds(day)]
    led = {m.team_id for m in now if m.user_id == manager_id and m.is_manager}
    return any(m.user_id == person_id and not m.is_manager and m.team_id in led for m in now)


def initials(name: str) -> str:
    """Two letters for the round mark beside a name: of the first and the last word."""
    words = [word for word in name.split() if word[:1].isalpha()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
