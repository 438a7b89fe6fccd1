"""What a person sets for themselves."""

from __future__ import annotations

from wtforms import BooleanField, EmailField, ValidationError

from app.core.web.fields import Form, at_most
from app.people.addresses.forms import own_password
from app.people.sign_in.forms import address_error


class ShortcutsForm(Form):
    """The number keys of the scoring page on or off."""

    shortcuts = BooleanField("Met de cijfertoetsen een niveau kiezen")


class OwnEmailForm(Form):
    """An address that is not of the employer, with the password: who has that mailbox can take the account along."""

    own_email = EmailField(
        "Eigen e-mailadres",
        description="Sluit je werkgever je account? Dan hoor je hier hoe je in het beroepsregister blijft.",
        validators=[at_most(255)],
    )

    password = own_password()

    def validate_own_email(self, field: EmailField) -> None:
        """Nothing, or an address that mail can be sent to."""
        field.data = str(field.data or "").strip().lower()
        if field.data and (sentence := address_error(field.data)):
            raise ValidationError(sentence)
