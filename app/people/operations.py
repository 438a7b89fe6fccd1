"""Writes about people: one function per use case; they flush, the request commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from flask import render_template
from flask_security.recoverable import generate_reset_password_token

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.mail import OutboxMail, link_to, put
from app.core.problems import Conflict, DomainError, Gone
from app.people import queries
from app.people.links import own_account_token
from app.people.models import Department, Organisation, Team, TeamMembership, User
from app.people.post import message_to, write_to
from app.people.rules import REGISTER_ROLES, LeadKind, Period, RoleName, may_keep
from app.people.sessions.operations import end_sessions


class EmailTaken(DomainError):
    """The address belongs to somebody already."""

    sentence = "Dit e-mailadres is al in gebruik."


class OrganisationAlike(DomainError):
    """There is an organisation of this name, or of one that only differs in what people write differently."""

    def __init__(self, name: str) -> None:
        """`name` is that of the organisation that there is."""
        super().__init__(f"Er is al een organisatie '{name}'. Bedoel je die? Schrijf de naam dan precies zo.")


class AccountClosed(DomainError):
    """Nothing is changed in an account that is closed."""

    sentence = "Dit account is gesloten. Open het eerst weer."


class NotTheirs(DomainError):
    """Who is no administrator would change one, or make one."""

    sentence = "Alleen een beheerder verandert een beheerder."


class AlreadyInTeam(DomainError):
    """The person is in the team in (a part of) this period already."""

    sentence = "Deze persoon zit in deze periode al in dit team."


class AlreadyLeft(DomainError):
    """The last day in the team is over: who comes back, comes back as of then and not as if they had never gone."""

    def __init__(self) -> None:
        """The sentence goes beside the field."""
        super().__init__("Deze periode is voorbij. Komt iemand terug in het team? Voeg dan een nieuwe periode toe.")


class LastAdministrator(DomainError):
    """Without an administrator nobody could give roles any more."""

    sentence = "Er moet minstens één beheerder overblijven. Geef eerst iemand anders die rol."


class LastOfTheBoard(DomainError):
    """Without a member of the board nobody could decide or appoint anybody any more."""

    sentence = "Dit is het laatste bestuurslid van het register. Dit kan pas als er een ander bestuurslid is."


class TeamNameTaken(DomainError):
    """The organisation has an open team of this name already."""

    sentence = "Er is al een team met deze naam."


class TeamClosed(Conflict):
    """Nobody enters a team of which the last day is known, and nobody stays in it longer."""

    sentence = "Dit team stopt of is gestopt. Er komt niemand meer bij."


class DepartmentClosed(Conflict):
    """Nothing comes under a department that was closed."""

    sentence = "Deze afdeling is gesloten."


def add_organisation(name: str) -> Organisation:
    """A new organisation; raises `OrganisationAlike`."""
    alike = queries.organisation_like(name)
    if alike is not None:
        raise OrganisationAlike(alike.name)
    organisation = Organisation(name=name)
    with only_once(lambda: OrganisationAlike(name)):
        db.session.add(organisation)
    return organisation


def add_team(organisation: Organisation, name: str, department: Department | None = None) -> Team:
    """A new team of an organisation, under a department of it; raises `TeamNameTaken` and `DepartmentClosed`."""
    if department is not None:
        hold_department(organisation.id, department)
    if queries.team_called(organisation.id, name, clock.today()) is not None:
        raise TeamNameTaken
    team = Team(organisation_id=organisation.id, name=name, department_id=department.id if department else None)
    with only_once(TeamNameTaken):
        db.session.add(team)
    return team


def hold_department(organisation_id: int, department: Department) -> None:
    """Lock a department under which something comes; raises `DepartmentClosed`."""
    if department.organisation_id != organisation_id:
        raise ValueError("The department is of another organisation.")
    lock(department)
    if department.closed_on is not None:
        raise DepartmentClosed


def add_person(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    roles: Iterable[RoleName],
    job_title: str = "",
    password_hash: str | None = None,
) -> User:
    """A new person, who sets a password by mail when no hash is given; raises `EmailTaken`."""
    if queries.find_by_email(email) is not None:
        raise EmailTaken
    person = User(
        organisation=organisation,
        name=name,
        email=email.strip().lower(),
        job_title=job_title,
        password=password_hash,
        roles=[queries.role_called(role) for role in sorted(roles)],
    )
    with only_once(EmailTaken):
        db.session.add(person)
    return person


def invite(person: User) -> None:
    """Send a mail with a link to choose a password. An older link stops working as soon as a password is chosen."""
    person.invited_at = clock.now()
    put(invitation_to(person))


def invitation_to(person: User) -> OutboxMail:
    """The mail of an invitation, not queued yet. Also for somebody who is not in the database yet."""
    link = link_to("security.reset_password", token=generate_reset_password_token(person))
    body = render_template(
        "people/administration/invitation.txt",
        user=person,
        roles=[role.value for role in RoleName if role in person.role_names],
        link=link,
        again=link_to("security.forgot_password"),
    )
    return message_to(person, "Je account voor Vakspiegel", body)


def change_person(
    person: User, *, name: str, job_title: str, roles: Iterable[RoleName], by: User | None = None
) -> None:
    """Change name, job title and the roles in the organisation; raises `LastAdministrator` and, of `by`, `NotTheirs`.

    Roles at the register stay as they are: they are not the organisation's to give or take.
    """
    lock(person.organisation, person)
    given = frozenset(roles)
    if by is not None:
        check_keeper(by, person)
    if by is not None and not may_keep(by.role_names, given):
        raise NotTheirs
    wanted = given - REGISTER_ROLES | person.role_names & REGISTER_ROLES
    if RoleName.ADMINISTRATOR in person.role_names - wanted:
        _keep_an_administrator(person)
    person.name, person.job_title = name, job_title
    person.roles = [queries.role_called(role) for role in sorted(wanted)]
    db.session.flush()


def change_register_role(person: User, role: RoleName, *, on: bool) -> None:
    """Give or take a role at the register; raises `LastOfTheBoard`. A `role` outside `REGISTER_ROLES` is a mistake.

    Two who leave the board at once wait for each other at the row of the role.
    """
    if role not in REGISTER_ROLES:
        raise ValueError(f"{role} is not a role at the register.")
    lock(queries.role_called(role), person)
    if not on and role is RoleName.BOARD:
        _keep_a_member_of_the_board(person)
    wanted = person.role_names | {role} if on else person.role_names - {role}
    person.roles = [queries.role_called(name) for name in sorted(wanted)]
    db.session.flush()


def join_team(person: User, team: Team, *, lead: LeadKind | None = None, period: Period) -> TeamMembership:
    """Put a person in a team for a period: as member, or to lead it in one way.

    Raises `AlreadyInTeam` when periods of the same team overlap, and `TeamClosed`. Who locks both locks the team first.
    """
    if team.organisation_id != person.organisation_id:
        raise ValueError("The team is of another organisation.")
    lock(team, person)
    if team.organisation_id != person.organisation_id:
        raise Gone
    if team.closed_on is not None:
        raise TeamClosed
    _refuse_overlap(person, team.id, period)
    membership = TeamMembership(team=team, user=person, lead=lead, starts_on=period.start, ends_on=period.end)
    db.session.add(membership)
    db.session.flush()
    return membership


def leave_team(membership: TeamMembership, last_day: date) -> None:
    """End a membership: `last_day` is the last day that counts; a membership that had not begun disappears.

    Raises `AlreadyInTeam` when the person comes back in the same team before that day, `AlreadyLeft` when a last day
    that is over would become a later one, and `TeamClosed` when the team stops earlier.
    """
    person = membership.user
    lock(person, membership)
    if membership.ends_on is not None and membership.ends_on < min(last_day, clock.today()):
        raise AlreadyLeft
    if membership.team.closed_on is not None and membership.team.closed_on < last_day:
        raise TeamClosed
    if last_day < membership.starts_on:
        person.memberships.remove(membership)
    else:
        _refuse_overlap(person, membership.team_id, Period(membership.starts_on, last_day), besides=membership)
        membership.ends_on = last_day
    db.session.flush()


def close_account(person: User) -> None:
    """Close an account: every session ends at its next request. What the person wrote stays theirs.

    Raises `LastAdministrator` and `LastOfTheBoard`.
    """
    lock(queries.role_called(RoleName.BOARD), person.organisation, person)
    check_others_stay(person)
    person.active, person.closed_at = False, clock.now()
    person.fs_uniquifier = new_uniquifier()
    end_sessions(person.id, clock.now())
    db.session.flush()
    _tell_closed(person)


def _tell_closed(person: User) -> None:
    """To the own address that the person wrote down, which proves them; without one to the address of the account."""
    own = person.own_email
    link = link_to("accounts.take", token=own_account_token(person)) if own else link_to("public.index")
    body = render_template("people/leaving/closed.txt", person=person, link=link)
    write_to(person, "Je account van Vakspiegel is gesloten", body, recipient=own)


def new_uniquifier() -> str:
    """What a session and a link know an account by; with another one they end."""
    return uuid4().hex


def reopen_account(person: User) -> None:
    """Open a closed account again; the link to keep it elsewhere stops working."""
    lock(person)
    person.active, person.closed_at, person.leaves_on = True, None, None
    person.fs_uniquifier = new_uniquifier()
    db.session.flush()


def set_shortcuts(person: User, on: bool) -> None:
    """Switch the number keys of the scoring page on or off for this person."""
    person.shortcuts = on
    db.session.flush()


def check_others_stay(person: User) -> None:
    """Refuse to lose the last of the administrators or of the board; raises `LastAdministrator`, `LastOfTheBoard`."""
    _keep_a_member_of_the_board(person)
    if RoleName.ADMINISTRATOR in person.role_names:
        _keep_an_administrator(person)


def check_keeper(by: User, person: User) -> None:
    """Refuse who may not change this person, who is locked; raises `NotTheirs`, and `Gone` when they moved away."""
    if by.organisation_id != person.organisation_id:
        raise Gone
    if not may_keep(by.role_names, person.role_names):
        raise NotTheirs


def _keep_an_administrator(person: User) -> None:
    if not queries.has_other_administrator(person):
        raise LastAdministrator


def _keep_a_member_of_the_board(person: User) -> None:
    if RoleName.BOARD in person.role_names and not queries.has_other_member_of_the_board(person):
        raise LastOfTheBoard


def _refuse_overlap(person: User, team_id: int, period: Period, besides: TeamMembership | None = None) -> None:
    for other in queries.memberships_of(person):
        if other is not besides and other.team_id == team_id and other.period.overlaps(period):
            raise AlreadyInTeam
