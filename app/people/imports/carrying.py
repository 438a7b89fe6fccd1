"""How a plan is written: in few statements, each for many, while everything is locked by who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast
from uuid import uuid4

from sqlalchemy import Table, delete, insert, select, update

from app.core import clock, mail
from app.core.db import db
from app.people import operations as people
from app.people import queries as found
from app.people.imports.rules.entries import key_of
from app.people.imports.rules.plan import PersonPlan, Plan, State
from app.people.models import Department, Organisation, Role, Team, TeamMembership, User, roles_users
from app.people.rules import LeadKind, RoleName, sort_name
from app.people.tree.operations import add_department, change_team

_USERS, _PLACES, _TEAMS = (cast(Table, kind.__table__) for kind in (User, TeamMembership, Team))


class Newcomers:
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
                fs_uniquifier=uuid4().hex,
                roles=[roles[name] for name in one.roles],
                invited_at=clock.now() if invite else None,
            )
            self.rows[one.email] = {key: value for key, value in vars(person).items() if key in columns}
            if invite:
                self.mails.append(people.invitation_to(person))


class Carrier:
    """Writes a plan in few statements, so that nobody waits long."""

    def __init__(self, organisation: Organisation, plan: Plan, state: State) -> None:
        self.organisation, self.plan, self.state = organisation, plan, state
        needed = {role for one in (*plan.new, *plan.changed) for role in one.roles}
        self.role_ids = {name: found.role_called(name).id for name in RoleName if name in needed}
        self.team_ids: dict[str, int] = {key: team.id for key, team in state.open_teams.items()}

    def carry(self, ready: Newcomers) -> None:
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

    def _add(self, ready: Newcomers) -> dict[str, int]:
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
        rows = [{"id": id_, "fs_uniquifier": uuid4().hex, "invited_at": None} for id_ in ids]
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
