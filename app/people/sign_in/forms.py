"""The forms of Flask-Security with our labels, and with errors that say nothing about accounts beside their field."""

from __future__ import annotations

from typing import Any, ClassVar

from email_validator import EmailNotValidError, validate_email
from flask import current_app, g
from flask_security import ChangePasswordForm, ForgotPasswordForm, LoginForm, ResetPasswordForm, hash_password
from flask_security.utils import validate_redirect_url
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField

from app.core.web.fields import at_most

LONGEST_PASSWORD = 1000
"""Characters; argon2 takes no more than 4,096 of them, and fails on the rest."""

LONGEST_ADDRESS = 255
"""Characters that a column of ours holds; who looks at a megabyte of them is busy for seconds."""

_short_enough = at_most(LONGEST_PASSWORD)

NEW_PASSWORD_HINT = "Minstens 12 tekens. Een korte zin is makkelijk te onthouden."  # noqa: S105


class Labelled(FlaskForm):
    """A form of Flask-Security with our words: per field a label and a hint, in the order of the page."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            self[name].label.text, self[name].description = label, hint
            if isinstance(self[name], PasswordField):
                self[name].validators = [_short_enough, *self[name].validators]
        fields: dict[str, Field] = self._fields  # type: ignore[has-type]
        self._fields = {name: fields[name] for name in (*self.words, *fields)}

    def prepare(self) -> None:
        """Make the form ready to draw: Flask-Security's sentences are lazy objects, templates want text."""
        for field in self:
            field.errors = [str(error) for error in field.errors]


class PlainErrors(Labelled):
    """Flask-Security takes every error off the fields, so that none tells whether an account exists.

    What anybody can see without knowing an account (an empty field, something that is no address) is found first, is
    kept apart, and goes back beside its field when the page is drawn.
    """

    plain: dict[str, str]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """First what is plain to see, then what Flask-Security checks."""
        found = {field.name: _plain_error(field) for field in self}
        self.plain = {name: sentence for name, sentence in found.items() if sentence}
        self.form_errors = list(self.plain.values())
        return not self.plain and bool(super().validate(*args, **kwargs))

    def prepare(self) -> None:
        """Say the plain errors beside their fields again, and each general one once."""
        super().prepare()
        plain = getattr(self, "plain", {})
        for name, sentence in plain.items():
            self[name].errors = [sentence]
        self.form_errors = [text for text in dict.fromkeys(self.form_errors) if text not in plain.values()]


class SignInForm(PlainErrors, LoginForm):
    """E-mail and password. There is no "remember me": a session lasts a working day."""

    words = {"email": ("E-mailadres", ""), "password": ("Wachtwoord", "")}
    remember = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take `next` only when it leads to ourselves; another address is dropped without a word."""
        super().__init__(*args, **kwargs)
        target = self.next.data
        if target and not (target.startswith("/") and "\\" not in target and validate_redirect_url(target)):
            self.next.data = ""


class ForgotForm(PlainErrors, ForgotPasswordForm):
    """The address to send a link to."""

    words = {"email": ("E-mailadres", "")}

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Who can get a link takes as long as who cannot: for them Flask-Security makes a hash that is of no use."""
        found = super().validate(*args, **kwargs)
        if found:
            hash_password("nobody's")
        return found


class ResetForm(Labelled, ResetPasswordForm):
    """A new password, twice. Of whom it is the first is in `g.first_password_of`: Flask-Security does not say."""

    words = {
        "password": ("Nieuw wachtwoord", NEW_PASSWORD_HINT),
        "password_confirm": ("Nog een keer je nieuwe wachtwoord", ""),
    }

    def validate(self, **kwargs: Any) -> bool:
        """As Flask-Security does."""
        valid = bool(super().validate(**kwargs))
        if valid and self.user is not None and self.user.password is None:
            g.first_password_of = self.user
        return valid


class ChangeForm(Labelled, ChangePasswordForm):
    """The password of now, and a new one, twice."""

    words = {
        "password": ("Je wachtwoord van nu", ""),
        "new_password": ("Nieuw wachtwoord", NEW_PASSWORD_HINT),
        "new_password_confirm": ("Nog een keer je nieuwe wachtwoord", ""),
    }

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """As Flask-Security does; that the new one is the old one is said beside the new one."""
        valid = bool(super().validate(*args, **kwargs))
        same = _message("PASSWORD_IS_THE_SAME")
        if same in self.password.errors:
            self.password.errors, self.new_password.errors = [], [same]
        return valid


def address_error(text: object) -> str | None:
    """What is wrong with a typed e-mail address, in a sentence; None when mail could be sent to it."""
    if not isinstance(text, str) or not text.strip():
        return _message("EMAIL_NOT_PROVIDED")
    if len(text.strip()) > LONGEST_ADDRESS:
        return _message("INVALID_EMAIL_ADDRESS")
    try:
        validate_email(text.strip(), **current_app.config["SECURITY_EMAIL_VALIDATOR_ARGS"])
    except EmailNotValidError:
        return _message("INVALID_EMAIL_ADDRESS")
    return None


def _plain_error(field: Field) -> str | None:
    if isinstance(field, EmailField):
        if isinstance(field.data, str):
            field.data = field.data.strip()
        return address_error(field.data)
    if isinstance(field, PasswordField) and not field.data:
        return _message("PASSWORD_NOT_PROVIDED")
    if isinstance(field, PasswordField) and len(str(field.data)) > LONGEST_PASSWORD:
        return str(_short_enough.message)
    return None


def _message(name: str) -> str:
    return str(current_app.config[f"SECURITY_MSG_{name}"][0])
