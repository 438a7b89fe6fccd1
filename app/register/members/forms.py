"""Who joins the committee or the board."""

from __future__ import annotations

from wtforms import EmailField, RadioField, ValidationError

from app.core.web.fields import Form, choices_of, required
from app.people.rules import REGISTER_ROLES, RoleName
from app.people.sign_in.forms import address_error


class MemberForm(Form):
    """Who joins the committee or the board."""

    email = EmailField(
        "E-mailadres",
        description="Het adres waarmee deze persoon inlogt.",
        validators=[required("Vul een e-mailadres in.")],
    )
    role = RadioField(
        "Wordt lid van",
        choices=choices_of(role for role in RoleName if role in REGISTER_ROLES),
        validators=[required("Kies kwaliteitscommissie of bestuur.")],
    )

    def validate_email(self, field: EmailField) -> None:
        """An address that can exist."""
        wrong = address_error(field.data or "")
        if wrong:
            raise ValidationError(wrong)
