"""What somebody writes in an objection, and what the committee answers."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.core.web.fields import Form, LongText, at_most, required
from app.register.rules import ObjectionOutcome

_LONGEST = 8000


class ObjectionForm(Form):
    """Why somebody does not agree."""

    grounds = LongText(
        "Waarom ben je het niet eens met het besluit?",
        description="Schrijf wat er volgens jou niet klopt, en wat je anders wilt.",
        validators=[required("Schrijf waarom je het niet eens bent met het besluit."), at_most(_LONGEST)],
    )


class OutcomeForm(Form):
    """What the committee finds, and why."""

    outcome = RadioField(
        "Uitkomst",
        choices=[SelectChoice(one.value, one.dutch) for one in ObjectionOutcome],
        validators=[required("Kies een uitkomst.")],
    )
    answer = LongText(
        "Motivering",
        description="De persoon en het bestuur lezen dit.",
        validators=[required("Schrijf waarom de commissie dit vindt."), at_most(_LONGEST)],
    )
