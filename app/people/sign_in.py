"""Sign-in by Flask-Security on our own pages, with our own mail and Dutch messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_security import FSQLALiteUserDatastore, MailUtil, Security

from app.config import Config
from app.core import mail
from app.core.db import db
from app.people.access import ask_to_sign_in
from app.people.models import Role, User

datastore = FSQLALiteUserDatastore(db, User, Role)
security = Security()

MESSAGES = {
    "INVALID_EMAIL_ADDRESS": "Dit is geen geldig e-mailadres.",
    "EMAIL_NOT_PROVIDED": "Vul je e-mailadres in.",
    "PASSWORD_NOT_PROVIDED": "Vul je wachtwoord in.",
    "PASSWORD_INVALID_LENGTH": "Kies een wachtwoord van minstens %(length)s tekens.",
    "PASSWORD_RESET_EXPIRED": "Deze link is verlopen. Vraag een nieuwe aan.",
    "INVALID_RESET_PASSWORD_TOKEN": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "PASSWORD_RESET_REQUEST": (
        "Als dit adres bij ons bekend is, krijg je een mail met een link. Kijk ook bij de ongewenste mail."
    ),
    "GENERIC_AUTHN_FAILED": (
        "E-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens, of vraag een nieuw wachtwoord aan."
    ),
    "PASSWORD_RESET": "Je wachtwoord is veranderd.",
    "PASSWORD_RESET_NO_LOGIN": "Je wachtwoord is veranderd. Log in met je nieuwe wachtwoord.",
    "PASSWORD_CHANGE": "Je wachtwoord is veranderd.",
    "PASSWORD_IS_THE_SAME": "Kies een ander wachtwoord dan je vorige.",
    "RETYPE_PASSWORD_MISMATCH": "De twee wachtwoorden zijn niet gelijk.",
    "INVALID_PASSWORD": "Dit wachtwoord klopt niet.",
    "REAUTHENTICATION_REQUIRED": "Vul voor de zekerheid nog een keer je wachtwoord in.",
    "REAUTHENTICATION_SUCCESSFUL": "Dank je. Je kunt verder.",
    "DISABLED_ACCOUNT": "Dit account is gesloten. Neem contact op met je beheerder.",
}


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
        mail.queue(recipient, subject, (body or "").strip() + "\n")


def init_app(app: Flask, config: Config) -> None:
    """Set Flask-Security up: argon2, reset and change by mail, no registration by oneself."""
    app.config.update(
        SECURITY_PASSWORD_SALT=config.secret_key,
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=12,
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
        SECURITY_POST_CHANGE_VIEW="/",
        SECURITY_LOGIN_USER_TEMPLATE="people/sign_in.html",
        SECURITY_FORGOT_PASSWORD_TEMPLATE="people/forgot_password.html",
        SECURITY_RESET_PASSWORD_TEMPLATE="people/reset_password.html",
        SECURITY_CHANGE_PASSWORD_TEMPLATE="people/change_password.html",
        SECURITY_VERIFY_TEMPLATE="people/verify.html",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_EMAIL_HTML=False,
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
    for name, text in MESSAGES.items():
        app.config[f"SECURITY_MSG_{name}"] = (text, "error" if "INVALID" in name or "NOT" in name else "info")
    security.init_app(app, datastore, mail_util_cls=OutboxMailUtil)
    security.unauthn_handler(ask_to_sign_in)
