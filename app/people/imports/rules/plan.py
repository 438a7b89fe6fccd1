"""What is known of an organisation, and what would happen to it: the outcome of comparing a file with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from app.core.shapes import Fault
from app.people.imports.rules.entries import Entry, key_of
from app.people.rules import LeadKind, Period, RoleName


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is for a while: a row of `TeamMembership`."""

    id: int
    team_id: int
    lead: LeadKind | None
    period: Period


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the organisation as they are now.

    `chosen` when they have a password, `roles` all that they have, `asked` an address that waits for their yes, and
    `leaving` when a last day was set.
    """

    id: int
    name: str
    email: str
    number: str
    job_title: str
    active: bool
    chosen: bool
    roles: tuple[RoleName, ...]
    places: tuple[Place, ...]
    asked: str = ""
    leaving: bool = False

    def teams_on(self, day: date, *, led: bool) -> tuple[Place, ...]:
        """Where they are a member on a day, or `led`: what they lead. Who leads otherwise is no subject of a file."""
        lead = LeadKind.HIERARCHICAL if led else None
        return tuple(place for place in self.places if place.lead is lead and place.period.holds(day))


@dataclass(frozen=True, slots=True)
class KnownTeam:
    """A team with the name of its department; nobody enters one with a last day."""

    id: int
    name: str
    department: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class State:
    """An organisation as it is now: its people by id, its teams by id, its open departments."""

    people: Mapping[int, Known]
    teams: Mapping[int, KnownTeam]
    departments: Sequence[str] = ()

    @cached_property
    def open_teams(self) -> Mapping[str, KnownTeam]:
        """Teams that somebody can enter, by the key of their name."""
        return {key_of(team.name): team for team in self.teams.values() if team.closed_on is None}

    def stops(self, key: str, today: date) -> KnownTeam | None:
        """The team of this name that has a last day which is not over: it is there, and nobody enters it."""
        teams = (team for team in self.teams.values() if team.closed_on and team.closed_on >= today)
        return next((team for team in teams if key_of(team.name) == key and key not in self.open_teams), None)

    def team_name(self, place: Place) -> str:
        """What the team of a place is called."""
        return self.teams[place.team_id].name


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about a person that becomes another; empty is nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Join:
    """Into a team, by the key of its name, from a day on."""

    team: str
    is_manager: bool
    start: date


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """What happens to one person: all that they will be, and each thing that becomes another.

    Without `known` somebody new. `new_address` is an address that they must confirm first: until then the old one
    stays. `ends` are places with their last day, `removes` places that had not begun.
    """

    entry: Entry
    known: Known | None
    name: str
    email: str
    number: str
    job_title: str
    roles: tuple[RoleName, ...]
    changes: tuple[Change, ...] = ()
    new_address: str = ""
    ends: tuple[tuple[int, date], ...] = ()
    removes: tuple[int, ...] = ()
    joins: tuple[Join, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether anything happens."""
        return self.known is None or bool(self.changes)


@dataclass(frozen=True, slots=True)
class Question:
    """A row of whom it is not clear who it is about: one of these people, each with what would happen, or another.

    When the address is of somebody already, another person cannot get it: then the row is left out (`can_be_new`).
    """

    entry: Entry
    options: tuple[PersonPlan, ...]
    can_be_new: bool


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team that is made, under a department or under none."""

    name: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class MovedTeam:
    """A team that comes under another department."""

    id: int
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Plan:
    """All that would happen. `gone` have an open account and are not in the file; nothing happens to them unasked."""

    new: tuple[PersonPlan, ...] = ()
    changed: tuple[PersonPlan, ...] = ()
    same: int = 0
    questions: tuple[Question, ...] = ()
    gone: tuple[Known, ...] = ()
    teams: tuple[NewTeam, ...] = ()
    moved: tuple[MovedTeam, ...] = ()
    departments: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), repr=False)

    @property
    def mark(self) -> str:
        """Another one as soon as anything else would happen."""
        return sha256(repr(self).encode()).hexdigest()

    @property
    def does_something(self) -> bool:
        """Whether anything happens without an answer to a question."""
        return bool(self.new or self.changed or self.teams or self.moved or self.departments)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered: for the row of a question the id of who it is (0: another), and who leaves when."""

    who: Mapping[int, int] = field(default_factory=dict)
    leave: frozenset[int] = frozenset()
    last_day: date | None = None
