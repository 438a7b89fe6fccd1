"""The form with which somebody shares a result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import RadioField, SelectMultipleField, ValidationError

from app.assessments.models import Assessment
from app.assessments.queries import standard_of
from app.assessments.sharing.queries import colleague_at
from app.assessments.sharing.rules import fault_of, usual_last_day
from app.core import clock
from app.core.web.fields import DateInput, Form, SelectChoice, TextInput, at_most, required
from app.people.models import User

WHOLE, SOME = "alles", "deel"


class ShareForm(Form):
    """With whom, what of it, and until when."""

    managers = SelectMultipleField("Met wie deel je?")
    email = TextInput("Of met een andere collega: e-mailadres", validators=[at_most(255)])
    extent = RadioField(
        "Wat deel je?",
        choices=[SelectChoice(WHOLE, "Alle onderdelen"), SelectChoice(SOME, "Alleen wat ik hieronder aankruis")],
        validators=[required("Kies wat je deelt.")],
    )
    elements = SelectMultipleField("Welke onderdelen?")
    last_day = DateInput("Tot en met welke dag?", validators=[required("Vul een datum in.")])

    viewers: Sequence[User] = ()
    codes: Sequence[str] = ()
    person: User

    @classmethod
    def of(cls, assessment: Assessment, managers: Sequence[User]) -> ShareForm:
        """The form for a result; nobody is chosen beforehand, and nothing of it."""
        form = cls(data={"last_day": usual_last_day(clock.today())})
        form.person = assessment.subject
        form.viewers = managers
        form.managers.choices = [SelectChoice(str(one.id), one.name) for one in managers]
        form.elements.choices = [SelectChoice(one.code, one.label) for one in standard_of(assessment).elements]
        form.codes = [one.code for one in standard_of(assessment).elements]
        form.email.description = f"Van iemand met een account bij {assessment.subject.organisation.name}."
        return form

    @property
    def chosen_people(self) -> list[User]:
        """Who will read it, each once; after validation."""
        chosen = [one for one in self.viewers if str(one.id) in (self.managers.data or [])]
        other = colleague_at(self.person, self.email.data) if self.email.data else None
        return [*chosen, *([other] if other and other not in chosen else [])]

    @property
    def chosen_elements(self) -> Sequence[str]:
        """The codes of what they will read; after validation."""
        return self.codes if self.extent.data == WHOLE else self.elements.data or []

    @property
    def until(self) -> date:
        """The last day; after validation."""
        assert self.last_day.data is not None
        return self.last_day.data

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody is chosen, and what is ticked goes with what is shared."""
        right = bool(super().validate(extra_validators))
        if not (self.managers.data or self.email.data):
            field = self.managers if self.viewers else self.email
            field.errors = ["Kies met wie je deelt."]
            right = False
        if self.extent.data == SOME and not self.elements.data:
            self.elements.errors = ["Kruis minstens één onderdeel aan."]
            right = False
        if self.extent.data == WHOLE and self.elements.data:
            self.extent.errors = ["Je kruiste onderdelen aan. Kies dat je alleen die deelt, of haal de kruisjes weg."]
            right = False
        return right

    def validate_email(self, field: TextInput) -> None:
        """Somebody else of the own organisation."""
        if field.data and colleague_at(self.person, field.data) is None:
            name = self.person.organisation.name
            raise ValidationError(f"Bij {name} is niemand met dit adres. Kijk of het klopt.")

    def validate_last_day(self, field: DateInput) -> None:
        """Not over yet, and not for ever."""
        if field.data is not None and (fault := fault_of(field.data, clock.today())):
            raise ValidationError(fault)
