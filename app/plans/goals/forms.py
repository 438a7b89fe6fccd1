"""The forms of a goal. The limits of dates depend on the day, so a form gets that when it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, SelectMultipleField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, LongText, SelectChoice, TextInput, at_most, required
from app.plans.forms import KINDS, Versioned, check_day
from app.plans.models import Goal
from app.plans.pages import Start
from app.plans.rules import TEXT_LENGTH, TITLE_LENGTH, ActionKind, months_later
from app.plans.steps.rules import Step
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
    """A goal with, if you like, its first action: one of the steps that are offered, or in words of one's own."""

    element = SelectField("Waar wil je in groeien?", render_kw={"autocomplete": "off"})
    step = RadioField("Wat is je eerste stap?", default="")
    first_title = TextInput("Of schrijf zelf een stap", validators=[at_most(TITLE_LENGTH)])
    first_kind = SelectField(
        "Wat voor stap is het?",
        description="Alleen bij een eigen stap.",
        choices=KINDS,
        default=ActionKind.PRACTICE.value,
    )
    first_due = DateInput("Wanneer doe je die stap?", description="Alleen als je een stap kiest of schrijft.")

    steps: Mapping[str, Step] = {}

    @classmethod
    def at(cls, start: Start, starts: Sequence[Start], steps: Sequence[Step], *, sent: Any = None) -> NewGoalForm:
        """The form for an element, with a first wording and days filled in, and with what else could be chosen.

        `sent` takes the place of what was just posted.
        """
        today = clock.today()
        posted: dict[str, Any] = {} if sent is None else {"formdata": sent}
        form = cls(
            **posted,
            data={
                "element": start.element.code,
                "title": start.sentence,
                "by_when": months_later(today, MONTHS_OF_A_GOAL),
                "first_due": today + timedelta(days=DAYS_OF_A_FIRST_STEP),
            },
        )
        form.offer(start.asks)
        here = [one for one in starts if one.source is start.source]
        form.element.choices = [
            SelectChoice(
                one.element.code, f"{one.element.label} (onder gevraagd niveau)" if one.is_gap else one.element.label
            )
            for one in (here if start.element in [one.element for one in here] else [*here, start])
        ]
        form.steps = {one.title: one for one in steps}
        form.step.choices = [SelectChoice("", "Nog geen stap"), *(SelectChoice(one, one) for one in form.steps)]
        return form

    @classmethod
    def moved(
        cls, start: Start, before: Start, starts: Sequence[Start], steps: Sequence[Step], sent: Any
    ) -> NewGoalForm:
        """The form for another element than it was on, with what was typed in it; what belonged to that one goes."""
        kept = MultiDict(sent)
        kept["element"] = start.element.code
        if kept.get("title") == before.sentence:
            kept["title"] = start.sentence
        kept.setlist("indicators", [])
        if kept.get("step") not in [one.title for one in steps]:
            kept["step"] = ""
        return cls.at(start, starts, steps, sent=kept)

    @property
    def step_hints(self) -> dict[str, str]:
        """What kind of step each is, and whether it comes from the organisation."""
        return {
            one.title: f"{one.kind.dutch}, van je organisatie" if one.own else one.kind.dutch
            for one in self.steps.values()
        }

    @property
    def first_step(self) -> Step | None:
        """What to begin with: the person's own words, or else the step that they picked; None for nothing yet."""
        if self.first_title.data:
            return Step(ActionKind(self.first_kind.data), self.first_title.data)
        return self.steps.get(self.step.data or "")

    def validate_first_due(self, field: DateInput) -> None:
        """Today or later; only asked when there is a first step."""
        if self.first_title.data or self.step.data:
            if field.data is None:
                raise ValidationError("Vul een datum in voor je eerste stap.")
            check_day(field, clock.today(), None, "Vul een datum in van vandaag of later.")
