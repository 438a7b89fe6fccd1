"""The brake on guessing, counted in the database, so that it holds for all workers together.

A try is written down before it is judged, so that many at once are counted too, and becomes `proven` when it was
right. Accounts and addresses are kept as keyed hashes. What is refused here is not counted: waiting helps.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from math import ceil
from typing import Any

from flask import Flask, Response, current_app, make_response, request
from flask_security import current_user, password_reset
from flask_security.mail_util import EmailValidateException
from sqlalchemy import ColumnElement, Connection, insert, select, update
from werkzeug.exceptions import BadRequest, TooManyRequests

from app.config import Config
from app.core import clock
from app.core.db import db
from app.people.models import SignInTry, User
from app.people.rules import TryKind
from app.people.sign_in.forms import LONGEST_ADDRESS
from app.people.sign_in.rules import GUESSED_WITHIN, GUESSES, LIMITS, PAUSE, PROVEN_KEPT, Limit, Per, counted_as

View = Callable[..., Any]

_VIEWS = {
    "security.login": TryKind.SIGN_IN,
    "security.forgot_password": TryKind.FORGOT,
    "security.reset_password": TryKind.RESET,
    "security.change_password": TryKind.CHANGE,
}
_ALWAYS_COUNTED = frozenset({TryKind.FORGOT, TryKind.RESET})
"""Asking costs a mail or tells something, also when nothing was wrong with it."""


def init_app(app: Flask) -> None:
    """Put the brake on the forms of Flask-Security."""
    for endpoint, kind in _VIEWS.items():
        app.view_functions[endpoint] = _braked(kind, app.view_functions[endpoint])
    password_reset.connect(_remember_address, app)


def braked(kind: TryKind) -> Callable[[View], View]:
    """Put the brake on a view of ours, where the installation has one."""

    def put(view: View) -> View:
        slowed = _braked(kind, view)

        @wraps(view)
        def answer(**arguments: Any) -> Response:
            config: Config = current_app.extensions["vakspiegel"]
            return make_response((slowed if config.rate_limits else view)(**arguments))

        return answer

    return put


def _braked(kind: TryKind, view: View) -> View:
    @wraps(view)
    def answer(**arguments: Any) -> Response:
        if request.method != "POST":
            return make_response(view(**arguments))
        account = _hashed(_account())
        db.session.rollback()
        tried = begin_try(kind, account, _here(), clock.now())
        response = make_response(view(**arguments))
        if kind not in _ALWAYS_COUNTED and response.status_code < 400:
            _note_proven(tried)
        return response

    return answer


def begin_try(kind: TryKind, account: str, address: str, now: datetime) -> int:
    """Write a try down; answers its id, or raises `TooManyRequests` that says how long to wait, and writes nothing."""
    values = {"kind": kind, "account": account, "address": address, "proven": False, "at": now}
    with db.engine.begin() as connection:
        tried = connection.execute(insert(SignInTry).values(values).returning(SignInTry.id)).scalar_one()
        before = _Before(connection, tried, kind, account, address, now)
        wait = max(*map(before.wait_for, LIMITS[kind]), before.pause())
        if wait > timedelta():
            raise TooManyRequests(retry_after=ceil(wait.total_seconds()))
    return tried


@dataclass(frozen=True, slots=True)
class _Before:
    """What was tried before this one, read in the transaction that writes it down."""

    connection: Connection
    tried: int
    kind: TryKind
    account: str
    address: str
    now: datetime

    def wait_for(self, limit: Limit) -> timedelta:
        """How long until the oldest of the tries that fill this limit no longer counts."""
        of_account = [SignInTry.account == self.account] if limit.per is Per.ACCOUNT_HERE else []
        filled_by = self._nth_newest(limit.count, limit.within, SignInTry.address == self.address, *of_account)
        return filled_by + limit.within - self.now if filled_by else timedelta()

    def pause(self) -> timedelta:
        """How long an address that is new to an account waits, when that is being guessed."""
        of_account = SignInTry.account == self.account
        guessed = self.kind is TryKind.SIGN_IN and self._nth_newest(GUESSES, GUESSED_WITHIN, of_account)
        if not guessed or self._is_known():
            return timedelta()
        last = self._nth_newest(1, PAUSE, of_account)
        return last + PAUSE - self.now if last else timedelta()

    def _is_known(self) -> bool:
        """Whether the person came from this address before."""
        found = select(SignInTry.id).where(
            SignInTry.account == self.account,
            SignInTry.address == self.address,
            SignInTry.proven,
            SignInTry.at > self.now - PROVEN_KEPT,
        )
        return self.connection.scalar(found.limit(1)) is not None

    def _nth_newest(self, number: int, within: timedelta, *of: ColumnElement[bool]) -> datetime | None:
        """When the try was that makes it `number` of them, counted back; None when there are not so many."""
        return self.connection.scalar(
            select(SignInTry.at)
            .where(SignInTry.id != self.tried, SignInTry.kind == self.kind, ~SignInTry.proven)
            .where(SignInTry.at > self.now - within, *of)
            .order_by(SignInTry.at.desc())
            .offset(number - 1)
            .limit(1)
        )


def _note_proven(tried: int) -> None:
    """It was the person."""
    db.session.execute(update(SignInTry).where(SignInTry.id == tried).values(proven=True))


def _remember_address(app: Flask, user: User, **_: Any) -> None:
    """Who chose a password by the link in the mail is the person, so the address is no longer new to the account."""
    db.session.add(
        SignInTry(kind=TryKind.RESET, account=_hashed(user.email), address=_here(), proven=True, at=clock.now())
    )


def _account() -> str:
    """The address that was typed, in a form or by a program; of who is signed in their own.

    It is written as Flask-Security looks it up, so that other signs for the same letters are no other account. Raises
    `BadRequest` for JSON that is no form.
    """
    if current_user.is_authenticated:
        return str(current_user.email)
    sent: Any = request.get_json(silent=True) if request.is_json else request.form
    if not isinstance(sent, dict):
        raise BadRequest
    typed = sent.get("email")
    typed = typed.strip() if isinstance(typed, str) else ""
    if len(typed) <= LONGEST_ADDRESS:
        with suppress(EmailValidateException):
            typed = current_app.extensions["security"].mail_util.normalize(typed)
    return typed.lower()


def _here() -> str:
    return _hashed(counted_as(request.remote_addr or ""))


def _hashed(text: str) -> str:
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), "sha256").hexdigest()
