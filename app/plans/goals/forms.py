"""The forms of a goal. The limits of dates depend on the day, so a form gets that when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import SelectField, SelectMultipleField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, LongText, SelectChoice, TextInput, at_most, required
from app.plans.forms import KINDS, Versioned, check_day
from app.plans.models import Goal
from app.plans.pages import Start
from app.plans.rules import TEXT_LENGTH, TITLE_LENGTH, ActionKind, months_later
from app.standards.rules.element import Element, Indicator

MONTHS_OF_A_GOAL = 6
DAYS_OF_A_FIRST_STEP = 28


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
        check_day(field, tomorrow, self.kept, "Vul een datum in die nog moet komen.")


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
            check_day(field, clock.today(), None, "Vul een datum in van vandaag of later.")
