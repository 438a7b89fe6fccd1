"""Who may judge whom: nobody their own file, nor one of their organisation or of a team that they share (regeling 1.7).

A team or an employer counts for a year after it was left, because ties last longer than a contract does. Employers are
those of the account, of its teams, of the list of functions and of the public list: an account stays where it was made.
The rule is plain Python over `Ties`; the queries below it gather those. Pages name the reason, operations refuse with
`NotIndependent`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select, union

from app.core.db import db
from app.core.problems import DomainError
from app.dossiers.models import Experience, Registrant, Registration
from app.people.models import Organisation, Team, TeamMembership, User
from app.people.rules import Membership, Period

TIE_DAYS = 365
"""How long a team or an employer that was left still ties its people."""


class Tie(StrEnum):
    """What stands between somebody and a fair judgement."""

    SELF = "self"
    ORGANISATION = "organisation"
    TEAM = "team"
    EMPLOYER = "employer"

    @property
    def dutch(self) -> str:
        """The reason as a whole sentence."""
        return (
            "Je mag dit dossier niet beoordelen: "
            + {
                "self": "het gaat over jou.",
                "organisation": "jullie werken bij dezelfde organisatie.",
                "team": "jullie zaten het afgelopen jaar in hetzelfde team.",
                "employer": "jullie werkten het afgelopen jaar bij dezelfde organisatie.",
            }[self.value]
        )


class NotIndependent(DomainError):
    """Somebody tried to judge a file that is too close to them."""

    def __init__(self, tie: Tie) -> None:
        """The sentence says why."""
        super().__init__(tie.dutch)
        self.tie = tie


@dataclass(frozen=True, slots=True)
class Ties:
    """What the rule knows of somebody: who they are, where they work, and in which teams they are or were.

    `employers` are the names of everybody for whom they worked in the past year, as `employer_key` writes them.
    """

    person_id: int
    organisation_id: int
    memberships: tuple[Membership, ...] = ()
    employers: frozenset[str] = frozenset()


def employer_key(name: str) -> str:
    """The name of an employer without what people type differently: capitals and spaces."""
    return " ".join(name.casefold().split())


def tie_between(judge: Ties, subject: Ties, day: date) -> Tie | None:
    """What ties the two on this day, the closest first; None when the judge is independent.

    A shared team: both were in it, as member or manager, on one and the same day between a year ago and today.
    """
    if judge.person_id == subject.person_id:
        return Tie.SELF
    if judge.organisation_id == subject.organisation_id:
        return Tie.ORGANISATION
    past_year = Period(day - timedelta(days=TIE_DAYS), day)
    for mine in judge.memberships:
        for theirs in subject.memberships:
            if mine.team_id == theirs.team_id and _were_together(mine.period, theirs.period, past_year):
                return Tie.TEAM
    return Tie.EMPLOYER if judge.employers & subject.employers else None


def _were_together(mine: Period, theirs: Period, during: Period) -> bool:
    start = max(mine.start, theirs.start, during.start)
    ends = [period.end for period in (mine, theirs, during) if period.end is not None]
    return start <= min(ends)


def tie_of(viewer: User, person: User, day: date) -> Tie | None:
    """What ties the viewer to this person on this day, or None."""
    return ties_of(viewer, [person], day).get(person.id)


def may_judge(viewer: User, person: User, day: date) -> bool:
    """Whether the viewer is independent of this person on this day."""
    return tie_of(viewer, person, day) is None


def check_independent(viewer: User, person: User, day: date) -> None:
    """Refuse a judge who is not independent; raises `NotIndependent`. Every operation that judges asks this."""
    tie = tie_of(viewer, person, day)
    if tie is not None:
        raise NotIndependent(tie)


def ties_of(viewer: User, people: Iterable[User], day: date) -> Mapping[int, Tie]:
    """What ties the viewer to each of these people, by their id; who is not in it may be judged. Two queries."""
    known = {person.id: person for person in (viewer, *people)}
    memberships, employers = _memberships_in_past_year(set(known), day), _employers_in_past_year(set(known), day)
    sides = {
        id_: Ties(
            id_, person.organisation_id, tuple(memberships.get(id_, ())),
            frozenset({employer_key(person.organisation.name), *employers.get(id_, ())}),
        )
        for id_, person in known.items()
    }  # fmt: skip
    found = {id_: tie_between(sides[viewer.id], side, day) for id_, side in sides.items()}
    return {id_: tie for id_, tie in found.items() if tie is not None}


def _memberships_in_past_year(ids: set[int], day: date) -> Mapping[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = db.session.scalars(
        select(TeamMembership).where(
            TeamMembership.user_id.in_(ids),
            TeamMembership.starts_on <= day,
            or_(TeamMembership.ends_on.is_(None), TeamMembership.ends_on >= day - timedelta(days=TIE_DAYS)),
        )
    )
    for row in rows:
        found[row.user_id].append(row.as_rule)
    return found


def _employers_in_past_year(ids: set[int], day: date) -> Mapping[int, set[str]]:
    """The employers of the teams, of the functions and of the statuses that each of these people had in a year."""
    since = day - timedelta(days=TIE_DAYS)
    of_teams = (
        select(TeamMembership.user_id, Organisation.name)
        .join(Team, Team.id == TeamMembership.team_id)
        .join(Organisation, Organisation.id == Team.organisation_id)
        .where(
            TeamMembership.user_id.in_(ids), TeamMembership.starts_on <= day,
            or_(TeamMembership.ends_on.is_(None), TeamMembership.ends_on >= since),
        )
    )  # fmt: skip
    of_functions = (
        select(Registrant.person_id, Experience.employer)
        .select_from(Experience)
        .join(Registrant, Registrant.id == Experience.registrant_id)
        .where(
            Registrant.person_id.in_(ids), Experience.starts_on <= day,
            or_(Experience.ends_on.is_(None), Experience.ends_on >= since),
        )
    )  # fmt: skip
    of_statuses = select(Registration.person_id, Registration.employer).where(
        Registration.person_id.in_(ids), or_(Registration.ended_on.is_(None), Registration.ended_on >= since)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, name in db.session.execute(union(of_teams, of_functions, of_statuses)):
        found[person_id].add(employer_key(name))
    return {id_: names - {""} for id_, names in found.items()}
