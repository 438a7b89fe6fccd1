"""What the forms of the plan share: days, and what to do when it had changed meanwhile."""

from __future__ import annotations

from datetime import date

from wtforms import Field, HiddenField, SelectField, SelectMultipleField, ValidationError

from app.core import clock
from app.core.web.fields import DateInput, Form, choices_of, version_in
from app.core.web.filters import day
from app.plans.rules import ActionKind, months_later

YEARS_AHEAD = 10
KINDS = choices_of(ActionKind)


def check_day(field: DateInput, first: date, kept: date | None, message: str) -> None:
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
        return version_in(self.based_on.data)

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
