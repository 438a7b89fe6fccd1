"""What is filled in for another e-mail address."""

from __future__ import annotations

from flask_security import current_user
from flask_security.utils import verify_password
from wtforms import EmailField, PasswordField, ValidationError

from app.core.web.fields import Form, LongText, at_most, required
from app.people.sign_in.forms import LONGEST_PASSWORD, address_error


class AddressForm(Form):
    """The new address."""

    email = EmailField("Nieuw e-mailadres", validators=[required("Vul een e-mailadres in."), at_most(255)])

    def validate_email(self, field: EmailField) -> None:
        """An address that mail can be sent to."""
        if sentence := address_error(field.data):
            raise ValidationError(sentence)
        field.data = str(field.data).strip().lower()


def _is_mine(form: Form, field: PasswordField) -> None:
    if not current_user.password or not verify_password(field.data or "", current_user.password):
        raise ValidationError("Dit wachtwoord klopt niet.")


def own_password() -> PasswordField:
    """The password of now, of who is signed in: a screen that was left open is not enough."""
    return PasswordField(
        "Je wachtwoord", validators=[required("Vul je wachtwoord in."), at_most(LONGEST_PASSWORD), _is_mine]
    )


class OwnAddressForm(AddressForm):
    """The new address of oneself, with the password."""

    password = own_password()


class KeeperAddressForm(AddressForm):
    """The new address of somebody else, and why."""

    reason = LongText(
        "Waarom verander je dit?",
        description="Bijvoorbeeld: de oude mailbox bestaat niet meer.",
        validators=[required("Schrijf in een zin waarom."), at_most(500)],
    )
