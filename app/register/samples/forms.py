"""What the committee fills in for the sample."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import IntegerField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from app.core.web.fields import Form, LongText, SelectChoice, TextInput, at_most, choices_of, member_of, required
from app.register.judges.forms import JudgingForm
from app.register.rules import SampleVerdict
from app.regulation.terms import Status

FIRST_YEAR = 2018
MOST_FILES = 500
MOST_PERCENT = 100
BY_SIZE, BY_SHARE = "size", "share"


class DrawForm(Form):
    """Year, statuses, and how many: a number of files or a share of them."""

    year = IntegerField("Jaar van de besluiten", validators=[InputRequired("Vul een jaar in, zoals 2026.")])
    statuses = SelectMultipleField(
        "Welke statussen?",
        choices=[SelectChoice(one.value, f"{one.value}-status") for one in Status],
        coerce=member_of(Status),
        validators=[required("Kies minstens één status.")],
    )
    how = RadioField(
        "Hoeveel dossiers?",
        choices=[SelectChoice(BY_SIZE, "Een aantal"), SelectChoice(BY_SHARE, "Een deel, in procenten")],
        validators=[required("Kies een aantal of een deel.")],
    )
    count = IntegerField(
        "Aantal of procent",
        validators=[
            InputRequired("Vul een getal in."),
            NumberRange(1, MOST_FILES, message=f"Kies een getal van 1 tot en met {MOST_FILES}."),
        ],
    )
    seed = TextInput(
        "Beginwaarde",
        description="Laat dit leeg. Vul het alleen in om een oude trekking na te doen.",
        validators=[Optional(), at_most(64)],
    )

    def __init__(self, this_year: int, *args: Any, **kwargs: Any) -> None:
        """`this_year` is the last year that can be chosen."""
        super().__init__(*args, **kwargs)
        self.this_year = this_year

    def validate_year(self, field: IntegerField) -> None:
        """Only years that the register has known."""
        if field.data is not None and not FIRST_YEAR <= field.data <= self.this_year:
            raise ValidationError(f"Kies een jaar van {FIRST_YEAR} tot en met {self.this_year}.")

    def validate_count(self, field: IntegerField) -> None:
        """No share is more than all."""
        if self.how.data == BY_SHARE and field.data is not None and field.data > MOST_PERCENT:
            raise ValidationError("Een deel is hoogstens 100 procent.")

    @property
    def size(self) -> int | None:
        """The number of files, when that was chosen."""
        return self.count.data if self.how.data == BY_SIZE else None

    @property
    def share(self) -> Decimal | None:
        """The share in percent, when that was chosen."""
        return Decimal(self.count.data or 0) if self.how.data == BY_SHARE else None


class JudgeForm(JudgingForm):
    """What one judge finds of one file."""

    verdict = RadioField(
        "Wat vind je van het besluit?",
        choices=choices_of(SampleVerdict),
        validators=[required("Kies wat je van het besluit vindt.")],
    )
    remarks = LongText(
        "Waarom?", description="De andere beoordelaar leest dit pas als die zelf klaar is.", validators=[at_most(4000)]
    )

    def validate_remarks(self, field: LongText) -> None:
        """A doubt without a reason helps nobody."""
        if self.verdict.data not in (None, SampleVerdict.SOUND.value) and not field.data:
            raise ValidationError("Schrijf erbij waarom je twijfelt of het anders ziet.")
