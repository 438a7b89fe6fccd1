"""The forms of the practice report."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, LongText, TextInput, at_most, required
from app.dossiers.models import TITLE_LENGTH
from app.dossiers.reports.operations import BODY_LENGTH

REASON_LENGTH = 4000


class SubjectForm(Form):
    """What the activity is. `as_draft` lets it be kept without being complete; the title is always there."""

    subject = TextInput(
        "Wat is je praktijkactiviteit?",
        description="Een project, een zaak of een initiatief uit je werk.",
        validators=[required("Schrijf op wat je activiteit is."), at_most(TITLE_LENGTH)],
    )
    beyond_routine = LongText(
        "Waarom gaat dit verder dan je dagelijkse werk?",
        description="Bijvoorbeeld: wat is er nieuw aan, wie doen er mee, wat staat er op het spel?",
        validators=[at_most(REASON_LENGTH)],
    )
    local_level = BooleanField("Mijn activiteit is gericht op lokaal niveau")

    as_draft = False

    def __init__(self, *args: Any, **named: Any) -> None:
        """The reason is asked too, only not of a draft: the page says so."""
        super().__init__(*args, **named)
        self.beyond_routine.flags.required = True

    def validate_beyond_routine(self, field: LongText) -> None:
        """The committee must know why."""
        if not self.as_draft and not field.data:
            raise ValidationError("Schrijf op waarom dit verder gaat dan je dagelijkse werk.")


class BodyForm(Form):
    """The report itself, as text."""

    body = LongText("Je verslag", validators=[at_most(BODY_LENGTH)])


class SendForm(Form):
    """The day on which the report was sent. `same_day` is the meeting on or before that day that was attended."""

    sent_on = DateInput(
        "Op welke dag heb je het verslag gestuurd?",
        description="Je stuurt het zelf aan je intervisiegroep. Hier leg je de dag vast.",
        validators=[required("Vul een datum in.")],
    )
    anyway = BooleanField("Ik weet dit, en leg deze dag vast")

    def validate_sent_on(self, field: DateInput) -> None:
        """Not a day that still has to come."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Deze datum moet nog komen. Vul vandaag in of een dag die voorbij is.")
