"""The forms of the plan. The limits of dates depend on the day, so a form gets that when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from wtforms import Field, HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.core import clock
from app.core.fields import DateInput, Form, LongText, TextInput, at_most, required
from app.core.filters import day
from app.plans.models import Action, Goal
from app.plans.pages import Start
from app.plans.rules import TEXT_LENGTH, TITLE_LENGTH, ActionKind, WrongHours, months_later, read_hours, write_hours
from app.standards.rules.standard import Element, Indicator

MONTHS_OF_A_GOAL = 6
DAYS_OF_A_FIRST_STEP = 28
YEARS_AHEAD = 10
KINDS = [SelectChoice(kind.value, kind.dutch) for kind in ActionKind]


def _check_day(field: DateInput, first: date, kept: date | None, message: str) -> None:
    """A day that still has to come and is not absurdly far away; a day that stays as it was is always right."""
    if field.data is None or field.data == kept:
        return
    if field.data < first:
        raise ValidationError(message)
    if field.data > months_later(clock.today(), 12 * YEARS_AHEAD):
        raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")


class Versioned(Form):
    """A form of something that is there already; `based_on` is the version that it shows."""

    based_on = HiddenField(default="0", render_kw={"autocomplete": "off"})

    @property
    def seen(self) -> int:
        """The version that was shown; 0 when it was not sent."""
        text = self.based_on.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    def beside(self, stored: Versioned) -> dict[str, str]:
        """What was typed beside what is stored, a line per field that differs, to choose from; `based_on` moves on."""
        self.based_on.data = stored.based_on.data
        pairs = [
            (field.label.text, _shown(field), _shown(stored[field.name])) for field in self if field.type in _TYPED
        ]
        differ = [(label, mine, theirs) for label, mine, theirs in pairs if mine != theirs]
        return {
            "yours": "\n".join(f"{label} {mine}" for label, mine, _ in differ),
            "stored": "\n".join(f"{label} {theirs}" for label, _, theirs in differ),
        }


_TYPED = {"TextInput", "LongText", "DateInput", "SelectField", "SelectMultipleField"}


def _shown(field: Field) -> str:
    """What somebody filled in, as they read it."""
    if isinstance(field, (SelectField, SelectMultipleField)):
        return "; ".join(str(option.label.text) for option in field if option.checked) or "(niets)"
    if isinstance(field.data, date):
        return day(field.data)
    return str(field.data or "(leeg)")


class GoalForm(Versioned):
    """What I want to be able to do, by when, and how I will notice."""

    title = TextInput(
        "Wat wil je kunnen?",
        description="Maak er je eigen zin van. Bijvoorbeeld: over een half jaar kan ik …",
        validators=[required("Schrijf op wat je wilt kunnen."), at_most(TITLE_LENGTH)],
    )
    indicators = SelectMultipleField(
        "Waar ga je aan werken?", description="Dit vraagt de volgende stap van je. Kies er een paar."
    )
    by_when = DateInput("Wanneer wil je dat kunnen?", validators=[required("Vul een datum in.")])
    how_noticed = LongText("Waaraan merk je dat het lukt?", validators=[at_most(TEXT_LENGTH)])

    kept: date | None = None

    def offer(self, asks: Sequence[Indicator]) -> None:
        """The statements to pick from."""
        self.indicators.choices = [SelectChoice(one.code, one.text) for one in asks]

    @classmethod
    def of(cls, goal: Goal, element: Element, *, fresh: bool = False) -> GoalForm:
        """The form of a goal that is there; its day may stay what it was. `fresh` ignores what was just posted."""
        posted: dict[str, Any] = {"formdata": None} if fresh else {}
        form = cls(**posted, obj=goal, data={"based_on": str(goal.version)})
        form.offer(
            [one for one in element.indicators if one in element.asks(goal.to_level) or one.code in goal.indicators]
        )
        form.kept = goal.by_when
        return form

    def validate_by_when(self, field: DateInput) -> None:
        """A day that still has to come."""
        tomorrow = clock.today() + timedelta(days=1)
        _check_day(field, tomorrow, self.kept, "Vul een datum in die nog moet komen.")


class NewGoalForm(GoalForm):
    """A goal with, if you like, its first action."""

    first_title = TextInput("Wat is je eerste stap?", validators=[at_most(TITLE_LENGTH)])
    first_kind = SelectField("Wat voor stap is het?", choices=KINDS, default=ActionKind.PRACTICE.value)
    first_due = DateInput("Wanneer doe je die stap?")

    @classmethod
    def at(cls, start: Start, *, fresh: bool = False) -> NewGoalForm:
        """The form for an element, with a first wording and days filled in; `fresh` ignores what was just posted."""
        today = clock.today()
        posted: dict[str, Any] = {"formdata": None} if fresh else {}
        form = cls(
            **posted,
            data={
                "title": start.sentence,
                "by_when": months_later(today, MONTHS_OF_A_GOAL),
                "first_due": today + timedelta(days=DAYS_OF_A_FIRST_STEP),
            },
        )
        form.offer(start.asks)
        return form

    def validate_first_due(self, field: DateInput) -> None:
        """Today or later; only asked when there is a first step."""
        if self.first_title.data:
            if field.data is None:
                raise ValidationError("Vul een datum in voor je eerste stap.")
            _check_day(field, clock.today(), None, "Vul een datum in van vandaag of later.")


class ActionForm(Versioned):
    """One thing to do."""

    title = TextInput("Wat ga je doen?", validators=[required("Schrijf op wat je gaat doen."), at_most(TITLE_LENGTH)])
    kind = SelectField("Wat voor actie is het?", choices=KINDS, default=ActionKind.PRACTICE.value)
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
                "title": action.title, "kind": action.kind.value, "due": action.due, "helper": action.helper,
                "hours": write_hours(action.hours), "based_on": str(action.version),
            },
        )  # fmt: skip
        form.kept = action.due
        return form

    def validate_due(self, field: DateInput) -> None:
        """Today or later."""
        _check_day(field, clock.today(), self.kept, "Vul een datum in van vandaag of later.")

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
