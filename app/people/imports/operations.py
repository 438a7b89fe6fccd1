"""Writes of the import: keep a file until its yes, throw it away, carry it out. They flush, the request commits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, insert, select, update

from app.core import clock, mail
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError
from app.people import operations as people
from app.people import queries as found
from app.people.addresses.operations import ask_for
from app.people.imports import queries
from app.people.imports.reading import Read, place_of
from app.people.imports.rules.comparing import Asker, compare
from app.people.imports.rules.entries import Entry, key_of
from app.people.imports.rules.plan import Answers, PersonPlan, Plan, State
from app.people.leaving.operations import leave_on
from app.people.models import Department, Organisation, PeopleImport, Role, Team, TeamMembership, User, roles_users
from app.people.rules import LeadKind, RoleName, sort_name
from app.people.tree.operations import add_department, change_team

ONE_BY_ONE = 200
"""So many people get another address or leave in one go."""
_WHY = "Dit adres staat in het bestand waarmee je gemeente de mensen bijwerkt."
_USERS, _PLACES, _TEAMS = (cast(Table, kind.__table__) for kind in (User, TeamMembership, Team))


class ChangedMeanwhile(Conflict):
    """Something else would happen now than what was shown."""

    sentence = "Er is intussen iets veranderd, in het bestand of bij jullie. Kijk nog eens wat er nu gebeurt."


class TooMany(DomainError):
    """Each of these gets a mail and is checked by itself; others who save would wait too long."""

    sentence = f"Je kunt hoogstens {ONE_BY_ONE} nieuwe adressen en vertrekkers tegelijk doorvoeren. Doe het in delen."


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: how many people are new, changed and leave, and how many invitations go out."""

    new: int
    changed: int
    leaving: int
    invited: int


def keep(owner: User, read: Read, file_name: str) -> PeopleImport:
    """Keep a file until its yes. An earlier one of this person goes, and so does what is too old of whoever."""
    now = clock.now()
    sweep(now)
    db.session.execute(delete(PeopleImport).where(PeopleImport.owner_id == owner.id))
    kept = PeopleImport(
        owner_id=owner.id,
        organisation_id=owner.organisation_id,
        file_name=file_name[:200],
        made_at=now,
        columns=json.dumps(dict(read.columns)),
        unknown=json.dumps(list(read.unknown)),
        rows=json.dumps([entry.as_json() for entry in read.entries]),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def throw_away(kept: PeopleImport) -> None:
    """Forget a file."""
    db.session.delete(kept)
    db.session.flush()


@dataclass(frozen=True)
class Comparison:
    """A file beside an organisation at one moment."""

    entries: Sequence[Entry]
    columns: Mapping[str, int]
    state: State
    asker: Asker

    def plan(self, answers: Answers | None = None) -> Plan:
        """What would happen; with `answers` no question is left."""
        return compare(
            self.entries, self.state, self.asker, lambda line, key: place_of(self.columns, line, key), answers
        )


def compared(owner: User, entries: Sequence[Entry], columns: Mapping[str, int]) -> Comparison:
    """What somebody sent beside their organisation as it is now."""
    today = clock.today()
    state = queries.state_of(owner.organisation_id, today)
    known = {one.email for one in state.people.values()}
    asked = {entry.email for entry in entries} - known
    taken = queries.taken_elsewhere(owner.organisation_id, asked)
    roles = tuple(role for role in RoleName if role in owner.role_names)
    return Comparison(entries, columns, state, Asker(owner.id, roles, today, taken))


def carry_out(owner: User, kept: PeopleImport, *, seen: str, answers: Answers, invite: bool) -> Done:
    """Do all that was shown, and nothing else: `seen` is the mark of the plan that somebody said yes to.

    Raises `ChangedMeanwhile` when another plan would come of it now. What takes long, comparing and writing mails, is
    done before anything is locked; then everything is read again.
    """
    entries, columns = queries.entries_of(kept), queries.columns_of(kept)
    before = compared(owner, entries, columns)
    plan = _agreed(before, seen, answers)
    organisation = owner.organisation
    ready = _Newcomers(organisation, plan, invite)
    lock(found.role_called(RoleName.BOARD), organisation, kept)
    _hold_all(organisation.id)
    after = compared(owner, entries, columns)
    if after != before:
        plan = _agreed(after, seen, answers)
    asked = [one for one in plan.changed if one.new_address]
    leave = sorted(answers.leave & {one.id for one in plan.gone})
    if len(asked) + len(leave) > ONE_BY_ONE:
        raise TooMany
    with only_once(ChangedMeanwhile):
        _Carrier(organisation, plan, after.state).carry(ready)
    for one in asked:
        ask_for(_person(one), one.new_address, owner, _WHY, clock.now())
    for person_id in leave:
        leave_on(db.session.get_one(User, person_id), answers.last_day or clock.today(), {}, owner)
    throw_away(kept)
    return Done(len(plan.new), len(plan.changed), len(leave), len(ready.mails))


def _person(one: PersonPlan) -> User:
    """Who a plan is about, of who is known already."""
    return db.session.get_one(User, one.known.id if one.known else 0)


def _agreed(comparison: Comparison, seen: str, answers: Answers) -> Plan:
    """The plan that somebody said yes to, with their answers in it."""
    if comparison.plan().mark != seen:
        raise ChangedMeanwhile
    plan = comparison.plan(answers)
    if plan.faults:
        raise ChangedMeanwhile(plan.faults[0].sentence)
    return plan


def _hold_all(organisation_id: int) -> None:
    """Hold all teams and then all people of the organisation, in the order of their ids."""
    for kind in (Team, User):
        held = select(kind.id).where(kind.organisation_id == organisation_id).order_by(kind.id)
        db.session.execute(held.with_for_update(key_share=True)).all()


class _Newcomers:
    """Who is new, as rows to be, and the mails that go out; made before anything is locked."""

    def __init__(self, organisation: Organisation, plan: Plan, invite: bool) -> None:
        roles = {name: Role(name=name.value) for name in RoleName}
        self.rows: dict[str, dict[str, object]] = {}
        self.mails: list[mail.OutboxMail] = []
        columns = {attribute.key for attribute in User.__mapper__.column_attrs}
        for one in plan.new:
            person = User(
                organisation=organisation,
                organisation_id=organisation.id,
                name=one.name,
                email=one.email,
                job_title=one.job_title,
                employee_number=one.number,
                password=None,
                active=True,
                fs_uniquifier=people.new_uniquifier(),
                roles=[roles[name] for name in one.roles],
            )
            self.rows[one.email] = {key: value for key, value in vars(person).items() if key in columns}
            if invite:
                self.mails.append(people.invitation_to(person))


class _Carrier:
    """Writes a plan in few statements, so that nobody waits long."""

    def __init__(self, organisation: Organisation, plan: Plan, state: State) -> None:
        self.organisation, self.plan, self.state = organisation, plan, state
        needed = {role for one in (*plan.new, *plan.changed) for role in one.roles}
        self.role_ids = {name: found.role_called(name).id for name in RoleName if name in needed}
        self.team_ids: dict[str, int] = {key: team.id for key, team in state.open_teams.items()}

    def carry(self, ready: _Newcomers) -> None:
        """All of it, in an order in which each thing finds what it refers to."""
        self._make_teams()
        ids = self._add(ready)
        self._change()
        self._move(ids)
        mail.queue_all(ready.mails)
        db.session.expire_all()

    def _make_teams(self) -> None:
        for name in self.plan.departments:
            add_department(self.organisation, name)
        departments = {key_of(one.name): one for one in found.departments_of(self.organisation.id)}
        new = [{"name": one.name, "department_id": self._id_of(departments, one.department)} for one in self.plan.teams]
        if new:
            here = {"organisation_id": self.organisation.id}
            db.session.execute(insert(_TEAMS), [{**here, **one} for one in new])
            made = select(Team.name, Team.id).where(
                Team.organisation_id == self.organisation.id, Team.closed_on.is_(None)
            )
            self.team_ids |= {key_of(row.name): row.id for row in db.session.execute(made)}
        for moved in self.plan.moved:
            change_team(db.session.get_one(Team, moved.id), moved.name, departments[key_of(moved.after)])

    @staticmethod
    def _id_of(departments: Mapping[str, Department], name: str) -> int | None:
        return departments[key_of(name)].id if name else None

    def _add(self, ready: _Newcomers) -> dict[str, int]:
        """Add who is new; answers their ids by address."""
        addresses = [one.email for one in self.plan.new]
        if not addresses:
            return {}
        # One statement for each row would wait for each id; asked afterwards they come at once.
        db.session.execute(insert(_USERS), [ready.rows[address] for address in addresses])
        rows = db.session.execute(select(User.email, User.id).where(User.organisation_id == self.organisation.id))
        ids = {row.email: row.id for row in rows}
        self._give_roles((ids[one.email], one) for one in self.plan.new)
        return ids

    def _give_roles(self, of_people: Iterable[tuple[int, PersonPlan]]) -> None:
        rows = [{"user_id": id_, "role_id": self.role_ids[role]} for id_, one in of_people for role in one.roles]
        if rows:
            db.session.execute(insert(roles_users), rows)

    def _change(self) -> None:
        changed = [(one.known, one) for one in self.plan.changed if one.known]
        if not changed:
            return
        rows = [
            {
                "id": known.id,
                "name": one.name,
                "sort_name": sort_name(one.name),
                "email": one.email,
                "employee_number": one.number,
                "job_title": one.job_title,
            }
            for known, one in changed
        ]
        db.session.execute(update(User), rows)
        self._take_links_back([known.id for known, one in changed if one.email != known.email])
        self._reopen([known.id for known, _ in changed if not known.active])
        others = [(known.id, one) for known, one in changed if known.roles != one.roles]
        for id_, _ in others:
            db.session.execute(delete(roles_users).where(roles_users.c.user_id == id_))
        self._give_roles(others)

    def _take_links_back(self, ids: list[int]) -> None:
        """The links that were mailed to an address that was wrong stop working."""
        rows = [{"id": id_, "fs_uniquifier": people.new_uniquifier(), "invited_at": None} for id_ in ids]
        if rows:
            db.session.execute(update(User), rows)

    def _reopen(self, ids: list[int]) -> None:
        rows = [{"id": id_, "active": True, "closed_at": None, "leaves_on": None} for id_ in ids]
        if rows:
            db.session.execute(update(User), rows)

    def _move(self, ids: Mapping[str, int]) -> None:
        plans: list[tuple[int, PersonPlan]] = [(ids[one.email], one) for one in self.plan.new]
        plans += [(one.known.id, one) for one in self.plan.changed if one.known]
        ends = [{"id": place, "ends_on": last} for _, one in plans for place, last in one.ends]
        if ends:
            db.session.execute(update(TeamMembership), ends)
        for _, one in plans:
            for place in one.removes:
                db.session.execute(delete(TeamMembership).where(TeamMembership.id == place))
        joins = [
            {
                "team_id": self.team_ids[join.team],
                "user_id": id_,
                "lead": LeadKind.HIERARCHICAL if join.is_manager else None,
                "starts_on": join.start,
                "ends_on": None,
            }
            for id_, one in plans
            for join in one.joins
        ]
        if joins:
            db.session.execute(insert(_PLACES), joins)


def sweep(now: datetime) -> int:
    """Forget the files that nobody said yes to in time; answers how many."""
    gone = db.session.execute(delete(PeopleImport).where(PeopleImport.made_at < now - queries.KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]
