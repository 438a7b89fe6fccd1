"""Writes of the import: keep a file until its yes, throw it away, carry it out. They flush, the request commits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, select

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.problems import Conflict, DomainError
from app.people import queries as found
from app.people.addresses.operations import ask_for
from app.people.imports import queries
from app.people.imports.carrying import Carrier, Newcomers
from app.people.imports.reading import Read, place_of
from app.people.imports.rules.comparing import Asker, compare
from app.people.imports.rules.entries import Entry
from app.people.imports.rules.plan import Answers, PersonPlan, Plan, State
from app.people.leaving.operations import leave_on
from app.people.models import PeopleImport, Team, TeamMembership, User
from app.people.operations import LastAdministrator, held_addresses
from app.people.rules import RoleName

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
    return Comparison(entries, columns, state, Asker(owner.id, roles, today, taken, held_addresses()))


def carry_out(owner: User, kept: PeopleImport, *, seen: str, answers: Answers, invite: bool) -> Done:
    """Do all that was shown, and nothing else: `seen` is the mark of the plan that somebody said yes to.

    Raises `ChangedMeanwhile` when another plan would come of it now. What takes long, comparing and writing mails, is
    done before anything is locked; then everything is read again.
    """
    entries, columns = queries.entries_of(kept), queries.columns_of(kept)
    before = compared(owner, entries, columns)
    plan = _agreed(before, seen, answers)
    organisation = owner.organisation
    ready = Newcomers(organisation, plan, invite)
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
        Carrier(organisation, plan, after.state).carry(ready)
    _check_one_stays(plan)
    for one in asked:
        ask_for(_person(one), one.new_address, owner, _WHY, clock.now())
    for person_id in leave:
        leave_on(db.session.get_one(User, person_id), answers.last_day or clock.today(), {}, owner)
    throw_away(kept)
    return Done(len(plan.new), len(plan.changed), len(leave), len(ready.mails))


def _person(one: PersonPlan) -> User:
    """Who a plan is about, of who is known already."""
    return db.session.get_one(User, one.known.id if one.known else 0)


def _check_one_stays(plan: Plan) -> None:
    """Refuse to take the role of the last administrator who does not leave; raises `LastAdministrator`."""
    role = RoleName.ADMINISTRATOR
    lost = next((one for one in plan.changed if one.known and role in one.known.roles and role not in one.roles), None)
    if lost and not found.has_other_administrator(_person(lost)):
        raise LastAdministrator


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


def sweep(now: datetime) -> int:
    """Forget the files that nobody said yes to in time; answers how many."""
    gone = db.session.execute(delete(PeopleImport).where(PeopleImport.made_at < now - queries.KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]
