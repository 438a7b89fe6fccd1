"""The form of "what if": everything stands in the address, nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional as Empty

from app.core.fields import DateInput, Form, TextInput
from app.dossiers.activity_forms import MOST_WORDS, read_count, read_worked_hours
from app.dossiers.activity_kinds import kinds_of
from app.dossiers.cases import Activity, Leergang
from app.dossiers.dates import anniversary
from app.dossiers.register_rules import RegisterRules
from app.dossiers.terms import PEKind, RegisterName, Status, WorkingLevel
from app.dossiers.ways import Way

YEARS_AHEAD = 10
MOST_TIMES = 20
_AS_IS = SelectChoice("", "Zoals het nu is")


class WhatIfForm(Form):
    """What to try: a way, a day, and whatever would be different."""

    class Meta(Form.Meta):
        csrf = False

    weg = SelectField("Wat wil je uitrekenen?")
    dag = DateInput(
        "Op welke dag?", description="Leeg is vandaag. Bij verlengen is het de laatste dag van je PE-jaar.",
        validators=[Empty()],
    )  # fmt: skip
    niveau = SelectField("Werk- en denkniveau", default="")
    kolom = SelectField("Je werk past bij kolom", default="")
    audit = BooleanField("Ik haal de audit")
    leergang = DateInput("Ik haal de Leergang op", validators=[Empty()])
    soort = SelectField("Een activiteit erbij", default="")
    wanneer = DateInput("Wanneer?", validators=[Empty()])
    uren = TextInput("Hoeveel uur per keer?", default="")
    woorden = TextInput("Hoeveel woorden?", default="")
    maanden = TextInput("Hoeveel maanden achter elkaar?", default="")
    aantal = TextInput("Hoeveel keer?", default="1")
    clok = BooleanField("CLOK organiseert dit")

    today: date
    ways: Sequence[Way]
    rules: RegisterRules
    amounts: dict[str, Any]

    @classmethod
    def of(cls, arguments: Any, ways: Sequence[Way], rules: RegisterRules, today: date) -> WhatIfForm:
        """The form with what the address says; the first way when it names none."""
        form = cls(formdata=arguments)
        form.today, form.ways, form.rules, form.amounts = today, ways, rules, {}
        form.weg.choices = [SelectChoice(way.code, way.title) for way in ways]
        form.niveau.choices = [_AS_IS, *(SelectChoice(one.value, one.value) for one in WorkingLevel)]
        form.kolom.choices = [_AS_IS, *(SelectChoice(one.value, one.value) for one in Status)]
        kinds: dict[str, list[SelectChoice]] = {"Geen": [SelectChoice("", "Geen activiteit erbij")]}
        for group, rows in kinds_of(rules).items():
            found = [SelectChoice(value, title) for value, title in rows if value != PEKind.OVERIG.value]
            if found:
                kinds[group] = found
        form.soort.choices = kinds
        if not form.weg.data:
            form.weg.data = ways[0].code
        return form

    @property
    def way(self) -> Way:
        """The chosen way; the first one when the choice is none."""
        return next((way for way in self.ways if way.code == self.weg.data), self.ways[0])

    def validate_dag(self, field: DateInput) -> None:
        """A day to come."""
        self._check_day(field)

    def validate_leergang(self, field: DateInput) -> None:
        """A certificate may also be there already."""
        if field.data is not None and field.data > anniversary(self.today, YEARS_AHEAD):
            raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")

    def validate_wanneer(self, field: DateInput) -> None:
        """A day to come."""
        self._check_day(field)

    def validate_uren(self, field: TextInput) -> None:
        """Hours in quarters, where the kind asks them."""
        self.amounts["hours"] = self._read(field, read_worked_hours)
        formula = self.rules.row(self.kind).formula if self.kind else ""
        if formula in ("performance", "half_day", "hours") and self.amounts["hours"] is None:
            raise ValidationError("Vul in hoeveel uur het wordt.")

    def validate_woorden(self, field: TextInput) -> None:
        """Words of what is published."""
        self.amounts["words"] = self._read(field, lambda text: read_count(text, MOST_WORDS))

    def validate_maanden(self, field: TextInput) -> None:
        """Months in a row."""
        self.amounts["months"] = self._read(field, lambda text: read_count(text, 24))

    def validate_aantal(self, field: TextInput) -> None:
        """How often."""
        self.amounts["times"] = self._read(field, lambda text: read_count(text, MOST_TIMES)) or 1

    @staticmethod
    def _read(field: TextInput, read: Any) -> Any:
        try:
            return read(field.data or "")
        except ValueError as problem:
            raise ValidationError(str(problem)) from None

    def _check_day(self, field: DateInput) -> None:
        if field.data is not None and field.data < self.today:
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
        if field.data is not None and field.data > anniversary(self.today, YEARS_AHEAD):
            raise ValidationError("Deze datum is wel erg ver weg. Kijk het jaar nog eens na.")

    @property
    def kind(self) -> PEKind | None:
        """The kind of the activity that is tried."""
        return PEKind(self.soort.data) if self.soort.data in set(PEKind) else None

    @property
    def activities(self) -> list[Activity]:
        """The activity to try, as often as was asked, by default today."""
        if self.kind is None:
            return []
        one = Activity(
            self.kind, self.wanneer.data or self.today, hours=self.amounts.get("hours"),
            clok=bool(self.clok.data), words=self.amounts.get("words"),
            consecutive_months=self.amounts.get("months"),
        )  # fmt: skip
        return [one] * int(self.amounts.get("times", 1))

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
