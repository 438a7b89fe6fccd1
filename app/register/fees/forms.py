"""What the board fills in about what it costs, and about who pays."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import SelectField, ValidationError

from app.core.web.fields import Form, LongText, SelectChoice, TextInput, at_most, required
from app.register.fees.rules import amount_in
from app.regulation.registration.fees import PriceKind, Prices
from app.regulation.terms import Status

REASON_LENGTH = 300


class AmountInput(TextInput):
    """An amount in euro; `amount` is what it says, None when it is empty."""

    amount: Decimal | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the amount; a sentence when it is none."""
        try:
            self.amount = amount_in(self.data) if self.data else None
        except ValueError as error:
            raise ValidationError(str(error)) from None


class FeesForm(Form):
    """What a year costs: a price for each status, for who is Deelnemer, for others, and for an audit."""

    year = SelectField("Jaar", coerce=int)
    reason = TextInput(
        "Waar is dit besproken?",
        description="Bijvoorbeeld: de vergadering van 12 november 2026.",
        validators=[at_most(REASON_LENGTH)],
    )

    def __init__(self, years: Sequence[int], *args: Any, **kwargs: Any) -> None:
        """`years` are those of which the board sets the prices."""
        super().__init__(*args, **kwargs)
        self.year.choices = [SelectChoice(str(year), str(year)) for year in years]

    def row(self, kind: PriceKind) -> list[AmountInput]:
        """The fields of one kind, by status."""
        return [self[_name(kind, status)] for status in Status]

    @property
    def prices(self) -> Prices:
        """What was filled in; only of a valid form."""
        found = ((status, kind, self[_name(kind, status)].amount) for kind in PriceKind for status in Status)
        return {(self.year.data, status, kind): amount for status, kind, amount in found if amount is not None}


def _name(kind: PriceKind, status: Status) -> str:
    return f"{kind.value}_{status.value.lower()}"


def _field(kind: PriceKind, status: Status) -> AmountInput:
    asked = [] if kind is PriceKind.OTHER else [required("Vul een bedrag in.")]
    return AmountInput(f"{status.value}-status", validators=asked)


for _kind in PriceKind:
    for _status in Status:
        setattr(FeesForm, _name(_kind, _status), _field(_kind, _status))


def typed(year: int, prices: Prices) -> dict[str, Any]:
    """Prices as they stand in the fields before anything was typed."""
    amounts = {_name(kind, status): f"{amount:.2f}".replace(".", ",") for (_, status, kind), amount in prices.items()}
    return {"year": year, **amounts}


class DebtorForm(Form):
    """Where an invoice goes."""

    name = TextInput("Naam op de factuur", validators=[required("Vul een naam in."), at_most(255)])
    address = LongText(
        "Adres",
        description="Straat en nummer, postcode en plaats. Ook een afdeling of kenmerk kan erbij.",
        validators=[required("Vul een adres in."), at_most(500)],
    )
