"""What is filled in for an account of the register."""

from __future__ import annotations

from wtforms import EmailField, ValidationError

from app.core.web.fields import Form, TextInput, at_most, required
from app.people.sign_in.forms import address_error


class AccountForm(Form):
    """The address with which somebody comes in."""

    email = EmailField("Eigen e-mailadres", validators=[required("Vul een e-mailadres in."), at_most(255)])

    def validate_email(self, field: EmailField) -> None:
        """An address that mail can be sent to."""
        if sentence := address_error(field.data):
            raise ValidationError(sentence)
        field.data = str(field.data).strip().lower()


class NewcomerForm(AccountForm):
    """Somebody who is nowhere yet."""

    name = TextInput("Naam", validators=[required("Vul een naam in."), at_most(200)])
