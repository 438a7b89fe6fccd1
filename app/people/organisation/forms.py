"""What an administrator fills in about the organisation."""

from __future__ import annotations

import re

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, EmailField, ValidationError
from wtforms.validators import Optional

from app.core.files.limits import PICTURE_BYTES
from app.core.shapes import Faulty
from app.core.web.fields import DateInput, Form, TextInput, at_most, required
from app.people.models import Organisation
from app.people.organisation.drawing import small_png
from app.people.organisation.operations import Look, Reach
from app.people.organisation.rules import LINE, TEXT, check_contrast, read_colour
from app.people.rules import Contact
from app.people.sign_in.forms import address_error

LOGO_SIZE = 640, 160
"""Pixels: four times as large as it stands on a page, for paper."""
_PHONE = re.compile(r"[0-9+() -]*[0-9][0-9+() -]*")


class LookForm(Form):
    """Name, logo and house colours."""

    name = TextInput("Naam", validators=[required("Vul de naam van je organisatie in."), at_most(200)])
    logo = FileField(
        "Logo",
        description="Een PNG of SVG van hoogstens 500 kB. Zet letters in een SVG eerst om in vormen.",
        render_kw={"accept": ".png,.svg,image/png,image/svg+xml"},
    )
    no_logo = BooleanField("Haal het logo weg")
    colour = TextInput("Kleur van knoppen en links", description="Bijvoorbeeld #14555f.")
    accent = TextInput("Tweede kleur, voor lijnen", description="Leeg: dezelfde kleur.")

    png: bytes | None = None
    """What becomes the logo once the form is valid; None leaves it as it is."""

    def validate_logo(self, field: FileField) -> None:
        """A picture that can be drawn. It is drawn once here, and kept as it was drawn."""
        sent: FileStorage | None = field.data or None
        if self.no_logo.data:
            self.png = b""
        elif sent is not None:
            try:
                self.png = small_png(sent.stream.read(PICTURE_BYTES + 1), *LOGO_SIZE)
            except Faulty as faulty:
                raise ValidationError(faulty.faults[0].what) from faulty

    def validate_colour(self, field: TextInput) -> None:
        """Text in this colour, and white text on it, can be read."""
        _check_colour(field, TEXT)

    def validate_accent(self, field: TextInput) -> None:
        """A line in this colour can be seen."""
        _check_colour(field, LINE)

    @property
    def look(self) -> Look:
        """What was filled in; only of a valid form."""
        return Look(self.name.data or "", self.colour.data or "", self.accent.data or "")


def _check_colour(field: TextInput, least: float) -> None:
    if field.data:
        try:
            colour = read_colour(field.data)
            check_contrast(colour, least)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        field.data = colour


def _can_be_mailed(form: Form, field: EmailField) -> None:
    if sentence := address_error(field.data):
        raise ValidationError(sentence)


def _can_be_called(form: Form, field: TextInput) -> None:
    if not _PHONE.fullmatch(field.data or ""):
        raise ValidationError("Vul een telefoonnummer in, zoals 0123 45 67 89.")


def _address(label: str, description: str = "") -> EmailField:
    return EmailField(label, description=description, validators=[Optional(), at_most(255), _can_be_mailed])


def _phone(label: str) -> TextInput:
    return TextInput(label, validators=[Optional(), at_most(40), _can_be_called])


class ReachForm(Form):
    """The sender of mail, the contact and the privacy officer."""

    mail_name = TextInput(
        "Naam van de afzender", description="Achter de naam staat: via Vakspiegel.", validators=[at_most(80)]
    )
    reply_to = _address("Adres voor antwoorden", "Hier komt aan wat iemand terugschrijft.")
    contact_name = TextInput("Wie helpt", description="Een persoon of een servicepunt.", validators=[at_most(200)])
    contact_email = _address("E-mailadres voor hulp")
    contact_phone = _phone("Telefoon voor hulp")
    officer_name = TextInput("Naam van de FG", validators=[at_most(200)])
    officer_email = _address("E-mailadres van de FG")
    officer_phone = _phone("Telefoon van de FG")

    @property
    def reach(self) -> Reach:
        """What was filled in; only of a valid form."""
        return Reach(
            self.mail_name.data or "",
            (self.reply_to.data or "").strip(),
            _contact(self.contact_name, self.contact_email, self.contact_phone),
            _contact(self.officer_name, self.officer_email, self.officer_phone),
        )


def _contact(name: TextInput, email: EmailField, phone: TextInput) -> Contact:
    return Contact(name.data or "", (email.data or "").strip(), phone.data or "")


class BeginForm(Form):
    """The first day on which people may begin."""

    starts_on = DateInput("Eerste dag", description="Leeg: mensen kunnen nu beginnen.", validators=[Optional()])


def look_data(organisation: Organisation) -> dict[str, str]:
    """What stands in the form of the look before anybody types."""
    return {"name": organisation.name, "colour": organisation.colour, "accent": organisation.accent}
