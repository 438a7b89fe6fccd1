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
from app.core.problems import Conflict
from app.people import operations as people
from app.people import queries as found
from app.people.imports import queries
from app.people.imports.reading import Read, place_of
from app.people.imports.rules.comparing import Asker, compare
from app.people.imports.rules.entries import Entry, key_of
from app.people.imports.rules.plan import Answers, PersonPlan, Plan, State
from app.people.models import Organisation, PeopleImport, Role, TeamMembership, User, roles_users
from app.people.rules import RoleName

_USERS, _PLACES = cast(Table, User.__table__), cast(Table, TeamMembership.__table__)


class ChangedMeanwhile(Conflict):
    """Something else would happen now than what was shown."""

    sentence = "Er is intussen iets veranderd, in het bestand of bij jullie. Kijk nog eens wat er nu gebeurt."


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: how many people are new, changed and closed, and how many invitations leave."""

    new: int
    changed: int
    closed: int
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
    state = queries.state_of(owner.organisation_id)
    known = {one.email for one in state.people.values()}
    asked = {entry.email for entry in entries} - known
    taken = queries.taken_elsewhere(owner.organisation_id, asked)
    return Comparison(entries, columns, state, Asker(owner.id, clock.today(), taken))


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
    lock(organisation, kept)
    _hold_people(organisation.id)
    after = compared(owner, entries, columns)
    if after != before:
        plan = _agreed(after, seen, answers)
    closes = sorted(answers.closes & {one.id for one in plan.gone})
    with only_once(ChangedMeanwhile):
        _Carrier(organisation, plan, after.state).carry(ready)
    for person_id in closes:
        people.close_account(db.session.get_one(User, person_id))
    throw_away(kept)
    return Done(len(plan.new), len(plan.changed), len(closes), len(ready.mails))


def _agreed(comparison: Comparison, seen: str, answers: Answers) -> Plan:
    """The plan that somebody said yes to, with their answers in it."""
    if comparison.plan().mark != seen:
        raise ChangedMeanwhile
    plan = comparison.plan(answers)
    if plan.faults:
        raise ChangedMeanwhile(plan.faults[0].sentence)
    return plan


def _hold_people(organisation_id: int) -> None:
    """Hold everybody of the organisation, in the order of their ids."""
    held = select(User.id).where(User.organisation_id == organisation_id).order_by(User.id)
    db.session.execute(held.with_for_update(key_share=True)).all()


class _Newcomers:
    """Who is new, as rows to be, and the mails that go out; made before anything is locked."""

    def __init__(self, organisation: Organisation, plan: Plan, invite: bool) -> None:
        roles = {name: Role(name=name.value) for name in RoleName}
        self.rows: dict[str, dict[str, object]] = {}
        self.mails: list[tuple[str, str, str]] = []
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
        for team in self.plan.teams:
            self.team_ids[key_of(team.name)] = people.add_team(self.organisation, team.name).id

    def _add(self, ready: _Newcomers) -> dict[str, int]:
        """Add who is new; answers their ids by address."""
        addresses = [one.email for one in self.plan.new]
        if not addresses:
            return {}
        # One statement for each row would wait for each id; asked afterwards they come at once.
        db.session.execute(insert(_USERS), [ready.rows[address] for address in addresses])
        rows = db.session.execute(select(User.email, User.id).where(User.organisation_id == self.organisation.id))
        ids = dict(rows.tuples().all())
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
                "email": one.email,
                "employee_number": one.number,
                "job_title": one.job_title,
                "active": True,
                "closed_at": None,
            }
            for known, one in changed
        ]
        db.session.execute(update(User), rows)
        others = [(known.id, one) for known, one in changed if known.roles != one.roles]
        for id_, _ in others:
            db.session.execute(delete(roles_users).where(roles_users.c.user_id == id_))
        self._give_roles(others)

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
                "is_manager": join.is_manager,
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
