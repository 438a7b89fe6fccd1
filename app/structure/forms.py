"""What somebody fills in about departments and teams, and about who is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Optional

from app.core import clock
from app.core.web.fields import DateInput, Form, SelectChoice, TextInput, at_most, required
from app.people.administration.forms import MEMBER, PLACES
from app.people.models import Department, Team
from app.people.rules import LeadKind, Period
from app.people.tree.queries import Found
from app.standards.models import Norm

NOWHERE = ""
TEAM, DEPARTMENT = "team", "department"
MOST_DAYS_AHEAD = 366
"""How far ahead a team can stop."""


class PartForm(Form):
    """The name of a team or department, and what it is under."""

    name = TextInput("Naam", validators=[required("Vul een naam in."), at_most(200)])
    under = SelectField("Onder")

    def offer(self, departments: Sequence[Department]) -> None:
        """What it can be under; a choice outside them is refused."""
        self._departments = {str(one.id): one for one in departments}
        named = sorted((_path(one), key) for key, one in self._departments.items())
        self.under.choices = [SelectChoice(NOWHERE, "Geen afdeling"), *(SelectChoice(key, path) for path, key in named)]

    @property
    def department(self) -> Department | None:
        """What it comes under; only of a valid form."""
        return self._departments.get(str(self.under.data))


class NewPartForm(PartForm):
    """A new team or department."""

    kind = RadioField(
        "Wat voeg je toe?", choices=[SelectChoice(TEAM, "Een team"), SelectChoice(DEPARTMENT, "Een afdeling")]
    )


class MergeForm(Form):
    """Into what it goes, and which of its kaders go along."""

    into = SelectField("Gaat verder in", validators=[required("Kies waarin het verdergaat.")])
    norms = SelectMultipleField("Welke kaders gaan mee?")

    def offer(self, others: Sequence[Team] | Sequence[Department], norms: Sequence[Norm]) -> None:
        """Into which it can go, and what it has."""
        self._others = {str(one.id): one for one in others}
        self.into.choices = [SelectChoice(NOWHERE, "Kies"), *(SelectChoice(str(one.id), one.name) for one in others)]
        self.norms.choices = [SelectChoice(str(one.id), one.current.name) for one in norms]

    @property
    def chosen(self) -> Any:
        """The team or department that it goes into; only of a valid form."""
        return self._others[str(self.into.data)]

    @property
    def norm_ids(self) -> frozenset[int]:
        """The kaders that go along."""
        return frozenset(int(one) for one in self.norms.data or ())


def _soon(field: DateInput) -> None:
    """Today, or a day in the coming year."""
    if field.data and field.data < clock.today():
        raise ValidationError("Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
    if field.data and (field.data - clock.today()).days > MOST_DAYS_AHEAD:
        raise ValidationError("Kies een dag binnen een jaar.")


class MergeTeamForm(MergeForm):
    """A team goes into another from a day."""

    starts_on = DateInput("Vanaf", validators=[required("Vul in vanaf welke dag.")])

    def validate_starts_on(self, field: DateInput) -> None:
        """Not in the past."""
        _soon(field)


class StopTeamForm(Form):
    """The last day of a team."""

    last_day = DateInput("Laatste dag van dit team", validators=[required("Vul de laatste dag in.")])

    def validate_last_day(self, field: DateInput) -> None:
        """Not in the past."""
        _soon(field)


class EnterForm(Form):
    """Who enters a team, as what, and from when until when."""

    people = SelectMultipleField("Wie?", validators=[required("Kies minstens één persoon.")])
    place = RadioField("In dit team", choices=[SelectChoice(*item) for item in PLACES.items()], default=MEMBER)
    starts_on = DateInput("Vanaf", validators=[required("Vul in vanaf welke dag.")])
    ends_on = DateInput("Tot en met", description="Laat leeg als je dat nog niet weet.")
    moves = BooleanField("Haal hen uit hun andere teams")

    def offer(self, found: Sequence[Found]) -> None:
        """Whom a search found, and who was chosen before; a choice outside it is refused."""
        self.people.choices = [SelectChoice(one.key, one.name) for one in found]
        self.hints = {one.key: one.hint for one in found}

    @property
    def lead(self) -> LeadKind | None:
        """In which way they lead; None for members. Only of a valid form."""
        return None if self.place.data == MEMBER else LeadKind(self.place.data)

    @property
    def period(self) -> Period:
        """The days; only of a valid form."""
        return Period(self.starts_on.data or date.max, self.ends_on.data)

    def validate_ends_on(self, field: DateInput) -> None:
        """The end comes after the start, and who acts for somebody else does so until a day."""
        if field.data is None and self.place.data == LeadKind.ACTING:
            raise ValidationError("Vul in tot en met welke dag diegene waarneemt.")
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Deze dag is vóór de eerste dag.")


class PlaceForm(Form):
    """The last day of somebody in a team, and in which one they go on."""

    last_day = DateInput("Laatste dag in dit team", validators=[required("Vul de laatste dag in.")])
    then = SelectField("Daarna", default=NOWHERE)

    def offer(self, first_day: date, teams: Iterable[Team]) -> None:
        """When it began, and the teams that somebody can go to."""
        self._first_day = first_day
        self._teams = {str(one.id): one for one in teams}
        self.then.choices = [
            SelectChoice(NOWHERE, "Naar geen ander team"),
            *(SelectChoice(key, one.name) for key, one in self._teams.items()),
        ]

    def allow_none(self) -> None:
        """Of who would stop: an empty field means that they go on."""
        self.last_day.description = "Laat leeg als er geen laatste dag meer is."
        self.last_day.validators, self.last_day.flags.required = [Optional()], False

    def validate_then(self, field: SelectField) -> None:
        """Who goes to another team stops in this one."""
        if self.next_team is not None and self.last_day.data is None:
            raise ValidationError("Vul dan ook de laatste dag in dit team in.")

    @property
    def next_team(self) -> Team | None:
        """The chosen team; only of a valid form."""
        return self._teams.get(str(self.then.data))

    def validate_last_day(self, field: DateInput) -> None:
        """The end comes after the start."""
        if field.data and field.data < self._first_day:
            raise ValidationError("Deze dag is vóór de eerste dag in dit team.")


def _path(department: Department) -> str:
    """The name of a department, after that of the one above it."""
    return f"{department.parent.name} › {department.name}" if department.parent else department.name
