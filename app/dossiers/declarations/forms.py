"""The form "Verklaring nog in functie"."""

from __future__ import annotations

from wtforms import BooleanField, RadioField, ValidationError

from app.core.web.fields import Form, LongText, SelectChoice, TextInput, at_most, required
from app.dossiers.models import TITLE_LENGTH

CHANGES_LENGTH = 4000


class DeclarationForm(Form):
    """Whether I still have the function, which one, where, and what changed."""

    still_in_function = RadioField(
        "Werk je nog in deze functie?",
        choices=[SelectChoice("yes", "Ja"), SelectChoice("no", "Nee")],
        validators=[required("Kies ja of nee.")],
    )
    function = TextInput(
        "Wat is je functie?", validators=[required("Schrijf op wat je functie is."), at_most(TITLE_LENGTH)]
    )
    employer = TextInput(
        "Bij wie werk je?", validators=[required("Schrijf op bij wie je werkt."), at_most(TITLE_LENGTH)]
    )
    changes = LongText(
        "Wat is er dit jaar veranderd in je werk?",
        description="Bijvoorbeeld andere taken, meer of minder uren, een ander team.",
        validators=[at_most(CHANGES_LENGTH)],
    )
    truly = BooleanField("Ik heb dit naar waarheid ingevuld", render_kw={"required": True})

    def validate_changes(self, field: LongText) -> None:
        """Who has no function any more says what happened."""
        if self.still_in_function.data == "no" and not field.data:
            raise ValidationError("Schrijf op wat er is veranderd en sinds wanneer.")

    def validate_truly(self, field: BooleanField) -> None:
        """Signing is a deed."""
        if not field.data:
            raise ValidationError("Vink aan dat je dit naar waarheid hebt ingevuld.")
