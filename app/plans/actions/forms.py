"""The forms of an action: what it is, and what came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import SelectField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, LongText, TextInput, at_most, member_of, required
from app.plans.forms import KINDS, Versioned, check_day
from app.plans.models import Action
from app.plans.rules import TEXT_LENGTH, TITLE_LENGTH, ActionKind, WrongHours, read_hours, write_hours


class ActionForm(Versioned):
    """One thing to do."""

    title = TextInput("Wat ga je doen?", validators=[required("Schrijf op wat je gaat doen."), at_most(TITLE_LENGTH)])
    kind = SelectField(
        "Wat voor actie is het?", choices=KINDS, coerce=member_of(ActionKind), default=ActionKind.PRACTICE
    )
    due = DateInput("Wanneer is het klaar?", validators=[required("Vul een datum in.")])
    helper = TextInput("Wie helpt je?", validators=[at_most(TITLE_LENGTH)])
    hours = TextInput("Hoeveel uur kost het?", description="Reken in kwartieren, zoals 2 of 1,5.")

    kept: date | None = None
    amount: Decimal | None = None

    @classmethod
    def of(cls, action: Action, *, fresh: bool = False) -> ActionForm:
        """The form of an action that is there; its day may stay what it was. `fresh` ignores what was just posted."""
        posted: dict[str, Any] = {"formdata": None} if fresh else {}
        form = cls(
            **posted,
            data={
                "title": action.title,
                "kind": action.kind.value,
                "due": action.due,
                "helper": action.helper,
                "hours": write_hours(action.hours),
                "based_on": str(action.version),
            },
        )
        form.kept = action.due
        return form

    @property
    def filled_in(self) -> dict[str, Any]:
        """What was filled in, by the names that an `Action` has for it; after validation."""
        words = {name: self[name].data or "" for name in ("title", "helper")}
        return {**words, "kind": self.kind.data, "due": self.due.data, "hours": self.amount}

    def validate_due(self, field: DateInput) -> None:
        """Today or later."""
        check_day(field, clock.today(), self.kept, "Vul een datum in van vandaag of later.")

    def validate_hours(self, field: TextInput) -> None:
        """Hours in quarters; afterwards `amount` has them."""
        try:
            self.amount = read_hours(field.data or "")
        except WrongHours as wrong:
            raise ValidationError(str(wrong)) from None


class DoneForm(Versioned):
    """When an action was done and what to remember of it."""

    done_on = DateInput("Wanneer heb je dit gedaan?", validators=[required("Vul een datum in.")])
    note = LongText("Wat wil je onthouden?", validators=[at_most(TEXT_LENGTH)])

    @classmethod
    def of(cls, action: Action) -> DoneForm:
        """What is stored; for an action that is open today is filled in."""
        done_on = action.done_on or clock.today()
        return cls(formdata=None, data={"done_on": done_on, "note": action.note, "based_on": str(action.version)})

    def validate_done_on(self, field: DateInput) -> None:
        """Not a day that still has to come."""
        if field.data is not None and field.data > clock.today():
            raise ValidationError("Deze datum moet nog komen. Vul vandaag in of een dag die voorbij is.")
