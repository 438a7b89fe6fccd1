"""The forms of what somebody says of themselves for the register."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from wtforms import BooleanField, RadioField, SelectField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, SelectChoice, TextInput, at_most, member_of, required
from app.dossiers.holding.rules import Function
from app.dossiers.models import TITLE_LENGTH, Registrant
from app.regulation.terms import RegisterName, WorkingLevel

FIRST_YEAR = 1950
_NAMES = {RegisterName.AMB: "Accountmanager bedrijven (AMB)", RegisterName.MW: "Manager werklocaties (MW)"}


class DetailsForm(Form):
    """Register, roles, level, Leergang, and who pays."""

    register = RadioField(
        "In welk register sta je, of wil je staan?",
        choices=[SelectChoice(one.value, name) for one, name in _NAMES.items()],
        coerce=member_of(RegisterName),
        default=RegisterName.AMB,
        validators=[required("Kies een register.")],
    )
    working_level = RadioField(
        "Op welk niveau werk en denk je?",
        description="Dat is niet hetzelfde als je diploma.",
        choices=[SelectChoice("", "Weet ik nog niet"), *(SelectChoice(one.value, one.value) for one in WorkingLevel)],
        coerce=member_of(WorkingLevel),
    )
    new_in_function = BooleanField("Ik ben nieuw in mijn functie")
    deelnemer = BooleanField("Ik ben deelnemer van een netwerk van CLOK")
    kernteamlid = BooleanField("Ik ben lid van een kernteam")
    leergang_kind = SelectField(
        "Welke Leergang heb je gehaald?",
        choices=[SelectChoice("", "Geen"), *(SelectChoice(one.value, f"Leergang {one.value}") for one in RegisterName)],
        coerce=member_of(RegisterName),
    )
    leergang_completed_on = DateInput("Datum van je certificaat")
    personal_title = BooleanField("Ik sta er op persoonlijke titel in")
    reimbursed = BooleanField("Mijn werkgever vergoedt de kosten")

    @classmethod
    def of(cls, registrant: Registrant | None, register: RegisterName | None) -> DetailsForm:
        """The form of what is known; the register cannot be chosen by who holds a status in one (`register`)."""
        form = cls(obj=registrant)
        if register is not None:
            del form.register
        return form

    def validate_leergang_completed_on(self, field: DateInput) -> None:
        """A certificate has a day, and a day is of a certificate."""
        if self.leergang_kind.data and field.data is None:
            raise ValidationError("Vul de datum in die op je certificaat staat.")
        if field.data is not None and not self.leergang_kind.data:
            raise ValidationError("Kies ook welke Leergang het was, of maak dit veld leeg.")
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Deze datum moet nog komen. Bij Wat als? kun je een latere datum proberen.")
        _check_year(field.data)

    @property
    def filled_in(self) -> dict[str, Any]:
        """What was filled in, by the names that a `Registrant` has for it; after validation."""
        return {field.name: field.data for field in self if field.name != "csrf_token"}


class FunctionForm(Form):
    """One function with its first and last day."""

    function = TextInput("Functie", validators=[required("Schrijf op welke functie het was."), at_most(TITLE_LENGTH)])
    employer = TextInput("Werkgever", validators=[required("Schrijf op waar je werkte."), at_most(TITLE_LENGTH)])
    starts_on = DateInput("Eerste dag", validators=[required("Vul de eerste dag in.")])
    ends_on = DateInput("Laatste dag", description="Werk je er nog? Laat dit dan leeg.")
    in_field = BooleanField("Dit was in het vakgebied van het register", default=True)

    def validate_starts_on(self, field: DateInput) -> None:
        """A day that is over."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Deze dag moet nog komen. Voeg de functie toe als je begonnen bent.")
        _check_year(field.data)

    def validate_ends_on(self, field: DateInput) -> None:
        """Not before the first day."""
        if field.data is not None and self.starts_on.data is not None and field.data < self.starts_on.data:
            raise ValidationError("De laatste dag ligt voor de eerste dag.")
        if field.data is not None and field.data.year > clock.today().year + 5:
            raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")

    @property
    def filled_in(self) -> Function:
        """What was filled in, after validation."""
        return Function(
            self.function.data or "",
            self.employer.data or "",
            bool(self.in_field.data),
            cast(date, self.starts_on.data),
            self.ends_on.data,
        )


def _check_year(day: date | None) -> None:
    if day is not None and day.year < FIRST_YEAR:
        raise ValidationError("Dit jaar is wel erg lang geleden. Kijk het jaar nog eens na.")
