"""The forms of peer meetings."""

from __future__ import annotations

from wtforms import ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, LongText, TextInput, at_most, required
from app.dossiers.models import TITLE_LENGTH
from app.regulation.dates import add_months

REFLECTION_LENGTH = 8000
YEARS_BACK = 3


class MeetingForm(Form):
    """When, which group, where."""

    held_on = DateInput("Wanneer was de bijeenkomst?", validators=[required("Vul een datum in.")])
    group = TextInput(
        "Welke groep was het?",
        description="De naam waaronder jullie elkaar kennen.",
        validators=[required("Schrijf op welke groep het was."), at_most(TITLE_LENGTH)],
    )
    place = TextInput("Waar was het?", validators=[at_most(TITLE_LENGTH)])

    def validate_held_on(self, field: DateInput) -> None:
        """A day that is over, and not absurdly long ago."""
        today = clock.today()
        if field.data is None:
            return
        if field.data > today:
            raise ValidationError("Deze datum moet nog komen. Voeg de bijeenkomst toe als die is geweest.")
        if field.data < add_months(today, -12 * YEARS_BACK):
            raise ValidationError("Deze datum is wel erg lang geleden. Kijk het jaar nog eens na.")


class AddressForm(Form):
    """The address of somebody who is not found by name."""

    email = TextInput(
        "E-mailadres",
        description="Precies zoals diegene ermee inlogt.",
        validators=[required("Vul een e-mailadres in."), at_most(255)],
    )


class ReflectionForm(Form):
    """What I take from it."""

    reflection = LongText("Wat neem je mee uit deze bijeenkomst?", validators=[at_most(REFLECTION_LENGTH)])
