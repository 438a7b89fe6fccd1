"""Who may judge whom, and who had a part in a decision, gathered from the tables for the rules of this folder.

A decision that came after an objection is about the same matter as the one that it replaced: whoever took that one had
a part in both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from sqlalchemy import Integer, Result, null, or_, select, union

from app.core.clock import AMSTERDAM
from app.core.db import db
from app.dossiers.models import Dossier, FunctionEntry, PEActivity, PracticeReport, Registration
from app.people.models import FormerName, FormerPlace, Organisation, Role, Team, TeamMembership, User
from app.people.queries import running_on
from app.people.rules import OF_THE_REGISTER, Membership, OrganisationKind, RoleName, employer_key, past_year
from app.register.judges.rules import NotDeclared, NotIndependent, Part, Tie, Ties, tie_between
from app.register.models import Application, Audit, Decision, DossierFinding, Objection, SampleFile, TieDeclaration
from app.register.rules import FileKind

Matter = TypeVar("Matter", Application, Decision, Dossier, PEActivity, PracticeReport, Registration)
"""What somebody of the register judges: each is about one person."""

File = Application | Decision | Dossier | Objection | PEActivity | PracticeReport | Registration | SampleFile
"""What somebody declares about before they judge it."""

_NOBODY = employer_key(OF_THE_REGISTER)
_KINDS: Mapping[type[File], FileKind] = {
    Application: FileKind.APPLICATION,
    Decision: FileKind.DECISION,
    Dossier: FileKind.DOSSIER,
    Objection: FileKind.OBJECTION,
    PEActivity: FileKind.ACTIVITY,
    PracticeReport: FileKind.REPORT,
    Registration: FileKind.REGISTRATION,
    SampleFile: FileKind.SAMPLE,
}


@dataclass(frozen=True, slots=True)
class Judge:
    """The proof that somebody is independent of a person on a day; `judge_of` and `for_judge` alone make it.

    The page hands it to the operation, so that this is asked once. What somebody did in the matter itself, and what the
    matter says, is read again under the lock under which it is decided. That they declared it is asked there as well.
    """

    viewer: User
    person: User
    day: date

    def over(self, person_id: int) -> User:
        """Who judges this person; raises `ValueError` when the proof is about somebody else."""
        if person_id != self.person.id:
            raise ValueError("This is the judge of somebody else.")
        return self.viewer


def judge_of(viewer: User, person: User, day: date) -> Judge:
    """The viewer as judge of this person on this day; raises `NotIndependent`."""
    tie = ties_of(viewer, [person], day).get(person.id)
    if tie is not None:
        raise NotIndependent(tie)
    return Judge(viewer, person, day)


def for_judge(found: Matter | None, viewer: User, day: date) -> tuple[Matter, Judge] | None:
    """What was found with its judge; None for a viewer who is not independent, so that for them it does not exist."""
    if found is None:
        return None
    try:
        return found, judge_of(viewer, found.person, day)
    except NotIndependent:
        return None


def person_in(file: File) -> User:
    """Whom a file is about."""
    return file.decision.person if isinstance(file, (Objection, SampleFile)) else file.person


def has_declared(by: User, file: File) -> bool:
    """Whether somebody declared at this file that they have no tie with its person."""
    return db.session.get(TieDeclaration, (by.id, kind_of(file), file.id)) is not None


def check_declared(by: User, file: File) -> None:
    """Refuse who did not declare at this file that they have no tie with its person; raises `NotDeclared`."""
    if not has_declared(by, file):
        raise NotDeclared


def kind_of(file: File) -> FileKind:
    """Which kind of file it is."""
    return _KINDS[type(file)]


@dataclass(frozen=True, slots=True)
class Hindrances:
    """What stands between a viewer and what a page shows, read once for it: ties by person, parts by decision."""

    ties: Mapping[int, Tie]
    parts: Mapping[int, Part]

    def at(self, decision: Decision) -> Tie | Part | None:
        """What keeps the viewer from judging this decision; a tie comes before a part."""
        return self.ties.get(decision.person_id) or self.parts.get(decision.id)


def hindrances_of(viewer: User, decisions: Sequence[Decision], day: date, people: Iterable[User] = ()) -> Hindrances:
    """What stands between the viewer and these decisions, and the people whom they or anything else is about."""
    everybody = {person.id: person for person in (*people, *(one.person for one in decisions))}
    return Hindrances(ties_of(viewer, everybody.values(), day), parts_of(viewer, decisions))


def ties_of(viewer: User, people: Iterable[User], day: date) -> Mapping[int, Tie]:
    """What ties the viewer to each of these people, by their id; who is not in it may be judged. Two queries."""
    known = {person.id: person for person in (viewer, *people)}
    memberships, employers = _memberships_in_past_year(set(known), day), _employers_in_past_year(set(known), day)
    sides = {
        id_: Ties(
            id_,
            person.organisation_id if person.is_employed else None,
            tuple(memberships.get(id_, ())),
            frozenset({employer_key(person.organisation.name), *(name for name, _ in employers.get(id_, ()) if name)})
            - {_NOBODY},
            frozenset(one for _, one in employers.get(id_, ()) if one)
            | ({person.organisation_id} if person.is_employed else set()),
        )
        for id_, person in known.items()
    }
    found = {id_: tie_between(sides[viewer.id], side, day) for id_, side in sides.items()}
    return {id_: tie for id_, tie in found.items() if tie is not None}


def _memberships_in_past_year(ids: set[int], day: date) -> Mapping[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    held = running_on(TeamMembership, day, past_year(day).start)
    for row in db.session.scalars(select(TeamMembership).where(TeamMembership.user_id.in_(ids), held)):
        found[row.user_id].append(row.as_rule)
    return found


def _employers_in_past_year(ids: set[int], day: date) -> Mapping[int, set[tuple[str, int | None]]]:
    """The employers, by key and id, of the teams, functions, statuses and accounts that these people had in a year.

    Also what their organisation was called in that year.
    A function counts as long as it stood in the list in that year, also when it was changed or taken away since.
    """
    since = past_year(day).start
    of_teams = (
        select(TeamMembership.user_id, Organisation.name, Organisation.id)
        .join(Team, Team.id == TeamMembership.team_id)
        .join(Organisation, Organisation.id == Team.organisation_id)
        .where(TeamMembership.user_id.in_(ids), running_on(TeamMembership, day, since))
    )
    of_functions = select(FunctionEntry.person_id, FunctionEntry.employer, FunctionEntry.organisation_id).where(
        FunctionEntry.person_id.in_(ids),
        FunctionEntry.starts_on <= day,
        or_(FunctionEntry.ends_on.is_(None), FunctionEntry.ends_on >= since),
        or_(FunctionEntry.gone_at.is_(None), FunctionEntry.gone_at >= datetime.combine(since, time(), AMSTERDAM)),
    )
    of_statuses = select(Registration.person_id, Registration.employer, null().cast(Integer)).where(
        Registration.person_id.in_(ids), Registration.held_between(since, day)
    )
    of_places = (
        select(FormerPlace.person_id, Organisation.name, Organisation.id)
        .join(Organisation, Organisation.id == FormerPlace.organisation_id)
        .where(
            FormerPlace.person_id.in_(ids), FormerPlace.until >= since, Organisation.kind == OrganisationKind.EMPLOYER
        )
    )
    of_former_names = (
        select(User.id, FormerName.name, FormerName.organisation_id)
        .join(FormerName, FormerName.organisation_id == User.organisation_id)
        .where(User.id.in_(ids), FormerName.until >= since)
    )
    found: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    rows: Result[int, str, int | None] = db.session.execute(
        union(of_teams, of_functions, of_statuses, of_places, of_former_names)
    )
    for person_id, name, organisation_id in rows:
        found[person_id].add((employer_key(name), organisation_id))
    return found


def parts_of(viewer: User, decisions: Iterable[Decision]) -> Mapping[int, Part]:
    """What the viewer did in each of these decisions, by id; where they had no part is not in it. Two queries."""
    held = or_(Audit.auditor_id == viewer.id, Audit.second_auditor_id == viewer.id)
    audited = set(db.session.scalars(select(Audit.application_id).where(held)))
    advised = set(db.session.scalars(select(DossierFinding.dossier_id).where(DossierFinding.author_id == viewer.id)))
    found: dict[int, Part] = {}
    for decision in decisions:
        matter = tuple(_matter(decision))
        earlier = matter[1:]
        if _decided(viewer, decision):
            found[decision.id] = Part.DECIDED
        elif any(_decided(viewer, one) for one in earlier):
            found[decision.id] = Part.EARLIER
        elif any(one.application_id in audited for one in matter):
            found[decision.id] = Part.AUDITED
        elif any(one.dossier_id in advised for one in matter):
            found[decision.id] = Part.ADVISED
        elif any(one.objection is not None and _answered(viewer, one.objection) for one in earlier):
            found[decision.id] = Part.HANDLED
    return found


def who_else(role: RoleName, viewer: User, person: User, day: date, decision: Decision | None = None) -> list[User]:
    """Who of committee or board could judge this person beside the viewer, by last name: for who waits for them.

    A tie is one of two sides, so that it is asked once for all; with `decision` nobody who had a part in it counts.
    """
    members = db.session.scalars(
        select(User)
        .where(User.active, User.id != viewer.id, User.roles.any(Role.name == role.value))
        .order_by(User.sort_name, User.id)
    ).all()
    tied = ties_of(person, members, day)
    free = [one for one in members if one.id not in tied and one.id != person.id]
    return [one for one in free if decision is None or part_of(one, decision) is None]


def part_of(viewer: User, decision: Decision) -> Part | None:
    """What the viewer did in this decision, or None."""
    return parts_of(viewer, [decision]).get(decision.id)


def objected_to(viewer: User, decisions: Iterable[Decision]) -> frozenset[int]:
    """The ids of those of these decisions of which the viewer handled the objection. One query."""
    ids = [one.id for one in decisions]
    mine = or_(
        *(column == viewer.id for column in (Objection.draft_by_id, Objection.handled_by_id, Objection.second_by_id))
    )
    return frozenset(db.session.scalars(select(Objection.decision_id).where(Objection.decision_id.in_(ids), mine)))


def _answered(viewer: User, objection: Objection) -> bool:
    return viewer.id in (objection.handled_by_id, objection.second_by_id)


def _decided(viewer: User, decision: Decision) -> bool:
    return viewer.id in (decision.decided_by_id, decision.second_by_id)


def _matter(decision: Decision) -> Iterator[Decision]:
    """The decision and those that it came in the place of, back to the first."""
    one: Decision | None = decision
    while one is not None:
        yield one
        one = one.replaces
