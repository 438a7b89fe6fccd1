"""What an HR adviser or administrator sends about a norm (kader): its levels, its next edition, whom it is given to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, SelectChoice, TextInput, at_most, choices_of, required
from app.people.rules import Period
from app.people.tree.queries import Found
from app.standards.rules.element import Element
from app.standards.rules.norms import NormKind
from app.standards.rules.standard import Standard

NOT_ASKED = ""
MOST_DAYS_AHEAD = 366
"""How far ahead a kader can go on to the next edition."""


class LevelsForm(Form):
    """A level or "niet gevraagd" for each element of a standard (fields `level-CODE`)."""

    based_on = HiddenField(default="0")
    levels: dict[str, SelectField]

    @classmethod
    def on(
        cls, standard: Standard, targets: Mapping[str, str], hints: Mapping[str, str] | None = None, **data: Any
    ) -> Self:
        """The form for a standard, filled with these targets; `hints` says something about an element, by its code."""
        hints = hints or {}
        fields = {
            f"level-{one.code}": _level_field(one, targets.get(one.code, NOT_ASKED), hints.get(one.code, ""))
            for one in standard.elements
        }
        form = type(f"{cls.__name__}OnStandard", (cls,), fields)(data=data)
        assert isinstance(form, cls)
        form.levels = {one.code: form[f"level-{one.code}"] for one in standard.elements}
        return form

    @property
    def targets(self) -> dict[str, str]:
        """The chosen level per element that is asked."""
        return {code: str(field.data) for code, field in self.levels.items() if field.data}


class NormForm(LevelsForm):
    """A kader: its name, its use, and its levels."""

    name = TextInput("Naam van het kader", validators=[required("Geef het kader een naam."), at_most(120)])
    kind = RadioField(
        "Waarvoor is het?",
        choices=choices_of(NormKind),
        default=NormKind.FUNCTION.value,
        validators=[required("Kies waarvoor het kader is.")],
    )


class CarryForm(LevelsForm):
    """A kader on the next edition: from when, and a level or "niet gevraagd" for each element of that edition."""

    starts_on = DateInput(
        "Vanaf wanneer geldt het op de nieuwe editie?", validators=[required("Vul in vanaf welke dag.")]
    )

    def validate_starts_on(self, field: DateInput) -> None:
        """Today, or a day in the coming year."""
        today = clock.today()
        if field.data and field.data < today:
            raise ValidationError("Deze dag is voorbij. Kies vandaag of een dag die nog komt.")
        if field.data and (field.data - today).days > MOST_DAYS_AHEAD:
            raise ValidationError("Kies een dag binnen een jaar.")


def _level_field(element: Element, chosen: str, description: str = "") -> SelectField:
    choices = [SelectChoice(NOT_ASKED, "Niet gevraagd")]
    choices += [SelectChoice(level.code, element.level_label(level.code)) for level in element.choices]
    if chosen and chosen not in {level.code for level in element.choices}:
        choices.append(SelectChoice(chosen, element.level_label(chosen)))
    return SelectField(element.label, choices=choices, default=chosen, description=description)


class GiveForm(Form):
    """Whom a kader is given to, and from when until when."""

    to = SelectMultipleField("Voor wie?", validators=[required("Kies een afdeling, team of persoon.")])
    starts_on = DateInput("Vanaf", validators=[required("Vul in vanaf welke dag.")])
    ends_on = DateInput("Tot en met", description="Laat leeg als je dat nog niet weet.")

    def offer(self, found: Sequence[Found]) -> None:
        """What a search found, and what was chosen before; a choice outside it is refused."""
        self.to.choices = [SelectChoice(one.key, one.name) for one in found]
        self.hints = {one.key: one.hint for one in found}

    @property
    def period(self) -> Period:
        """The days; only of a valid form."""
        return Period(self.starts_on.data or date.max, self.ends_on.data)

    def validate_ends_on(self, field: DateInput) -> None:
        """The end comes after the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Deze dag is vóór de eerste dag.")
