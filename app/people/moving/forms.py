"""What is filled in about a move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField

from app.core.web.fields import Form, SelectChoice, required
from app.people.models import Organisation

AGREE, REFUSE = "akkoord", "nee"


class AskForm(Form):
    """Where somebody goes."""

    place = SelectField("Waar ga je werken?", validators=[required("Kies een organisatie.")])

    def __init__(self, places: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        """`places` are those to choose from."""
        super().__init__(*args, **kwargs)
        self._places = {str(one.id): one for one in places}
        self.place.choices = [SelectChoice("", "Kies"), *(SelectChoice(str(one.id), one.name) for one in places)]

    @property
    def chosen(self) -> Organisation:
        """The organisation; only of a valid form."""
        return self._places[str(self.place.data)]


class AnswerForm(Form):
    """Yes or no of one side."""

    verdict = RadioField(
        "Ben je akkoord?",
        choices=[SelectChoice(AGREE, "Ja"), SelectChoice(REFUSE, "Nee")],
        validators=[required("Kies ja of nee.")],
    )
