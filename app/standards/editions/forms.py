"""What an HR adviser or administrator decides about the elements that an edition left open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from wtforms import SelectField

from app.core.web.fields import Form, SelectChoice, TextInput, at_most
from app.standards.rules.deciding import FATES, MOST_PARTS, Choice, faults_in, possible, suggestions, undecided, untold
from app.standards.rules.element import Element
from app.standards.rules.standard import EditionChangeKind, Standard

MOST_REASON = 200


class DecideForm(Form):
    """A fate for each element that was left open, what it became (`to-CODE-1` and on), and perhaps why."""

    before: Standard
    after: Standard
    elements: tuple[Element, ...]
    kinds: Mapping[str, SelectField]
    parts: Mapping[str, tuple[SelectField, ...]]
    reasons: Mapping[str, TextInput]

    @classmethod
    def on(cls, before: Standard, after: Standard) -> DecideForm:
        """The form for two editions, filled with what their codes and sentences show by themselves."""
        begin, elements = suggestions(before, after), undecided(before, after)
        numbers = range(1, min(MOST_PARTS, len(untold(after))) + 1)
        fields: dict[str, Any] = {}
        for one in elements:
            choice = begin.get(one.code, Choice(None))
            fields[f"kind-{one.code}"] = _kind_field(one, before, after, choice)
            fields |= {f"to-{one.code}-{number}": _target_field(one, after, number, choice) for number in numbers}
            fields[f"reason-{one.code}"] = TextInput("Waarom?", validators=[at_most(MOST_REASON)])
        form = type("DecideFormOnEditions", (cls,), fields)()
        assert isinstance(form, DecideForm)
        form.before, form.after, form.elements = before, after, elements
        form.kinds = {one.code: form[f"kind-{one.code}"] for one in elements}
        form.parts = {one.code: tuple(form[f"to-{one.code}-{number}"] for number in numbers) for one in elements}
        form.reasons = {one.code: form[f"reason-{one.code}"] for one in elements}
        return form

    @property
    def choices(self) -> dict[str, Choice]:
        """What was sent, as the rules read it."""
        return {
            one.code: Choice(
                cast(EditionChangeKind, self.kinds[one.code].data) if self.kinds[one.code].data in FATES else None,
                tuple(str(field.data) for field in self.parts[one.code] if field.data),
                self.reasons[one.code].data or "",
            )
            for one in self.elements
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Every fault of every element at once, at its own field."""
        valid = bool(super().validate(extra_validators))
        for fault in faults_in(self.before, self.after, self.choices):
            fields = self.parts[fault.element] if fault.part == "targets" else ()
            field = fields[0] if fields else self.kinds[fault.element]
            if not field.errors:
                field.errors = [fault.message]
            valid = False
        return valid


def _kind_field(element: Element, before: Standard, after: Standard, choice: Choice) -> SelectField:
    choices = [SelectChoice("", "Kies"), *(SelectChoice(kind, FATES[kind]) for kind in possible(before, after))]
    return SelectField(f"Wat is er met {element.title} gebeurd?", choices=choices, default=choice.kind or "")


def _target_field(element: Element, after: Standard, number: int, choice: Choice) -> SelectField:
    label = f"Wat is {element.title} geworden?" if number == 1 else f"Deel {number} van {element.title}"
    choices = [SelectChoice("", "Kies (bij vervallen niets)" if number == 1 else "Geen")]
    choices += [SelectChoice(one.code, one.label) for one in untold(after)]
    return SelectField(label, choices=choices, default=next(iter(choice.targets[number - 1 : number]), ""))
