"""The forms of "what if": everything stands in the address, nothing is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField, ValidationError
from wtforms.validators import Optional as Empty

from app.core.web.fields import DateInput, Form, SelectChoice, TextInput
from app.dossiers.pe.forms import KindForm, amount
from app.dossiers.pe.kinds import kinds_of
from app.dossiers.pe.reading import read_count
from app.regulation.case import Activity, CaseAction, Leergang
from app.regulation.dates import anniversary
from app.regulation.edition import RegisterRules
from app.regulation.terms import PEKind, RegisterName, Status, WorkingLevel
from app.regulation.ways import Way

YEARS_AHEAD = 10
MOST_TIMES = 20
MOST_ROWS = 8
"""So many kinds of activity can be tried together."""
_AS_IS = SelectChoice("", "Zoals het nu is")
_ROW = re.compile(r"^erbij-(\d{1,3})-(\w+)$")
_TELLING = ("soort", "wanneer", "uren", "woorden", "maanden", "clok")
"""The fields of a row of which one is enough to mean something; `aantal` always has a number."""


class TriedForm(KindForm):
    """One kind of activity to try, as often as was asked."""

    class Meta(Form.Meta):
        csrf = False

    soort = SelectField("Welke activiteit?", default="")
    wanneer = DateInput("Wanneer?", description="Vul je niets in, dan rekenen we met vandaag.", validators=[Empty()])
    uren = TextInput("Hoeveel uur per keer?", default="", validators=[amount("hours")])
    woorden = TextInput("Hoeveel woorden?", default="", validators=[amount("words")])
    maanden = TextInput("Hoeveel maanden achter elkaar?", default="", validators=[amount("consecutive_months")])
    aantal = TextInput("Hoeveel keer?", default="1")
    clok = BooleanField("CLOK organiseert dit")

    kind_field = "soort"
    today: date
    number: int
    is_new: bool
    times = 1

    @classmethod
    def of(cls, values: Mapping[str, str] | None, number: int, rules: RegisterRules, today: date) -> TriedForm:
        """The row with this number and what the address says of it; an empty row without values."""
        prefix = f"erbij-{number}-"
        given = MultiDict({prefix + name: value for name, value in values.items()}) if values else None
        form = cls(formdata=given, prefix=prefix)
        form.today, form.rules, form.number, form.is_new, form.amounts = today, rules, number, not values, {}
        kinds: dict[str, list[SelectChoice]] = {"Geen": [SelectChoice("", "Geen activiteit erbij")]}
        for group, rows in kinds_of(rules).items():
            found = [SelectChoice(value, title) for value, title in rows if value != PEKind.OVERIG.value]
            if found:
                kinds[group] = found
        form.soort.choices = kinds
        return form

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        if self.chosen is None:
            return f"Activiteit {self.number + 1}"
        return f"{self.rules.row(self.chosen).title}{f', {self.times} keer' if self.times > 1 else ''}"

    def validate_soort(self, field: SelectField) -> None:
        """What has hours or a day needs a kind."""
        if not field.data and not self.is_new:
            raise ValidationError("Kies wat voor activiteit het is.")

    def validate_wanneer(self, field: DateInput) -> None:
        """A day to come."""
        check_day(field, self.today)

    def validate_aantal(self, field: TextInput) -> None:
        """How often."""
        try:
            self.times = read_count(field.data or "", MOST_TIMES) or 1
        except ValueError as problem:
            raise ValidationError(str(problem)) from None

    @property
    def activities(self) -> list[Activity]:
        """The activity to try, as often as was asked, by default today."""
        if self.chosen is None:
            return []
        one = Activity(self.chosen, self.wanneer.data or self.today, clok=bool(self.clok.data), **self.amounts)
        return [one] * self.times


class WhatIfForm(Form):
    """What to try: a way, a day, and whatever would be different."""

    class Meta(Form.Meta):
        csrf = False

    weg = SelectField("Wat wil je uitrekenen?")
    dag = DateInput(
        "Op welke dag?",
        description="Vul je niets in, dan rekenen we met vandaag. Bij verlengen is dat de laatste dag van je PE-jaar.",
        validators=[Empty()],
    )
    niveau = SelectField("Werk- en denkniveau", default="")
    kolom = SelectField("Je werk past bij kolom", default="")
    audit = BooleanField("Ik haal de audit")
    leergang = DateInput("Ik haal de Leergang op", validators=[Empty()])

    today: date
    ways: Sequence[Way]
    rows: list[TriedForm]
    lost_row: bool

    @classmethod
    def of(cls, arguments: Any, ways: Sequence[Way], rules: RegisterRules, today: date) -> WhatIfForm:
        """The form with what the address says; the first way when it names none.

        `nog` in the address adds an empty row of activities, `zonder` leaves the row with that number out.
        """
        form = cls(formdata=arguments)
        form.today, form.ways = today, ways
        form.weg.choices = [SelectChoice(way.code, way.title) for way in ways]
        form.niveau.choices = [_AS_IS, *(SelectChoice(one.value, one.value) for one in WorkingLevel)]
        form.kolom.choices = [_AS_IS, *(SelectChoice(one.value, one.value) for one in Status)]
        if not form.weg.data:
            form.weg.data = ways[0].code
        if all(way.action is not CaseAction.RENEWAL for way in ways):
            form.dag.description = "Vul je niets in, dan rekenen we met vandaag."
        found: list[Mapping[str, str] | None] = [*_rows_in(arguments)]
        form.lost_row = "zonder" in arguments
        if not found or ("nog" in arguments and len(found) < MOST_ROWS):
            found.append(None)
        form.rows = [TriedForm.of(values, number, rules, today) for number, values in enumerate(found)]
        return form

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether the fields and all rows are right; each says what is wrong with it."""
        rows = [row.validate() for row in self.rows]
        return super().validate(*args, **kwargs) and all(rows)

    @property
    def every_field(self) -> list[Any]:
        """The fields of the form and of its rows, in the order of the page."""
        return [*self, *(field for row in self.rows for field in row)]

    @property
    def has_errors(self) -> bool:
        """Whether anything that was filled in is wrong."""
        return any(field.errors for field in self.every_field)

    @property
    def has_room(self) -> bool:
        """Whether one more row can be added."""
        return len(self.rows) < MOST_ROWS

    @property
    def way(self) -> Way:
        """The chosen way; the first one when the choice is none."""
        return next((way for way in self.ways if way.code == self.weg.data), self.ways[0])

    def validate_dag(self, field: DateInput) -> None:
        """A day to come."""
        check_day(field, self.today)

    def validate_leergang(self, field: DateInput) -> None:
        """A certificate may also be there already."""
        if field.data is not None and field.data > anniversary(self.today, YEARS_AHEAD):
            raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")

    def changes(self, register: RegisterName) -> dict[str, Any]:
        """The fields of the case that would be different."""
        found: dict[str, Any] = {}
        if self.niveau.data:
            found["working_level"] = WorkingLevel(self.niveau.data)
        if self.kolom.data:
            found["function_content"] = Status(self.kolom.data)
        if self.audit.data:
            found |= {"audit_done": True, "function_fits_register": True}
        if self.leergang.data is not None:
            found["leergang"] = Leergang(register, self.leergang.data)
        return found


def check_day(field: DateInput, today: date) -> None:
    """Refuse a day that has passed or is very far away."""
    if field.data is not None and field.data < today:
        raise ValidationError("Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
    if field.data is not None and field.data > anniversary(today, YEARS_AHEAD):
        raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")


def _rows_in(arguments: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of activities in an address, without empty ones and the one that was taken out."""
    found: dict[int, dict[str, str]] = {}
    for name, value in arguments.items():
        match = _ROW.match(name)
        if match and match[1] != arguments.get("zonder"):
            found.setdefault(int(match[1]), {})[match[2]] = value
    filled = [row for _, row in sorted(found.items()) if any(row.get(name, "").strip() for name in _TELLING)]
    return filled[:MOST_ROWS]
