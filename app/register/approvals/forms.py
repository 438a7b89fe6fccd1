"""What the committee answers: approve or not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectMultipleField, ValidationError
from wtforms.validators import NumberRange, Optional

from app.core.web.fields import LongText, SelectChoice, at_most, required
from app.dossiers.models import PEActivity
from app.register.forms import NO, TEXT_LENGTH, YES
from app.register.judges.forms import JudgingForm


class AnswerForm(JudgingForm):
    """Approve or not, with a text for the person."""

    approved = RadioField("Keur je dit goed?", validators=[required("Kies een antwoord.")])
    answer = LongText("Toelichting voor de persoon", validators=[at_most(TEXT_LENGTH)])

    needs_reason = "Schrijf op waarom niet. De persoon leest dit."

    def __init__(self, yes: str, no: str, *args: Any, **kwargs: Any) -> None:
        """The words of the two answers."""
        super().__init__(*args, **kwargs)
        self.approved.choices = [SelectChoice(YES, yes), SelectChoice(NO, no)]

    @property
    def is_yes(self) -> bool:
        """Whether it is approved."""
        return bool(self.approved.data == YES)

    def validate_answer(self, field: LongText) -> None:
        """Nothing is refused without saying why."""
        if self.approved.data == NO and not field.data:
            raise ValidationError(self.needs_reason)


class ActivityAnswerForm(AnswerForm):
    """Also the points, for an activity that the table does not know (A-28)."""

    points = IntegerField(
        "Hoeveel punten krijgt de activiteit?",
        description="De tabel noemt er geen. Alleen nodig als je goedkeurt.",
        validators=[Optional(), NumberRange(1, 99, message="Vul een aantal in van 1 tot en met 99.")],
    )

    def __init__(self, asks_points: bool) -> None:
        """`asks_points` is whether the committee has to say how many."""
        super().__init__("Goedkeuren", "Niet goedkeuren")
        if not asks_points:
            del self.points

    def validate_points(self, field: IntegerField) -> None:
        """Needed to approve."""
        if self.is_yes and field.data is None:
            raise ValidationError("Vul in hoeveel punten deze activiteit krijgt.")


class ActivitiesForm(JudgingForm):
    """Which of the activities of one person are approved together; who is refused hears why, one at a time."""

    chosen = SelectMultipleField(
        "Welke keur je goed?", coerce=int, validators=[required("Kies minstens één activiteit.")]
    )
    answer = LongText("Toelichting voor de persoon", validators=[at_most(TEXT_LENGTH)])

    def __init__(self, activities: Sequence[PEActivity], *args: Any, **kwargs: Any) -> None:
        """`activities` are those that can be chosen."""
        super().__init__(*args, **kwargs)
        self.chosen.choices = [SelectChoice(one.id, one.title) for one in activities]
