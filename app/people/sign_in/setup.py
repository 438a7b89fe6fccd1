"""Sign-in by Flask-Security on our own pages, with our own mail and Dutch messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, flash, g, make_response, redirect, render_template, session, url_for
from flask_security import FSQLALiteUserDatastore, MailUtil, Security, login_user, user_authenticated

from app.config import Config
from app.core.db import db
from app.people import queries
from app.people.access import ask_to_sign_in
from app.people.models import Role, User
from app.people.post import write_to
from app.people.queries import DemoPerson
from app.people.rules import RoleName
from app.people.sessions import keeping
from app.people.sign_in import brake
from app.people.sign_in.forms import ChangeForm, ForgotForm, Labelled, ResetForm, SignInForm

datastore = FSQLALiteUserDatastore(db, User, Role)
GENERIC = "E-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens, of kies een nieuw wachtwoord."

RESET = "security.reset_password"
WELCOME = "Welkom bij Vakspiegel. Je wachtwoord is opgeslagen en je bent ingelogd."

MESSAGES = {
    "error": {
        "INVALID_EMAIL_ADDRESS": "Dit is geen geldig e-mailadres. Een adres ziet eruit als naam@gemeente.nl.",
        "EMAIL_NOT_PROVIDED": "Vul je e-mailadres in.",
        "PASSWORD_NOT_PROVIDED": "Vul je wachtwoord in.",
        "PASSWORD_INVALID_LENGTH": "Kies een wachtwoord van minstens %(length)s tekens.",
        "PASSWORD_IS_THE_SAME": "Kies een ander wachtwoord dan dat van nu.",
        "RETYPE_PASSWORD_MISMATCH": "De twee wachtwoorden zijn niet gelijk.",
        "INVALID_PASSWORD": "Dit wachtwoord klopt niet.",
        "PASSWORD_RESET_EXPIRED": "Deze link is verlopen. Vraag hieronder een nieuwe aan.",
        "INVALID_RESET_PASSWORD_TOKEN": "Deze link werkt niet meer. Vraag hieronder een nieuwe aan.",
        "GENERIC_AUTHN_FAILED": GENERIC,
        "USER_DOES_NOT_EXIST": GENERIC,
        "DISABLED_ACCOUNT": GENERIC,
        "INVALID_REDIRECT": "Deze link leidt niet naar Vakspiegel.",
        "API_ERROR": "Dit kan Vakspiegel niet lezen.",
    },
    "info": {
        "PASSWORD_RESET_REQUEST": (
            "Als dit adres bij ons bekend is, krijg je een mail met een link. Kijk ook bij de ongewenste mail."
        )
    },
    "success": {
        "PASSWORD_RESET": "Je wachtwoord is veranderd.",
        "PASSWORD_RESET_NO_LOGIN": "Je wachtwoord is opgeslagen. Log in met je nieuwe wachtwoord.",
        "PASSWORD_CHANGE": "Je wachtwoord is veranderd.",
    },
}
"""What Flask-Security says, by how it is shown. A closed account is not told apart from a wrong password."""


class OutboxMailUtil(MailUtil):
    """Puts Flask-Security's mail in our outbox, as plain text."""

    def send_mail(  # type: ignore[override]
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Queue the message; it leaves when the request was committed."""
        write_to(kwargs["user"], subject, body or "")


CHEAP_HASH = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
"""A hash costs a third of a second and 64 MB on purpose; a test that signs in does not need that."""


def init_app(app: Flask, config: Config) -> None:
    """Set Flask-Security up: argon2, reset and change by mail, no registration by oneself."""
    app.config.update(
        SECURITY_PASSWORD_SALT=config.secret_key,
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=CHEAP_HASH if config.mode == "test" else {},
        SECURITY_PASSWORD_LENGTH_MIN=12,
        SECURITY_HASHING_SCHEMES=["hex_sha256", "sha256_crypt"],
        SECURITY_DEPRECATED_HASHING_SCHEMES=[],
        SECURITY_RECOVERABLE=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_REGISTERABLE=False,
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_LOGIN_URL="/inloggen",
        SECURITY_LOGOUT_URL="/uitloggen",
        SECURITY_RESET_URL="/wachtwoord-vergeten",
        SECURITY_CHANGE_URL="/wachtwoord-wijzigen",
        SECURITY_VERIFY_URL="/bevestigen",
        SECURITY_POST_LOGOUT_VIEW="/inloggen",
        SECURITY_POST_RESET_VIEW="/inloggen",
        SECURITY_POST_CHANGE_VIEW="account.show",
        SECURITY_LOGIN_USER_TEMPLATE="people/sign_in/sign_in.html",
        SECURITY_FORGOT_PASSWORD_TEMPLATE="people/sign_in/forgot_password.html",
        SECURITY_RESET_PASSWORD_TEMPLATE="people/sign_in/reset_password.html",
        SECURITY_CHANGE_PASSWORD_TEMPLATE="people/sign_in/change_password.html",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_EMAIL_HTML=False,
        SECURITY_CACHE_CONTROL=None,
        SECURITY_EMAIL_SENDER=config.mail_sender,
        SECURITY_EMAIL_SUBJECT_PASSWORD_RESET="Kies een nieuw wachtwoord voor Vakspiegel",
        SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE="Je wachtwoord van Vakspiegel is veranderd",
        SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE="Je wachtwoord van Vakspiegel is veranderd",
        SECURITY_RESET_PASSWORD_WITHIN=timedelta(hours=24),
        SECURITY_FRESHNESS=timedelta(minutes=-1),
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_API_ENABLED_METHODS=["session"],
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False, "test_environment": config.mode != "production"},
    )
    for category, messages in MESSAGES.items():
        for name, text in messages.items():
            app.config[f"SECURITY_MSG_{name}"] = (text, category)
    security = Security(mail_util_cls=OutboxMailUtil)
    security.init_app(
        app,
        datastore,
        render_template=_render,
        login_form=SignInForm,
        forgot_password_form=ForgotForm,
        reset_password_form=ResetForm,
        change_password_form=ChangeForm,
    )
    security.unauthn_handler(ask_to_sign_in)
    keeping.init_app(app)
    user_authenticated.connect(_renew_token, app)
    app.view_functions[RESET] = _welcoming(app.view_functions[RESET])
    if config.rate_limits:
        brake.init_app(app)
    if config.demo:
        app.extensions.setdefault("demo_people", queries.everybody_for_demo)
        security.login_context_processor(demo_context)


def _welcoming(view: Callable[..., Any]) -> Callable[..., Response]:
    """Who chose their first password is signed in at once: the link and the password are of one person.

    With a later password that is not so: who resets one logs in with it, as before.
    """

    @wraps(view)
    def answer(**arguments: Any) -> Response:
        response = make_response(view(**arguments))
        person = g.get("first_password_of")
        if person is None or not person.active or not 300 <= response.status_code < 400:
            return response
        login_user(person, authn_via=["reset"])
        session.pop("_flashes", None)
        flash(WELCOME, "success")
        return make_response(redirect(url_for("overview.home"), 303))

    return answer


def _renew_token(app: Flask, **_: Any) -> None:
    """Who knew the token of the forms before somebody signed in does not know it after."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)


def demo_context() -> dict[str, Any]:
    """What the sign-in page needs in demo mode: people by role, those in front and the others, and how many."""
    people = current_app.extensions["demo_people"]()
    others = [person for person in people if not person.highlighted]
    return {
        "demo_first": _by_role([person for person in people if person.highlighted]),
        "demo_others": _by_role(others),
        "demo_others_count": len(others),
    }


def _by_role(people: Sequence[DemoPerson]) -> list[tuple[str, list[DemoPerson]]]:
    groups = [(role.dutch, [person for person in people if person.role is role]) for role in RoleName]
    return [(name, group) for name, group in groups if group]


def _render(template: str, **context: Any) -> Response | str:
    """A page or a mail of Flask-Security; a form that was not accepted answers 422 (docs/architecture.md)."""
    form = next((value for value in context.values() if isinstance(value, Labelled)), None)
    if form is None:
        return render_template(template, **context)
    form.prepare()
    return make_response(render_template(template, **context), 422 if form.errors else 200)
