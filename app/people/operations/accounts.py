"""Writes about people and their accounts: one function per use case; they flush, the request commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import uuid4

from flask import render_template
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select, update

from app.core import clock
from app.core.db import db, lock, only_once
from app.core.mail import OutboxMail, link_to, put
from app.core.problems import Conflict, DomainError, Gone
from app.people import queries
from app.people.models import EmailChange, Move, Organisation, User
from app.people.post import message_to, tell_closed
from app.people.rules import REGISTER_ROLES, UNDONE_WITHIN, AddressStatus, MoveStatus, RoleName, may_keep
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


class NotTheirs(Conflict):
    """Who is no administrator would change one, or make one."""

    sentence = "Alleen een beheerder verandert een beheerder."


class LastAdministrator(DomainError):
    """Without an administrator nobody could give roles any more."""

    sentence = "Er moet minstens één beheerder overblijven. Geef eerst iemand anders die rol."


class LastOfTheBoard(DomainError):
    """Without a member of the board nobody could decide or appoint anybody any more."""

    sentence = "Dit is het laatste bestuurslid van het register. Dit kan pas als er een ander bestuurslid is."


def add_organisation(name: str) -> Organisation:
    """A new organisation; raises `OrganisationAlike`."""
    alike = queries.organisation_like(name)
    if alike is not None:
        raise OrganisationAlike(alike.name)
    organisation = Organisation(name=name)
    with only_once(lambda: OrganisationAlike(name)):
        db.session.add(organisation)
    return organisation


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
    check_free(email)
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
        later=person.organisation.opens_on(clock.today()),
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


def close_account(person: User, by: User | None = None) -> None:
    """Close an account: every session ends at its next request, and the teams today. What they wrote stays theirs.

    Raises `LastAdministrator`, `LastOfTheBoard` and, of `by`, `NotTheirs`.
    """
    lock(queries.role_called(RoleName.BOARD), person.organisation, person)
    if by is not None:
        check_keeper(by, person)
    check_others_stay(person)
    end_places(person, clock.today())
    person.active, person.closed_at = False, clock.now()
    person.fs_uniquifier = uuid4().hex
    end_sessions(person.id, clock.now())
    stop_address_changes(person)
    take_back_moves(person)
    db.session.flush()
    tell_closed(person)


def take_back_moves(person: User) -> None:
    """Nobody answers any more what a person, who is locked, asked from where they are not any more."""
    open_ones = update(Move).where(Move.person_id == person.id, Move.status == MoveStatus.ASKED)
    db.session.execute(open_ones.values(status=MoveStatus.TAKEN_BACK, ended_at=clock.now()))


def end_places(person: User, last_day: date) -> None:
    """All places of somebody, who is locked, end with a day at the latest.

    Only what has not begun goes away: of a place that began after a day that is over its first day is left, because
    what was shared through it was so.
    """
    for place in list(person.memberships):
        if place.starts_on > max(last_day, clock.today()):
            person.memberships.remove(place)
        elif place.ends_on is None or place.ends_on > last_day:
            place.ends_on = max(last_day, place.starts_on)


def reopen_account(person: User, by: User | None = None) -> None:
    """Open a closed account again; the link to keep it elsewhere stops working. Raises, of `by`, `NotTheirs`."""
    lock(person)
    if by is not None:
        check_keeper(by, person)
    person.active, person.closed_at, person.leaves_on = True, None, None
    person.fs_uniquifier = uuid4().hex
    stop_address_changes(person)
    db.session.flush()


def stop_address_changes(person: User) -> None:
    """What waits to be confirmed was asked for an account that is not what it was. The person is locked."""
    asked = select(EmailChange).where(EmailChange.person_id == person.id, EmailChange.status == AddressStatus.ASKED)
    for change in db.session.scalars(asked).all():
        change.status, change.answered_at = AddressStatus.STOPPED, clock.now()
    db.session.flush()


def held_addresses(only: str | None = None) -> Mapping[str, int]:
    """The addresses that may still be put back, all or this one, with the id of the person whom each is kept for."""
    held = select(EmailChange.old_email, EmailChange.person_id).where(
        EmailChange.status == AddressStatus.CONFIRMED, EmailChange.answered_at > clock.now() - UNDONE_WITHIN
    )
    if only is not None:
        held = held.where(EmailChange.old_email == only)
    return {row.old_email: row.person_id for row in db.session.execute(held)}


def check_free(email: str, person: User | None = None) -> None:
    """Refuse an address that another than `person` has, or may still get back; raises `EmailTaken`."""
    wanted = email.strip().lower()
    other = queries.find_by_email(wanted)
    holders = {*held_addresses(wanted).values(), *([other.id] if other else ())}
    if holders - {person.id if person else None}:
        raise EmailTaken


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
