"""Writes about e-mail addresses; they flush, the request commits. The old address works until the new is confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from app.core.db import db, lock, only_once
from app.people import operations
from app.people.addresses import notices, rules
from app.people.addresses.queries import asked_lately, confirmed_since, is_stoppable, never_signed_in, open_change
from app.people.models import EmailChange, User
from app.people.rules import REGISTER_ROLES, AddressStatus
from app.people.sessions.operations import end_sessions


def ask_own(person: User, email: str, now: datetime) -> EmailChange:
    """Ask for another address for oneself; raises `SameAddress`, `AskedOften` and `AccountClosed`.

    It says nothing about whose the address is: that shows when it is confirmed, to who reads mail there.
    """
    lock(person)
    return _ask(person, email, person, "", now)


def ask_for(person: User, email: str, by: User, reason: str, now: datetime) -> EmailChange | None:
    """Ask for another address for somebody, who reads why; raises those of `ask_own`, `EmailTaken`, `NotTheirs`
    and `ChangesItSelf`.

    Who never signed in gets the address at once, with a new invitation; then the answer is None.
    """
    lock(person)
    operations.check_keeper(by, person)
    operations.check_free(email, person)
    if not never_signed_in(person):
        if person.role_names & REGISTER_ROLES:
            raise rules.ChangesItSelf
        return _ask(person, email, by, reason, now)
    _check(person, email, now)
    _take(person, email)
    operations.invite(person)
    db.session.flush()
    return None


def take_back(change: EmailChange, now: datetime) -> None:
    """Who asked thinks again; what was answered meanwhile stays as it is."""
    lock(change.person, change)
    if change.status is AddressStatus.ASKED:
        _answer(change, AddressStatus.TAKEN_BACK, now)


def confirm(change: EmailChange, now: datetime) -> None:
    """The new mailbox is theirs: from now on they sign in with it, everywhere anew.

    Raises `LinkIsOver`, `EmailTaken` and `AccountClosed`.
    """
    person = change.person
    lock(person, change)
    if not rules.may_be_confirmed(change.status, change.asked_at, now) or person.email != change.old_email:
        raise rules.LinkIsOver
    if not person.active:
        raise operations.AccountClosed
    _take(person, change.new_email)
    end_sessions(person.id, now)
    _answer(change, AddressStatus.CONFIRMED, now)
    notices.tell_confirmed(change)


def stop(change: EmailChange, now: datetime) -> bool:
    """The old mailbox says that it was not them; answers whether the old address had to be put back.

    Changes that were confirmed after it are undone with it: who took an account over does not keep it by taking yet
    another address. Raises `LinkIsOver`, and `EmailTaken` when somebody else has the old address by now.
    """
    person = change.person
    lock(person, change)
    if not is_stoppable(change, now):
        raise rules.LinkIsOver
    if change.status is AddressStatus.ASKED:
        _answer(change, AddressStatus.STOPPED, now)
        return False
    undone = [change, *confirmed_since(change)]
    if person.email != undone[-1].new_email:
        raise rules.LinkIsOver
    _take(person, change.old_email)
    end_sessions(person.id, now)
    operations.stop_address_changes(person)
    for one in undone:
        _answer(one, AddressStatus.UNDONE, now)
    notices.tell_undone(change)
    return True


def _ask(person: User, email: str, by: User, reason: str, now: datetime) -> EmailChange:
    _check(person, email, now)
    before = open_change(person)
    if before is not None:
        _answer(before, AddressStatus.TAKEN_BACK, now)
    change = EmailChange(
        person=person, old_email=person.email, new_email=email, reason=reason, asked_by=by, asked_at=now
    )
    db.session.add(change)
    db.session.flush()
    notices.tell_asked(change)
    return change


def _check(person: User, email: str, now: datetime) -> None:
    if not person.active:
        raise operations.AccountClosed
    if email == person.email:
        raise rules.SameAddress
    if asked_lately(person, now) >= rules.MOST:
        raise rules.AskedOften


def _take(person: User, email: str) -> None:
    """The links that were mailed before, to choose a password, stop working too."""
    operations.check_free(email, person)
    with only_once(operations.EmailTaken):
        person.email, person.fs_uniquifier = email, uuid4().hex


def _answer(change: EmailChange, status: AddressStatus, now: datetime) -> None:
    change.status, change.answered_at = status, now
    db.session.flush()
