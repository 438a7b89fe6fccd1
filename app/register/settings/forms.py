"""What the board fills in about what it sets."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.core.web.fields import Form, LongText, TextInput, at_most
from app.register.forms import TEXT_LENGTH
from app.register.settings.rules import FEWEST_WEEKS, MOST_WEEKS

REASON_LENGTH = 300


class TermForm(Form):
    """How long somebody has to object."""

    weeks = IntegerField(
        "Hoeveel weken heeft iemand voor een bezwaar?",
        description="Vanaf de dag van het besluit.",
        validators=[
            InputRequired("Vul een aantal weken in."),
            NumberRange(FEWEST_WEEKS, MOST_WEEKS, f"Kies een getal van {FEWEST_WEEKS} tot en met {MOST_WEEKS}."),
        ],
    )
    reason = TextInput(
        "Waar is dit besproken?",
        description="Bijvoorbeeld: de vergadering van 12 november 2026.",
        validators=[at_most(REASON_LENGTH)],
    )


class SecondForm(Form):
    """What a second member answers to a proposal."""

    answer = LongText("Wat vind je ervan?", description="Nodig als je het afwijst.", validators=[at_most(TEXT_LENGTH)])
